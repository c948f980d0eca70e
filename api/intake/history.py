"""What happened to applications: events are added one after another, each in a transaction that sees all before it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any, Final

from sqlalchemy import and_, bindparam, select, update

from actions.cipher import Cipher
from actions.database import Database
from actions.moments import micros, moment

from .errand import errands_of
from .event import Deadline, Event, event_of
from .tables import applications, callbacks, errands, events, subscriptions

#: States of a callback.
WAITING: Final = "waiting"
HEARD: Final = "heard"
GIVEN_UP: Final = "given_up"
#: The number that a callback has which tells no event, but the answer to the application's rating.
ANSWER: Final = 0
#: Makes the next event of what happened so far, or None where nothing is to happen; may raise to refuse.
Next = Callable[[Sequence[Event]], "Event | None"]


class History:
    """Adds and reads events. Raises DatabaseUnavailable when the database cannot be reached."""

    def __init__(self, database: Database, cipher: Cipher) -> None:
        self._database = database
        self._cipher = cipher
        one, row, prepare = events.c, applications.c, database.prepare
        told = (
            select(one.seq, one.status, one.at, one.sealed)
            .where(one.reference == bindparam("wanted"))
            .order_by(one.seq)
        )
        self._of = prepare(told.where(one.seq > bindparam("after")))
        # The rows of the application and of its bundle are what writers wait for, in one order, so that of two last parts one sees
        # that the other has its licence; on SQLite the transaction itself keeps others out.
        own, mate = applications.alias().c, applications.alias().c
        mates = select(mate.reference).where(
            and_(own.reference == bindparam("wanted"), mate.client == own.client, mate.bundle == own.bundle)
        )
        ours = row.reference.in_(select(own.reference).where(own.reference == bindparam("wanted")).union_all(mates))
        self._lock = prepare(select(row.client).where(ours).order_by(row.reference).with_for_update(of=applications))
        self._insert = prepare(events.insert(), ("reference", "seq", "status", "at", "sealed"))
        self._stand = prepare(
            update(applications)
            .where(row.reference == bindparam("wanted"))
            .values(status=bindparam("status"), updated=bindparam("now"), seq=bindparam("seq"), due=bindparam("until"))
        )
        self._hears = prepare(select(subscriptions.c.client).where(subscriptions.c.client == bindparam("whose")))
        columns = ("reference", "seq", "client", "state", "attempts", "next_at")
        self._queue = prepare(callbacks.insert(), columns)
        self._send = prepare(errands.insert(), columns)

    def of(self, reference: str, after: int = 0) -> list[Event]:
        """What happened to the application after the event of this number, in order; nothing where there is none."""
        with self._database.read() as cursor:
            return self._read(cursor, reference, after)

    def happen(self, reference: str, next_event: Next, then: Callable[[Any], None] | None = None) -> Event | None:
        """The event that ``next_event`` makes has happened; None where it made none, or there is no such application.

        ``then``: does with the cursor what follows the event in the same transaction.
        """
        with self._database.write() as cursor:
            event = self.happen_in(cursor, reference, next_event)
            if event is not None and then is not None:
                then(cursor)
            return event

    def happen_in(self, cursor: Any, reference: str, next_event: Next) -> Event | None:
        """As ``happen``, in a transaction of the caller's."""
        rows = self._lock.run(cursor, {"wanted": reference}).fetchall()
        if not rows:
            return None
        before = self._read(cursor, reference, 0)
        event = next_event(before)
        if event is None:
            return None
        event = replace(event, reference=reference, seq=len(before) + 1)
        self.add(cursor, event, rows[0][0])
        return event

    def add(self, cursor: Any, event: Event, client: str) -> None:
        """The event is kept, the application stands there, its client will hear of it, and what it brings about will be done."""
        sealed = self._cipher.seal(_place(event.reference, event.seq), event.kept())
        at = micros(event.at)
        row = {"reference": event.reference, "seq": event.seq, "status": event.status, "at": at, "sealed": sealed}
        self._insert.run(cursor, row)
        until = event.due.day.isoformat() if isinstance(event.due, Deadline) else None
        standing = {"wanted": event.reference, "status": event.status, "now": at, "seq": event.seq, "until": until}
        self._stand.run(cursor, standing)
        if self._hears.run(cursor, {"whose": client}).fetchall():
            queued = {"reference": event.reference, "seq": event.seq, "client": client, "next_at": at}
            self._queue.run(cursor, {**queued, "state": WAITING, "attempts": 0})
        for number in errands_of(event):
            errand = {"reference": event.reference, "seq": number, "client": client, "next_at": at}
            self._send.run(cursor, {**errand, "state": WAITING, "attempts": 0})

    def _read(self, cursor: Any, reference: str, after: int) -> list[Event]:
        rows = self._of.run(cursor, {"wanted": reference, "after": after}).fetchall()
        return [self._event(reference, *row) for row in rows]

    def _event(self, reference: str, seq: int, status: str, at: int, sealed: bytes | None) -> Event:
        if sealed is None:
            return Event(reference, seq, status, moment(at))
        return event_of(reference, seq, status, moment(at), self._cipher.open(_place(reference, seq), sealed))


def _place(reference: str, seq: int) -> str:
    return f"{events.name}:sealed:{reference}:{seq}"
