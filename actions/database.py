"""One database behind one code: SQLite in a file, or PostgreSQL, by the URL.

Statements are SQLAlchemy Core; they are compiled once for the database at hand and run on pooled connections, because
SQLAlchemy's own execution would cost as much as the rest of a turn.
"""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Table, create_engine, event
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Engine
from sqlalchemy.engine.url import make_url
from sqlalchemy.pool import QueuePool

#: Seconds a SQLite writer waits for another one.
BUSY_SECONDS: Final = 15
_PAUSE_SECONDS: Final = 0.02
_PRAGMAS: Final = (
    f"PRAGMA busy_timeout={BUSY_SECONDS * 1000}",
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",  # a committed turn survives a power cut
    "PRAGMA foreign_keys=ON",
)


class BadDatabaseUrl(ValueError):
    """The URL names a kind of database that cannot hold the cases."""


class DatabaseUnavailable(RuntimeError):
    """The database could not be reached, or did not finish; whether a commit under way took place is not known."""


def open_engine(url: str, connections: int | None = None) -> Engine:
    """An engine for the URL (``sqlite:///var/daoban.sqlite3``, ``postgresql://…``); SQLite's file is made, owner-only.

    Args:
        connections: the most that are open to a PostgreSQL; None means SQLAlchemy's default, up to fifteen.

    Raises:
        BadDatabaseUrl: it names another kind of database, or SQLite without a file.
    """
    parsed = make_url(url)
    backend = parsed.get_backend_name()
    if backend == "postgresql":
        pool = {} if connections is None else {"pool_size": connections, "max_overflow": 0}
        return create_engine(
            parsed.set(drivername="postgresql+psycopg2"), future=True, pool_pre_ping=True, hide_parameters=True, **pool
        )
    if backend != "sqlite" or not parsed.database or parsed.database == ":memory:":
        raise BadDatabaseUrl(
            f"only sqlite:///FILE and postgresql://… can hold the cases, not {parsed.render_as_string()}"
        )
    _make_private(Path(parsed.database))
    engine = create_engine(
        parsed,
        future=True,
        poolclass=QueuePool,
        hide_parameters=True,
        # Without an isolation level the driver starts no transaction by itself; ``write`` starts each one.
        connect_args={"check_same_thread": False, "isolation_level": None},
    )
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_immediate)
    return engine


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement compiled for one database.

    Args:
        names: its parameters in order, or None where they go by name.
        constants: values written into the statement itself.
    """

    sql: str
    names: tuple[str, ...] | None
    constants: Mapping[str, Any]

    def run(self, cursor: Any, values: Mapping[str, Any]) -> Any:
        """The cursor, after the statement ran with the values; each named parameter must have one."""
        if self.constants:
            values = {**self.constants, **values}
        cursor.execute(self.sql, values if self.names is None else [values[name] for name in self.names])
        return cursor


@dataclass(frozen=True, slots=True)
class Database:
    """Prepares statements and runs them in transactions."""

    engine: Engine

    def prepare(self, statement: Any, columns: tuple[str, ...] | None = None) -> Statement:
        """The statement, compiled; ``columns`` are those an insert gives values to."""
        compiled = statement.compile(self.engine, column_keys=columns)
        names = tuple(compiled.positiontup) if compiled.positional else None
        constants = {name: value for name, value in compiled.params.items() if not compiled.binds[name].required}
        return Statement(str(compiled), names, constants)

    def insert(self, table: Table) -> Any:
        """An insert into the table that can say what happens where the key is taken (``on_conflict_do_update``)."""
        return (sqlite if self.engine.dialect.name == "sqlite" else postgresql).insert(table)

    @property
    def integrity_error(self) -> type[Exception]:
        """What the driver raises when a key is taken."""
        error: type[Exception] = self.engine.dialect.dbapi.IntegrityError
        return error

    @contextmanager
    def write(self) -> Iterator[Any]:
        """A cursor in a transaction that is committed at the end, or rolled back when the block raises.

        Raises:
            DatabaseUnavailable: the database could not be reached or is locked.
        """
        with self._connection() as connection, closing(connection.cursor()) as cursor:
            try:
                if self.engine.dialect.name == "sqlite":
                    # A deferred transaction could fail half-way, when it first writes after another one has.
                    cursor.execute("BEGIN IMMEDIATE")
                yield cursor
                connection.commit()
            except BaseException:
                connection.rollback()
                raise

    @contextmanager
    def read(self) -> Iterator[Any]:
        """A cursor for one query. Raises DatabaseUnavailable as ``write`` does."""
        with self._connection() as connection, closing(connection.cursor()) as cursor:
            yield cursor

    @contextmanager
    def _connection(self) -> Iterator[Any]:
        driver = self.engine.dialect.dbapi
        try:
            connection = self.engine.raw_connection()
        except Exception as fault:
            raise DatabaseUnavailable(f"no connection: {type(fault).__name__}") from fault
        try:
            yield connection
        except (driver.OperationalError, driver.InterfaceError) as fault:
            if self.engine.dialect.is_disconnect(fault, connection, None):
                connection.invalidate(fault)
            raise DatabaseUnavailable(type(fault).__name__) from fault
        finally:
            connection.close()


def _make_private(file: Path) -> None:
    """The file exists; when made here, only its owner can read it. SQLite gives its log files the same rights."""
    file.parent.mkdir(parents=True, exist_ok=True)
    os.close(os.open(file, os.O_CREAT | os.O_RDWR, 0o600))


def _prepare_sqlite(connection: Any, _: Any) -> None:
    give_up = time.monotonic() + BUSY_SECONDS
    for pragma in _PRAGMAS:
        while not _settled(connection, pragma, give_up):
            time.sleep(_PAUSE_SECONDS)


def _settled(connection: Any, pragma: str, give_up: float) -> bool:
    """Whether the pragma took effect; SQLite does not wait by itself for another process that turns a new file to WAL."""
    try:
        connection.execute(pragma)
    except sqlite3.OperationalError:
        if time.monotonic() > give_up:
            raise
        return False
    return True


def _begin_immediate(connection: Any) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")
