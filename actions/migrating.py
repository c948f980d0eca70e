"""Databases brought to the present shape by Alembic, from code: no ini file, one lock, one transaction."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text
from sqlalchemy.engine import Engine
from sqlalchemy.exc import OperationalError

from .database import DatabaseUnavailable

_ENVIRONMENT: Final = Path(__file__).parent / "migrations"


@dataclass(frozen=True, slots=True)
class Migrations:
    """One set of tables' history.

    Args:
        versions: folder of the revisions.
        version_table: where the database notes its revision; a set's own, so that sets may share a database.
        lock: number of PostgreSQL's advisory lock under which the set is applied.
    """

    versions: Path
    version_table: str
    lock: int


APPLICANTS: Final = Migrations(_ENVIRONMENT / "versions", "applicants_version", 0x0DA0_0001)


def upgrade(engine: Engine, migrations: Migrations) -> str:
    """The database has the newest shape; gives its revision.

    Safe to repeat, and to run in two processes at once: the second waits and finds nothing to do. A revision that fails
    leaves the database as it was.

    Raises:
        DatabaseUnavailable: it cannot be reached, or is locked.
    """
    config = alembic_config(migrations)
    head = newest(migrations)
    try:
        if revision(engine, migrations) == head:
            return head
        with engine.begin() as connection:  # on SQLite this takes the write lock
            if engine.dialect.name == "postgresql":
                connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": migrations.lock})
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
    except OperationalError as fault:
        shown = engine.url.render_as_string(hide_password=True)
        raise DatabaseUnavailable(f"{shown} cannot be reached") from fault
    logging.getLogger("daoban.migrating").info("%s is at %s", migrations.version_table, head)
    return head


@cache
def newest(migrations: Migrations) -> str:
    """The revision that a database of the present shape is at; the files that tell it are read once a process."""
    return ScriptDirectory.from_config(alembic_config(migrations)).get_current_head() or ""


def revision(engine: Engine, migrations: Migrations) -> str | None:
    """The revision the database is at; None when it has none of the tables."""
    with engine.connect() as connection:
        found: str | None = _context(connection, migrations).get_current_revision()
    return found


def _context(connection: Any, migrations: Migrations) -> Any:
    return MigrationContext.configure(connection, opts={"version_table": migrations.version_table})


def alembic_config(migrations: Migrations) -> Config:
    """Alembic's settings for a set; ``attributes["connection"]`` is still to be given."""
    config = Config()
    config.set_main_option("script_location", str(_ENVIRONMENT).replace("%", "%%"))
    config.set_main_option("version_locations", str(migrations.versions).replace("%", "%%"))
    config.set_main_option("path_separator", "newline")
    config.attributes["version_table"] = migrations.version_table
    return config
