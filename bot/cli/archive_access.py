"""The archive as the commands reach it: settings and database, or one clear line and exit code 1."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

import typer
from sqlalchemy.engine import Engine

from actions.database import BadDatabaseUrl, DatabaseUnavailable
from actions.reading import NoArchive, open_reading
from actions.settings import BadSetting, Settings, read_settings


def settings_or_exit() -> Settings:
    """The settings of the environment. Raises typer.Exit when they cannot be used."""
    try:
        return read_settings(os.environ)
    except BadSetting as fault:
        typer.echo(str(fault), err=True)
        raise typer.Exit(1) from fault


@contextmanager
def reading(settings: Settings) -> Iterator[Engine]:
    """An engine on the applicants' database that refuses to write. Raises typer.Exit when there is no archive."""
    try:
        engine = open_reading(settings.database_url)
        try:
            yield engine
        finally:
            engine.dispose()
    except (NoArchive, BadDatabaseUrl, DatabaseUnavailable) as fault:
        typer.echo(str(fault), err=True)
        raise typer.Exit(1) from fault
