"""Authors' unfinished texts. Each author has one draft a scenario; only its author changes it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import and_, bindparam, delete, select, update
from sqlalchemy.engine import Engine

from ..database import Database
from ..moments import micros, moment
from ..tables import drafts
from .scenario_files import Place


class DraftMoved(RuntimeError):
    """The draft was saved elsewhere meanwhile; ``version`` is the one it has now, 0 when it is gone."""

    def __init__(self, version: int) -> None:
        super().__init__(str(version))
        self.version = version


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft.

    Args:
        version: 1 when it is saved for the first time, one more with each save.
        base: hash of the published text that it began from; empty for a new scenario.
    """

    author: str
    place: Place
    version: int
    text: str
    base: str
    updated: datetime


class Drafts:
    """The drafts of one database. Raises DatabaseUnavailable when it cannot be reached."""

    def __init__(self, engine: Engine, clock: Callable[[], datetime]) -> None:
        self._database = Database(engine)
        self._clock = clock
        own = and_(
            drafts.c.author == bindparam("by"),
            drafts.c.folder == bindparam("in_folder"),
            drafts.c.scenario == bindparam("of"),
        )
        names = ("author", "folder", "scenario", "version", "text", "base", "updated")
        prepare = self._database.prepare
        self._all = prepare(select(drafts).order_by(drafts.c.updated))
        self._find = prepare(select(drafts).where(own))
        self._create = prepare(drafts.insert(), names)
        self._save = prepare(
            update(drafts)
            .where(and_(own, drafts.c.version == bindparam("expected")))
            .values(version=bindparam("next"), text=bindparam("new"), base=bindparam("begun"), updated=bindparam("now"))
        )
        self._discard = prepare(delete(drafts).where(and_(own, drafts.c.version == bindparam("expected"))))

    def all(self) -> list[Draft]:
        """Everybody's drafts, the latest last."""
        with self._database.read() as cursor:
            return [_draft(row) for row in self._all.run(cursor, {}).fetchall()]

    def find(self, author: str, place: Place) -> Draft | None:
        """The author's draft of the scenario, or None."""
        with self._database.read() as cursor:
            rows = self._find.run(cursor, _key(author, place)).fetchall()
        return _draft(rows[0]) if rows else None

    def save(self, author: str, place: Place, text: str, *, base: str, expected: int) -> int:
        """The draft has this text; gives its new version.

        Args:
            expected: the version that the author saw; 0 when there was none.

        Raises:
            DraftMoved: it was saved elsewhere meanwhile; nothing is changed.
        """
        now = micros(self._clock())
        try:
            with self._database.write() as cursor:
                if expected == 0:
                    row = {"author": author, "folder": place.folder, "scenario": place.scenario, "version": 1}
                    self._create.run(cursor, {**row, "text": text, "base": base, "updated": now})
                    return 1
                new = {"expected": expected, "next": expected + 1, "new": text, "begun": base, "now": now}
                if self._save.run(cursor, {**_key(author, place), **new}).rowcount == 1:
                    return expected + 1
        except self._database.integrity_error:
            pass
        raise self._moved(author, place)

    def discard(self, author: str, place: Place, expected: int) -> None:
        """The draft is gone. Raises DraftMoved when it was saved elsewhere meanwhile."""
        with self._database.write() as cursor:
            gone = self._discard.run(cursor, {**_key(author, place), "expected": expected}).rowcount == 1
        if not gone:
            raise self._moved(author, place)

    def _moved(self, author: str, place: Place) -> DraftMoved:
        found = self.find(author, place)
        return DraftMoved(found.version if found is not None else 0)


def _key(author: str, place: Place) -> dict[str, str]:
    return {"by": author, "in_folder": place.folder, "of": place.scenario}


def _draft(row: Sequence[Any]) -> Draft:
    author, folder, scenario, version, text, base, updated = row
    return Draft(author, Place(folder, scenario), version, text, base, moment(updated))
