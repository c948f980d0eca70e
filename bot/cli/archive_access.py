"""The archive as the commands reach it: settings and database, or one clear line and exit code 1."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

import typer
from sqlalchemy.engine import Engine

from actions.cipher import Cipher
from actions.database import BadDatabaseUrl, DatabaseUnavailable
from actions.keys import BadDataKey, data_cipher
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


def kept_cipher(settings: Settings) -> Cipher:
    """The cipher of what was written before; no key is made here. Raises typer.Exit without one."""
    file = settings.var / "keys" / "data.key"
    try:
        return data_cipher(settings.data_key, file if file.exists() and not settings.production else None)
    except BadDataKey as fault:
        typer.echo(str(fault), err=True)
        raise typer.Exit(1) from fault
