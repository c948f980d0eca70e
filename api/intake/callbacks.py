"""Events that wait to be told: claimed so that one process tells each at a time, and put back where nobody listened."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import Table, and_, bindparam, exists, func, or_, select, update

from actions.database import Database
from actions.moments import micros

from .history import ANSWER, GIVEN_UP, HEARD, WAITING
from .tables import callbacks

#: How long a claim holds.
LEASE: Final = timedelta(seconds=60)


@dataclass(frozen=True, slots=True)
class Callback:
    """One event that a client is to hear of; number ANSWER: the answer to a rating.

    ``attempts``: how often that was tried, this try included.
    """

    reference: str
    seq: int
    client: str
    attempts: int


class Callbacks:
    """Claims callbacks and says how they ended. Raises DatabaseUnavailable."""

    def __init__(self, database: Database, clock: Callable[[], datetime], callbacks: Table = callbacks) -> None:
        """``callbacks``: the table in which they wait, or another of its shape."""
        self._database = database
        self._clock = clock
        self._is_alone = database.engine.dialect.name == "sqlite"
        row, prepare = callbacks.c, database.prepare
        other = callbacks.alias()
        # An event waits for those before it, so that they come in order while all goes well.
        before = and_(other.c.seq < row.seq, other.c.seq != ANSWER)
        earlier = exists().where(and_(other.c.reference == row.reference, before, other.c.state == WAITING))
        free = or_(row.lease_until.is_(None), row.lease_until <= bindparam("now"))
        due = and_(row.state == WAITING, row.next_at <= bindparam("now"), free, ~earlier)
        columns = (row.reference, row.seq, row.client, row.attempts)
        found = select(*columns).where(due).order_by(row.next_at, row.reference).limit(bindparam("most"))
        self._any = prepare(select(row.seq).where(due).limit(1))
        self._claim = prepare(found.with_for_update(skip_locked=True, of=callbacks))
        this = and_(row.reference == bindparam("which"), row.seq == bindparam("number"), row.state == WAITING)
        ours = and_(this, row.attempts == bindparam("tries"))
        self._lease = prepare(
            update(callbacks).where(this).values(attempts=bindparam("more"), lease_until=bindparam("until"))
        )
        self._end = prepare(
            update(callbacks)
            .where(ours)
            .values(state=bindparam("end"), lease_until=None, last_error=bindparam("error"))
        )
        self._put_back = prepare(
            update(callbacks)
            .where(ours)
            .values(next_at=bindparam("later"), lease_until=None, last_error=bindparam("error"))
        )
        self._take_over = prepare(
            update(callbacks).where(and_(row.state == WAITING, row.lease_until.is_not(None))).values(lease_until=None)
        )
        self._count = prepare(select(row.state, func.count()).group_by(row.state))

    def claim(self, most: int) -> list[Callback]:
        """Up to ``most`` callbacks that are due, ours until the lease ends; of each application the earliest alone."""
        now = self._clock()
        values = {"now": micros(now), "most": most}
        with self._database.read() as cursor:
            if not self._any.run(cursor, values).fetchall():
                return []
        with self._database.write() as cursor:
            rows = self._claim.run(cursor, values).fetchall()
            for reference, seq, _, tries in rows:
                lease = {"which": reference, "number": seq, "more": tries + 1, "until": micros(now + LEASE)}
                self._lease.run(cursor, lease)
        return [Callback(reference, seq, client, tries + 1) for reference, seq, client, tries in rows]

    def take_over(self) -> None:
        """What a dead process had begun to tell is due again, where that can be known: at the start, on SQLite.

        There the intake is one process. On PostgreSQL others may be telling; their claims end with their leases.
        """
        if self._is_alone:
            with self._database.write() as cursor:
                self._take_over.run(cursor, {})

    def heard(self, callback: Callback) -> None:
        """The client knows it."""
        self._finish(callback, HEARD, None)

    def give_up(self, callback: Callback, error: str) -> None:
        """It is not tried again; the client can still ask for it."""
        self._finish(callback, GIVEN_UP, error)

    def put_back(self, callback: Callback, wait: float, error: str) -> None:
        """It is due again in ``wait`` seconds."""
        with self._database.write() as cursor:
            later = micros(self._clock() + timedelta(seconds=wait))
            self._put_back.run(cursor, {**_named(callback), "later": later, "error": error})

    def count(self) -> dict[str, int]:
        """How many there are in each state."""
        with self._database.read() as cursor:
            return {state: int(number) for state, number in self._count.run(cursor, {}).fetchall()}

    def _finish(self, callback: Callback, end: str, error: str | None) -> None:
        with self._database.write() as cursor:
            self._end.run(cursor, {**_named(callback), "end": end, "error": error})


def _named(callback: Callback) -> dict[str, Any]:
    return {"which": callback.reference, "number": callback.seq, "tries": callback.attempts}
