"""Misses counted in the database: by day and question, with scrubbed words once enough different people have said them."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from copy import copy
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import bindparam, delete, func, select
from sqlalchemy.engine import Engine

from bot.engine import Case, Catalog, Turn
from bot.engine.events import Event
from bot.engine.position import release_of
from bot.nlu.segment import Dictionary

from ..cipher import Cipher, SealBroken
from ..database import Database, Statement
from ..tables import misses
from .keeping import may_keep
from .miss import PLACES, Miss, misses_of
from .scrubbing import Scrubbed, Scrubber

#: Days that misses are kept.
KEPT_DAYS: Final = 90
#: Bytes of a person's mark: enough to count a few people, too few to find one. Different people may share a mark; then too
#: few are counted, never too many.
_MARK_BYTES: Final = 2
_KEY: Final = ("day", "scenario", "version", "question", "kind", "said", "person")


@dataclass(frozen=True, slots=True)
class Counted:
    """One row: how often somebody's words missed on a day.

    Args:
        said: a mark that the same words at the same question share; empty: their words are not kept.
        words: None: they are not kept, or not yet.
    """

    scenario: str
    question: str
    kind: str
    said: str
    times: int
    words: str | None


class MissLog:
    """Writes misses down. Safe to use from several threads."""

    def __init__(
        self, engine: Engine, cipher: Cipher, catalog: Catalog, scrubber: Scrubber, clock: Callable[[], datetime]
    ) -> None:
        self._database = Database(engine)
        self._cipher = cipher
        self._catalog = catalog
        self._scrubber = scrubber
        self._clock = clock
        self._add = _prepare_add(self._database)
        self._others = self._database.prepare(
            select(func.count(misses.c.person.distinct())).where(
                misses.c.said == bindparam("said"), misses.c.person != bindparam("person")
            )
        )
        self._sweep = self._database.prepare(delete(misses).where(misses.c.day < bindparam("first")))
        self._swept = ""

    def hear(self, before: Case, turn: Turn, events: tuple[Event, ...], person: str) -> None:
        """Counts what the turn missed, after it was committed; whatever goes wrong, the turn stands and no words are logged.

        A transaction of its own: a miss must not undo a turn, and one that shares a turn's transaction could be traced to it.

        Args:
            before: the case as the turn found it.
            person: who spoke: the signed-in identity, else the conversation. Only a short keyed mark of it is kept.
        """
        try:
            found = misses_of(before, turn, events)
            if found:
                self._write([self._row(miss, before, person) for miss in found])
        except Exception as fault:  # a statistic is never worth a turn
            logging.getLogger("daoban.learning").warning("a miss was not counted: %s", type(fault).__name__)

    def report(self, case: Case, question: str, said: str, person: str) -> None:
        """Counts words that somebody who reads along says were understood wrongly; they are kept no more easily than others.

        Args:
            question: the fact that was asked when they were said, or one of ``miss.PLACES``. person: as ``hear`` has it.
        """
        facts = frozenset(() if question in PLACES else (question,))
        miss = Miss(case.scenario or "", case.version, question, "misheard", said, facts)
        self._write([self._row(miss, case, person)])

    def in_terms_of(self, catalog: Catalog, dictionary: Dictionary) -> MissLog:
        """The same log, for turns that are taken by another catalog."""
        other = copy(self)
        other._catalog, other._scrubber = catalog, Scrubber(catalog, dictionary)
        return other

    def sweep(self) -> None:
        """Misses older than KEPT_DAYS are gone."""
        self._write([])

    def _write(self, rows: list[tuple[dict[str, Any], Scrubbed | None]]) -> None:
        today = self._clock().date()
        with self._database.write() as cursor:
            for row, words in rows:
                sealed = self._seal(cursor, row, words) if words is not None else None
                self._add.run(cursor, {**row, "sealed": sealed})
            if self._swept != today.isoformat():  # once a day and process
                self._sweep.run(cursor, {"first": (today - timedelta(days=KEPT_DAYS)).isoformat()})
                self._swept = today.isoformat()

    def _seal(self, cursor: Any, row: dict[str, Any], words: Scrubbed) -> bytes | None:
        """The words sealed, if this is one of enough people who said them."""
        others = self._others.run(cursor, row).fetchone()[0] if words.people > 1 else 0
        return self._cipher.seal(_place(row["said"]), words.text.encode()) if others + 1 >= words.people else None

    def _row(self, miss: Miss, before: Case, person: str) -> tuple[dict[str, Any], Scrubbed | None]:
        words = self._scrubber.scrub(miss.said) if self._may_keep(before, miss) else None
        said = self._cipher.mark("said", miss.question, words.text).hex() if words is not None else ""
        row = {
            "day": self._clock().date().isoformat(),
            "scenario": miss.scenario,
            "version": miss.version,
            "question": miss.question,
            "kind": miss.kind,
            "said": said,
            "person": self._cipher.mark("person", said, person)[:_MARK_BYTES].hex() if said else "",
            "times": 1,
        }
        return row, words

    def _may_keep(self, before: Case, miss: Miss) -> bool:
        release = release_of(self._catalog, before)
        if release is None:
            return before.scenario is None  # of a release that is gone nothing is known
        return may_keep(release.facts, miss.facts)


def counted(database: Database, cipher: Cipher, since: str) -> Iterator[Counted]:
    """The rows from the day ``since`` (ISO) on; words that no configured key opens are left out."""
    columns = (misses.c.scenario, misses.c.question, misses.c.kind, misses.c.said, misses.c.times, misses.c.sealed)
    query = database.prepare(select(*columns).where(misses.c.day >= bindparam("since")))
    with database.read() as cursor:
        for scenario, question, kind, said, times, sealed in query.run(cursor, {"since": since}).fetchall():
            yield Counted(scenario, question, kind, said, times, _open(cipher, said, sealed))


def _open(cipher: Cipher, said: str, sealed: bytes | None) -> str | None:
    try:
        return cipher.open(_place(said), sealed).decode() if sealed is not None else None
    except SealBroken:
        return None


def _place(said: str) -> str:
    return f"misses:sealed:{said}"


def _prepare_add(database: Database) -> Statement:
    """Adds a row, or one more time to the same row."""
    insert = database.insert(misses)
    changed = {"times": misses.c.times + 1, "sealed": func.coalesce(insert.excluded.sealed, misses.c.sealed)}
    statement = insert.on_conflict_do_update(index_elements=list(_KEY), set_=changed)
    return database.prepare(statement, (*_KEY, "times", "sealed"))
