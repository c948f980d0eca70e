"""Conversations as a desk lists them: who waits for a clerk, whose they are, where they belong."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import and_, bindparam, or_, select
from sqlalchemy.engine import Engine

from ..database import Database, Statement
from ..moments import moment
from ..tables import conversations

#: How long somebody waits for a first answer before it counts as late.
PROMISED: Final = timedelta(seconds=60)
#: Rows of one list.
MOST: Final = 100
#: What a row of a list is made of.
COLUMNS: Final = tuple(
    conversations.c[name]
    for name in ("id", "channel", "scenario", "district", "organisation", "clerk", "called", "call", "updated")
)


@dataclass(frozen=True, slots=True)
class Entry:
    """A conversation in a list.

    Args:
        scenario: id; empty before one is chosen, and of what is handed in. ``district``: code of the premises' district; None: not said.
        organisation: the window where it was begun; None: by the applicant.
        clerk: id of who has it; None: nobody. ``called``: since when its applicant waits, and why (``reason``).
    """

    conversation: str
    channel: str
    scenario: str
    district: str | None
    organisation: str | None
    clerk: str | None
    called: datetime | None
    reason: str | None
    updated: datetime


@dataclass(frozen=True, slots=True)
class Filter:
    """What a list is narrowed to, by the columns of these names; None narrows nothing."""

    district: str | None = None
    scenario: str | None = None
    organisation: str | None = None


_NARROWED: Final = tuple(one.name for one in fields(Filter))


class Queue:
    """Lists conversations. Raises DatabaseUnavailable when the database cannot be reached."""

    def __init__(self, engine: Engine, clock: Callable[[], datetime]) -> None:
        self._database, self._clock = Database(engine), clock
        of = conversations.c
        unclaimed = and_(of.called.is_not(None), of.clerk.is_(None))
        self._waiting = self._list(unclaimed, of.called)
        self._mine = self._list(of.clerk == bindparam("whose"), of.updated.desc())
        self._helped = self._list(of.clerk.is_not(None), of.updated.desc())
        self._all = self._list(of.id.is_not(None), of.updated.desc())
        self._find = self._database.prepare(select(*COLUMNS).where(of.id == bindparam("which")))

    def _list(self, where: Any, order: Any) -> Statement:
        of = conversations.c
        narrowed = (or_(bindparam(f"any_{name}") == 1, of[name] == bindparam(f"in_{name}")) for name in _NARROWED)
        return self._database.prepare(select(*COLUMNS).where(where, *narrowed).order_by(order, of.id).limit(MOST))

    def find(self, conversation: str) -> Entry | None:
        """The conversation's own row; None where there is none."""
        with self._database.read() as cursor:
            rows = self._find.run(cursor, {"which": conversation}).fetchall()
        return entry_of(rows[0]) if rows else None

    def waiting(self, narrowed: Filter = Filter()) -> list[Entry]:
        """Who waits for a clerk, the longest first."""
        return self._run(self._waiting, narrowed)

    def overdue(self, narrowed: Filter = Filter()) -> list[Entry]:
        """Who waits longer than is promised, the longest first."""
        late = self._clock() - PROMISED
        return [one for one in self.waiting(narrowed) if one.called is not None and one.called <= late]

    def mine(self, clerk: str, narrowed: Filter = Filter()) -> list[Entry]:
        """What the clerk has, the latest first."""
        return self._run(self._mine, narrowed, whose=clerk)

    def helped(self, narrowed: Filter = Filter()) -> list[Entry]:
        """What any clerk has, the latest first."""
        return self._run(self._helped, narrowed)

    def all(self, narrowed: Filter = Filter()) -> list[Entry]:
        """Everything, the latest first."""
        return self._run(self._all, narrowed)

    def _run(self, statement: Statement, narrowed: Filter, **more: Any) -> list[Entry]:
        values: dict[str, Any] = dict(more)
        for name in _NARROWED:
            told = getattr(narrowed, name)
            values.update({f"in_{name}": told or "", f"any_{name}": int(told is None)})
        with self._database.read() as cursor:
            return [entry_of(row) for row in statement.run(cursor, values).fetchall()]


def entry_of(row: Sequence[Any]) -> Entry:
    """The row of a list that these values of ``COLUMNS`` are."""
    conversation, channel, scenario, district, organisation, clerk, called, reason, updated = row
    since = moment(called) if called is not None else None
    return Entry(conversation, channel, scenario or "", district, organisation, clerk, since, reason, moment(updated))
