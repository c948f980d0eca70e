"""The applicants' database opened to be read and nothing else: no file is made, no table is brought up to date."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sqlalchemy import create_engine, event, inspect
from sqlalchemy.engine import Engine
from sqlalchemy.engine.url import make_url
from sqlalchemy.exc import OperationalError

from .database import BUSY_SECONDS, DatabaseUnavailable, open_engine
from .tables import misses, releases


class NoArchive(RuntimeError):
    """The database is not there, or older than what is to be read; the message is in Chinese."""


def open_reading(url: str) -> Engine:
    """An engine that refuses to write, on a database that has an archive and counts what is not understood.

    Raises:
        NoArchive: there is no such database, or it is older than these.
        BadDatabaseUrl, DatabaseUnavailable: as ``open_engine`` does.
    """
    parsed = make_url(url)
    if parsed.get_backend_name() == "sqlite" and parsed.database:
        if not Path(parsed.database).is_file():
            raise NoArchive("还没有数据库。先运行一次 daoban serve。")
        engine = create_engine(
            parsed,
            future=True,
            hide_parameters=True,
            connect_args={"check_same_thread": False, "isolation_level": None},
        )
        event.listen(engine, "connect", _read_sqlite)
    else:
        engine = open_engine(url)
        event.listen(engine, "connect", _read_postgres)
    try:
        known = set(inspect(engine).get_table_names())
    except OperationalError as fault:
        shown = engine.url.render_as_string(hide_password=True)
        raise DatabaseUnavailable(f"{shown} cannot be reached") from fault
    if not {releases.name, misses.name} <= known:
        engine.dispose()
        raise NoArchive("数据库还是旧的样子。先运行 daoban migrate，再启动一次 daoban serve。")
    return engine


def _read_sqlite(connection: Any, _: Any) -> None:
    connection.execute(f"PRAGMA busy_timeout={BUSY_SECONDS * 1000}")
    connection.execute("PRAGMA query_only=ON")


def _read_postgres(connection: Any, _: Any) -> None:
    connection.set_session(readonly=True)
