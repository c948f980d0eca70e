"""Whether the databases have their present shape. Nothing is made or changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from sqlalchemy.engine.url import make_url
from sqlalchemy.exc import ArgumentError, SQLAlchemyError

from actions.database import BadDatabaseUrl, open_engine
from actions.migrating import Migrations, newest, revision
from actions.settings import Settings

from ..migrate import databases as of_installation
from .findings import Finding, good, missing

_CALLED: Final = {"applicants": "办件库", "intake": "收件库"}
_MIGRATE: Final = "运行 daoban migrate。"


def databases(settings: Settings) -> Iterator[Finding]:
    """A finding for each database of this installation; what shares one is told of with it."""
    found: dict[str, tuple[str, list[Migrations]]] = {}
    for name, url, migrations in of_installation(settings):
        found.setdefault(url, (_CALLED.get(name, name), []))[1].append(migrations)
    for url, (called, histories) in found.items():
        yield _database(called, url, histories)


def _database(name: str, url: str, histories: Sequence[Migrations]) -> Finding:
    try:
        parsed = make_url(url)
        # Opening a file that is not there would make it.
        if parsed.get_backend_name() == "sqlite" and not Path(parsed.database or "").is_file():
            return missing(f"{name}还没有建", _MIGRATE)
        engine = open_engine(url)
        try:
            present = all(revision(engine, one) == newest(one) for one in histories)
        finally:
            engine.dispose()
    except (SQLAlchemyError, ArgumentError, BadDatabaseUrl, OSError):
        return missing(f"{name}连不上", "看数据库开着没有，DAOBAN_DATABASE_URL、DAOBAN_INTAKE_DATABASE_URL 写对没有。")
    if not present:
        return missing(f"{name}不是现在的样子", _MIGRATE)
    return good(f"{name}是现在的样子")
