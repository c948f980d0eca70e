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
from .moments import micros
from .store import effect_place
from .store_statements import WAITING
from .tables import outbox

_LOG: Final = logging.getLogger("daoban.outbox")

#: How long a claim holds. A worker gives up on the outside well before; then somebody else may try.
LEASE: Final = timedelta(seconds=90)


@dataclass(frozen=True, slots=True)
class Claim:
    """A row of the outbox that is ours to do.

    Args:
        attempts: how often it was tried, this try included.
        report: the id under which its end is reported. It is the same at every try, and nobody can guess it: the
            applicant chooses the ids of messages to the same conversation, and must not take the report's place.
    """

    id: int
    conversation: str
    kind: str
    key: str
    payload: dict[str, Any]
    attempts: int
    report: str


class Outbox:
    """Claims work and puts it back. ``Store.commit(done=…)`` finishes it, together with the turn that reports it.

    Raises DatabaseUnavailable when the database cannot be reached.
    """

    def __init__(self, engine: Engine, cipher: Cipher, clock: Callable[[], datetime]) -> None:
        self._database = Database(engine)
        self._cipher = cipher
        self._clock = clock
        columns = (outbox.c.id, outbox.c.conversation, outbox.c.kind, outbox.c.key, outbox.c.sealed, outbox.c.attempts)
        waiting = outbox.c.state == WAITING
        free = or_(outbox.c.lease_until.is_(None), outbox.c.lease_until <= bindparam("now"))
        due = and_(waiting, outbox.c.next_at <= bindparam("now"), free)
        of_one = outbox.c.conversation == bindparam("conversation")
        claim = select(*columns).where(due).order_by(outbox.c.next_at, outbox.c.id).limit(bindparam("limit"))
        ours = and_(outbox.c.id == bindparam("row"), waiting)
        count = select(func.count()).select_from(outbox).where(waiting)
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
        self._take_over = prepare(
            update(outbox).where(and_(waiting, outbox.c.lease_until.is_not(None))).values(lease_until=None)
        )
        self._count = prepare(count)
        self._count_of_one = prepare(count.where(of_one))

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

    def waiting(self, conversation: str | None = None) -> int:
        """How many rows are not finished, in all or of one conversation."""
        statement = self._count if conversation is None else self._count_of_one
        with self._database.read() as cursor:
            rows = statement.run(cursor, {"conversation": conversation}).fetchall()
        return int(rows[0][0])

    def _is_any_due(self, values: dict[str, Any]) -> bool:
        """Looked up first without a lock: workers ask often, and there is seldom anything to do."""
        with self._database.read() as cursor:
            return bool(self._any_due.run(cursor, values).fetchall())

    def _opened(self, row: int, conversation: str, kind: str, key: str, sealed: bytes, attempts: int) -> Claim | None:
        """The claim; None when its document cannot be opened, which must not keep the others waiting."""
        try:
            payload = orjson.loads(self._cipher.open(effect_place(key), sealed))
        except SealBroken:
            _LOG.exception("outbox row %s cannot be opened", row)
            return None
        # The sealed document has a random part that never leaves the database.
        report = f"outbox:{row}:{hashlib.sha256(sealed).hexdigest()[:24]}"
        return Claim(row, conversation, kind, key, payload, attempts + 1, report)
