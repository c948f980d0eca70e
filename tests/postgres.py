"""A real PostgreSQL for the tests: one server a run, shared by parallel workers, a fresh database for whoever asks, empty or with tables."""

from __future__ import annotations

import fcntl
import os
import secrets
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg2
import pytest

with warnings.catch_warnings():
    # Without a desktop session the library falls back to /tmp for its lock file, and says so.
    warnings.simplefilter("ignore")
    import pgserver


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., str]]:
    """Makes a database: each call gives the URL of a new one, empty or as the one is whose name it is given."""
    worker = os.environ.get("PYTEST_XDIST_WORKER", "")
    folder = tmp_path_factory.getbasetemp()
    shared = folder.parent if worker else folder
    # Run as root, the library adds an operating system user to run the server as: not twice at once.
    with _locked(shared / "postgres.lock"):
        server = pgserver.get_server(shared / "postgres", cleanup_mode="delete")
    # Tests end processes, never the machine: what PostgreSQL has written need not be on the disk.
    _execute(server.get_uri(), "ALTER SYSTEM SET fsync = off", "SELECT pg_reload_conf()")

    def make(like: str = "template1") -> str:
        name = f"daoban_{secrets.token_hex(8)}"
        _execute(server.get_uri(), f"CREATE DATABASE {name} TEMPLATE {like}")
        return str(server.get_uri(name))

    yield make
    with _locked(shared / "postgres.lock"):
        server.cleanup()


def _execute(url: str, *statements: str) -> None:
    connection = psycopg2.connect(url)
    connection.autocommit = True
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
    connection.close()


class _locked:
    """Holds a file's lock: one process at a time."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def __enter__(self) -> None:
        self._stream = self._file.open("w")
        fcntl.flock(self._stream, fcntl.LOCK_EX)

    def __exit__(self, *_: object) -> None:
        self._stream.close()
