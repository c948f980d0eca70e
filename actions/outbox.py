"""Work that turns asked for, claimed so that one worker does it at a time and a dead worker's work is taken over."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

import orjson
from sqlalchemy import and_, bindparam, func, or_, select, update
from sqlalchemy.engine import Engine

from .cipher import Cipher, SealBroken
from .database import Database
from .moments import micros, moment
from .store import effect_place
from .store_statements import DEAD, DONE, WAITING
from .tables import outbox

_LOG: Final = logging.getLogger("daoban.outbox")

#: How long a claim holds. A worker gives up on the outside well before; then somebody else may try.
LEASE: Final = timedelta(seconds=90)


@dataclass(frozen=True, slots=True)
class Claim:
    """A row of the outbox that is ours to do.

    Args:
        attempts: how often it was tried, this try included, since it was asked for or put back by somebody.
        report: the id under which its end is reported. It is the same at every try, and nobody can guess it: the
            applicant chooses the ids of messages to the same conversation, and must not take the report's place.
        since: when it was asked for.
    """

    id: int
    conversation: str
    kind: str
    key: str
    payload: dict[str, Any]
    attempts: int
    report: str
    since: datetime


class Outbox:
    """Claims work and puts it back. ``Store.commit(done=…)`` finishes it, together with the turn that reports it.

    Work that no try will finish is dead: it stays as it is until somebody has looked (``dead_letters.py``).

    Raises DatabaseUnavailable when the database cannot be reached.
    """

    def __init__(self, engine: Engine, cipher: Cipher, clock: Callable[[], datetime]) -> None:
        self._database = Database(engine)
        self._cipher = cipher
        self._clock = clock
        columns = (
            outbox.c.id,
            outbox.c.conversation,
            outbox.c.kind,
            outbox.c.key,
            outbox.c.sealed,
            outbox.c.attempts,
            outbox.c.created,
        )
        waiting = outbox.c.state == WAITING
        free = or_(outbox.c.lease_until.is_(None), outbox.c.lease_until <= bindparam("now"))
        due = and_(waiting, outbox.c.next_at <= bindparam("now"), free)
        of_one = outbox.c.conversation == bindparam("conversation")
        claim = select(*columns).where(due).order_by(outbox.c.next_at, outbox.c.id).limit(bindparam("limit"))
        ours = and_(outbox.c.id == bindparam("row"), waiting)
        count = select(func.count()).select_from(outbox)
        prepare = self._database.prepare
        self._any_due = prepare(select(outbox.c.id).where(due).limit(1))
        # On SQLite the write transaction itself keeps others out; there is no row lock to skip.
        self._claim = prepare(claim.with_for_update(skip_locked=True))
        self._claim_of_one = prepare(claim.where(of_one).with_for_update(skip_locked=True))
        self._lease = prepare(
            update(outbox).where(ours).values(attempts=bindparam("tries"), lease_until=bindparam("until"))
        )
        # The number of tries tells our claim from a later one: what we say about a row we lost changes nothing.
        self._put_back = prepare(
            update(outbox)
            .where(and_(ours, outbox.c.attempts == bindparam("tries")))
            .values(next_at=bindparam("later"), lease_until=None, last_error=bindparam("error"))
        )
        # It was no try: the count goes back, and what went wrong at the last real try stays told.
        self._hold_back = prepare(
            update(outbox)
            .where(and_(ours, outbox.c.attempts == bindparam("tries")))
            .values(next_at=bindparam("later"), lease_until=None, attempts=bindparam("before"))
        )
        self._bury = prepare(
            update(outbox)
            .where(and_(ours, outbox.c.attempts == bindparam("tries")))
            .values(state=DEAD, died=bindparam("now"), lease_until=None, last_error=bindparam("error"))
        )
        self._take_over = prepare(
            update(outbox).where(and_(waiting, outbox.c.lease_until.is_not(None))).values(lease_until=None)
        )
        self._count = prepare(count.where(waiting))
        self._count_dead = prepare(count.where(outbox.c.state == DEAD))
        self._count_of_one = prepare(count.where(and_(of_one, outbox.c.state != DONE)))
        self._tries = prepare(select(func.max(outbox.c.attempts)).where(and_(of_one, outbox.c.state != DONE)))
        self._oldest = prepare(select(func.min(outbox.c.created)).where(waiting))

    def claim(self, limit: int, conversation: str | None = None) -> list[Claim]:
        """Up to ``limit`` due rows, oldest first, ours until the lease ends; of one conversation, if named."""
        now = self._clock()
        values = {"now": micros(now), "limit": limit, "conversation": conversation}
        if conversation is None and not self._is_any_due(values):
            return []
        with self._database.write() as cursor:
            statement = self._claim if conversation is None else self._claim_of_one
            rows = statement.run(cursor, values).fetchall()
            for row in rows:
                self._lease.run(cursor, {"row": row[0], "tries": row[5] + 1, "until": micros(now + LEASE)})
        return [claim for row in rows if (claim := self._opened(*row)) is not None]

    def hold_back(self, claim: Claim, wait: float) -> None:
        """The row is free again, due in ``wait`` seconds, as if it had not been claimed: nobody was asked."""
        later = micros(self._clock() + timedelta(seconds=wait))
        values = {"row": claim.id, "tries": claim.attempts, "before": claim.attempts - 1, "later": later}
        with self._database.write() as cursor:
            self._hold_back.run(cursor, values)

    def bury(self, claim: Claim, error: str) -> None:
        """The row is dead: nobody tries it until it is put back. ``error`` is a code, never a person's data."""
        self._is_dead(claim.id, claim.attempts, error)

    def put_back(self, claim: Claim, wait: float, error: str) -> None:
        """The row is free again, due in ``wait`` seconds; ``error`` is a code, never a person's data."""
        values = {
            "row": claim.id,
            "tries": claim.attempts,
            "later": micros(self._clock() + timedelta(seconds=wait)),
            "error": error,
        }
        with self._database.write() as cursor:
            self._put_back.run(cursor, values)

    def take_over(self) -> None:
        """What a dead process had begun is free again, where that can be known: at the start, on SQLite.

        There the installation is one process, so whoever held a claim is gone. On PostgreSQL others may be at work;
        their claims end with their leases.
        """
        if self._database.engine.dialect.name == "sqlite":
            with self._database.write() as cursor:
                self._take_over.run(cursor, {})

    def dead(self) -> int:
        """How many rows are dead."""
        with self._database.read() as cursor:
            return int(self._count_dead.run(cursor, {}).fetchall()[0][0])

    def tries(self, conversation: str) -> int:
        """How often the conversation's work was tried that is not done; 0 where there is none."""
        with self._database.read() as cursor:
            return int(self._tries.run(cursor, {"conversation": conversation}).fetchall()[0][0] or 0)

    def longest_wait(self) -> float:
        """Seconds since the oldest row that waits was asked for; 0 when none waits."""
        with self._database.read() as cursor:
            oldest = self._oldest.run(cursor, {}).fetchall()[0][0]
        return 0.0 if oldest is None else max(0.0, (self._clock() - moment(oldest)).total_seconds())

    def waiting(self, conversation: str | None = None) -> int:
        """How many rows wait to be done, in all; or of one conversation, with those that are dead: they are not done."""
        statement = self._count if conversation is None else self._count_of_one
        with self._database.read() as cursor:
            rows = statement.run(cursor, {"conversation": conversation}).fetchall()
        return int(rows[0][0])

    def _is_any_due(self, values: dict[str, Any]) -> bool:
        """Looked up first without a lock: workers ask often, and there is seldom anything to do."""
        with self._database.read() as cursor:
            return bool(self._any_due.run(cursor, values).fetchall())

    def _opened(
        self, row: int, conversation: str, kind: str, key: str, sealed: bytes, attempts: int, created: int
    ) -> Claim | None:
        """The claim; None when its document cannot be opened: then it is dead, and keeps no others waiting."""
        try:
            payload = orjson.loads(self._cipher.open(effect_place(key), sealed))
        except SealBroken:
            _LOG.exception("outbox row %s cannot be opened", row)
            self._is_dead(row, attempts + 1, "sealed")
            return None
        # The sealed document has a random part that never leaves the database.
        report = f"outbox:{row}:{hashlib.sha256(sealed).hexdigest()[:24]}"
        return Claim(row, conversation, kind, key, payload, attempts + 1, report, moment(created))

    def _is_dead(self, row: int, tries: int, error: str) -> None:
        values = {"row": row, "tries": tries, "error": error, "now": micros(self._clock())}
        with self._database.write() as cursor:
            self._bury.run(cursor, values)
