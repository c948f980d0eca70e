"""Both databases, a cipher and a clock that stands where the test puts it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from sqlalchemy.engine import Engine

from actions.cipher import Cipher
from actions.database import open_engine
from actions.migrating import APPLICANTS, upgrade
from actions.store import Store
from tests.postgres import postgres
from tests.with_tables import postgres_with_tables, sqlite_with_tables

__all__ = ["postgres"]

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=timezone.utc)


class Clock:
    """The time, moved by hand."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now

    def pass_seconds(self, seconds: float) -> None:
        """Later by this much."""
        self.now += timedelta(seconds=seconds)


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A database of each kind: with tables for who asks for an ``engine``, empty for others."""
    file, tables = tmp_path / "cases.sqlite3", "engine" in request.fixturenames
    if request.param == "sqlite":
        return sqlite_with_tables(file) if tables else f"sqlite:///{file}"
    make: Callable[..., str] = request.getfixturevalue("postgres")
    return postgres_with_tables(make) if tables else make()


@pytest.fixture
def empty(url: str) -> Iterator[Engine]:
    """An engine on the database, which is empty unless an ``engine`` is asked for as well."""
    engine = open_engine(url)
    yield engine
    engine.dispose()


@pytest.fixture
def engine(empty: Engine) -> Engine:
    """An engine on a database that has the tables."""
    upgrade(empty, APPLICANTS)
    return empty


@pytest.fixture
def clock() -> Clock:
    """Noon that does not move by itself."""
    return Clock()


@pytest.fixture
def cipher() -> Cipher:
    """A cipher with one key."""
    return Cipher({"k1": b"1" * 32}, "k1")


@pytest.fixture
def store(engine: Engine, cipher: Cipher, clock: Clock) -> Store:
    """An empty store."""
    return Store(engine, cipher, clock)
