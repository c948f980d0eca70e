"""Orders: taken once under a key, moved on from state to state, each step to be told."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

import orjson
from sqlalchemy import bindparam, select

from actions.cipher import Cipher
from actions.database import Database
from actions.local_time import ZONE
from actions.moments import micros, moment

from ..intake.callbacks import Callback
from ..intake.history import WAITING
from ..intake.telling import Letter
from ..problems import Problem
from .order_tables import OrderTables

#: Who orders: there is one client.
CLIENT: Final = "orderer"


@dataclass(frozen=True, slots=True)
class Terms:
    """What is particular to a place.

    Args:
        next: state -> those that may come next; an order begins with the first.
        new_number: makes a number; one that is taken is made anew. missing: refuses a number that nobody has.
    """

    next: Mapping[str, tuple[str, ...]]
    new_number: Callable[[], str]
    missing: Callable[[], Problem]


@dataclass(frozen=True, slots=True)
class Ordered:
    """An order as the latest step, or the one that is asked for, has it. ``key``: that it was ordered under."""

    number: str
    key: str
    seq: int
    state: str
    at: datetime

    def told(self) -> dict[str, Any]:
        """As it is told to whoever ordered."""
        at = self.at.astimezone(ZONE).isoformat()
        return {"number": self.number, "order": self.key, "seq": self.seq, "state": self.state, "at": at}


class Orders:
    """Takes, moves and finds orders. Raises DatabaseUnavailable, and Problems for what cannot be done."""

    def __init__(
        self, database: Database, cipher: Cipher, clock: Callable[[], datetime], tables: OrderTables, terms: Terms
    ) -> None:
        self._database = database
        self._cipher = cipher
        self._clock = clock
        self._place = tables.orders.name
        self._terms = terms
        row, prepare = tables.orders.c, database.prepare
        columns = (row.number, row.ordered_as, row.sealed)
        self._by_key = prepare(select(*columns).where(row.ordered_as == bindparam("key")))
        by_number = select(*columns).where(row.number == bindparam("wanted"))
        self._by_number = prepare(by_number)
        self._locked = prepare(by_number.with_for_update())
        step = tables.steps.c
        of = select(step.seq, step.state, step.at).where(step.number == bindparam("wanted")).order_by(step.seq)
        self._steps = prepare(of)
        self._add = prepare(tables.orders.insert(), ("number", "ordered_as", "sealed"))
        self._step = prepare(tables.steps.insert(), ("number", "seq", "state", "at"))
        names = ("reference", "seq", "client", "state", "attempts", "next_at")
        self._queue = prepare(tables.callbacks.insert(), names)

    def order(self, key: str, body: bytes) -> Ordered:
        """It is ordered, once for each key; gives the first step. ``body``: JSON. Raises Problem 409 for another body."""
        for _ in range(2):
            with self._database.read() as cursor:
                rows = self._by_key.run(cursor, {"key": key}).fetchall()
            if rows:
                number, _, sealed = rows[0]
                if self._cipher.open(self._seal_of(number), sealed) != body:
                    raise Problem(409, "key-reused", "这个 Idempotency-Key 已经用于另一份。")
                return self.at(number, 1)
            number = self._terms.new_number()
            row = {"number": number, "ordered_as": key, "sealed": self._cipher.seal(self._seal_of(number), body)}
            try:
                with self._database.write() as cursor:
                    self._add.run(cursor, row)
                    self._keep(cursor, number, 1, next(iter(self._terms.next)))
            except self._database.integrity_error:
                continue  # another request with this key was faster, or the number is taken
            return self.at(number, 1)
        raise RuntimeError("a key is taken but holds nothing")

    def move(self, number: str, state: str) -> Ordered:
        """The order is at this state now; being told so again changes nothing. Raises Problem 404, 409."""
        with self._database.write() as cursor:
            if not self._locked.run(cursor, {"wanted": number}).fetchall():
                raise self._terms.missing()
            happened = self._steps.run(cursor, {"wanted": number}).fetchall()
            seq, now, _ = happened[-1]
            if state != now:
                if state not in self._terms.next[now]:
                    raise Problem(409, "not-now", f"现在是 {now}，下一步不能是 {state}。")
                self._keep(cursor, number, seq + 1, state)
        return self.at(number)

    def at(self, number: str, seq: int | None = None) -> Ordered:
        """The order at this step; at the latest where none is named. Raises Problem 404."""
        with self._database.read() as cursor:
            rows = self._by_number.run(cursor, {"wanted": number}).fetchall()
            happened = self._steps.run(cursor, {"wanted": number}).fetchall()
        found = [one for one in happened if seq is None or one[0] == seq]
        if not rows or not found:
            raise self._terms.missing()
        at, state, stored = found[-1]
        return Ordered(number, rows[0][1], at, state, moment(stored))

    def said(self, number: str) -> dict[str, Any]:
        """What was ordered, and for whom. Raises Problem 404."""
        with self._database.read() as cursor:
            rows = self._by_number.run(cursor, {"wanted": number}).fetchall()
        if not rows:
            raise self._terms.missing()
        found: dict[str, Any] = orjson.loads(self._cipher.open(self._seal_of(number), rows[0][2]))
        return found

    def letter(self, callback: Callback) -> Letter:
        """What a callback tells."""
        ordered = self.at(callback.reference, callback.seq)
        return Letter(f"{ordered.number}:{ordered.seq}", ordered.told())

    def _keep(self, cursor: Any, number: str, seq: int, state: str) -> None:
        at = micros(self._clock())
        self._step.run(cursor, {"number": number, "seq": seq, "state": state, "at": at})
        queued = {"reference": number, "seq": seq, "client": CLIENT, "state": WAITING, "attempts": 0}
        self._queue.run(cursor, {**queued, "next_at": at})

    def _seal_of(self, number: str) -> str:
        return f"{self._place}:sealed:{number}"
