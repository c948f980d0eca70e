"""The outbox as the commands reach it: the applicants' database, there and in its present shape, or one clear line."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import typer

from actions.database import BadDatabaseUrl, DatabaseUnavailable, open_engine
from actions.dead_letters import DeadLetters
from actions.local_time import now
from actions.migrating import APPLICANTS, newest, revision
from actions.reading import NoArchive
from actions.settings import Settings

from .archive_access import reading


@contextmanager
def looking(settings: Settings) -> Iterator[DeadLetters]:
    """The outbox, to be read. Raises typer.Exit."""
    with reading(settings) as engine:
        if revision(engine, APPLICANTS) != newest(APPLICANTS):
            raise NoArchive("数据库还是旧的样子。先运行 daoban migrate。")
        yield DeadLetters(engine, now)


@contextmanager
def writing(settings: Settings) -> Iterator[DeadLetters]:
    """The outbox, also to be written. Raises typer.Exit."""
    with looking(settings):  # it is there and has the present shape
        pass
    try:
        engine = open_engine(settings.database_url)
        try:
            yield DeadLetters(engine, now)
        finally:
            engine.dispose()
    except (BadDatabaseUrl, DatabaseUnavailable) as fault:
        typer.echo(str(fault), err=True)
        raise typer.Exit(1) from fault
