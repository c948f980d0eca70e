"""Databases that have the applicants' tables: upgraded once a process for each kind of database, then copied.

What an upgrade does is tested in ``tests/actions/test_migrating``; hundreds of other tests only need the tables to be there.
"""

from __future__ import annotations

import atexit
import shutil
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

from sqlalchemy.engine.url import make_url

from actions.database import open_engine
from actions.migrating import APPLICANTS, upgrade


def sqlite_with_tables(file: Path) -> str:
    """The file is a database with the tables; gives its URL."""
    shutil.copy(_file(), file)
    return f"sqlite:///{file}"


def postgres_with_tables(make: Callable[..., str]) -> str:
    """A database with the tables is there; gives its URL. ``make``: as the fixture ``postgres``."""
    return make(_name(make))


@cache
def _file() -> Path:
    folder = tempfile.mkdtemp(prefix="daoban-tables-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    file = Path(folder) / "cases.sqlite3"
    _upgraded(f"sqlite:///{file}")
    return file


@cache
def _name(make: Callable[..., str]) -> str:
    url = make()
    _upgraded(url)
    return str(make_url(url).database)


def _upgraded(url: str) -> None:
    """Nobody is connected any more: only then can it be copied."""
    engine = open_engine(url)
    upgrade(engine, APPLICANTS)
    engine.dispose()
