"""Papers that are carried: ordered once under a key, moved on step by step, each step to be told."""

from __future__ import annotations

import secrets
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
from .tables import callbacks, shipments, steps

#: State -> those that may come next.
NEXT: Final[Mapping[str, tuple[str, ...]]] = {
    "ordered": ("sent",),
    "sent": ("out",),
    "out": ("signed", "returned"),
    "signed": (),
    "returned": (),
}
#: Who orders: there is one client.
CLIENT: Final = "orderer"


@dataclass(frozen=True, slots=True)
class Shipment:
    """Papers on their way, as the latest step, or the one that is asked for, has them."""

    number: str
    order: str
    seq: int
    state: str
    at: datetime

    def told(self) -> dict[str, Any]:
        """As it is told to whoever ordered."""
        at = self.at.astimezone(ZONE).isoformat()
        return {"number": self.number, "order": self.order, "seq": self.seq, "state": self.state, "at": at}


class Shipments:
    """Takes, moves and finds papers. Raises DatabaseUnavailable, and Problems for what cannot be done."""

    def __init__(self, database: Database, cipher: Cipher, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._cipher = cipher
        self._clock = clock
        row, prepare = shipments.c, database.prepare
        columns = (row.number, row.ordered_as, row.sealed)
        self._by_key = prepare(select(*columns).where(row.ordered_as == bindparam("key")))
        self._by_number = prepare(select(*columns).where(row.number == bindparam("wanted")).with_for_update())
        step = steps.c
        of = select(step.seq, step.state, step.at).where(step.number == bindparam("wanted")).order_by(step.seq)
        self._steps = prepare(of)
        self._add = prepare(shipments.insert(), ("number", "ordered_as", "sealed"))
        self._step = prepare(steps.insert(), ("number", "seq", "state", "at"))
        names = ("reference", "seq", "client", "state", "attempts", "next_at")
        self._queue = prepare(callbacks.insert(), names)

    def order(self, key: str, body: bytes) -> Shipment:
        """The papers are to be fetched and sent, once for each key; gives the first step. Raises Problem 409 for another body."""
        for _ in range(2):
            with self._database.read() as cursor:
                rows = self._by_key.run(cursor, {"key": key}).fetchall()
            if rows:
                number, _, sealed = rows[0]
                if self._cipher.open(_place(number), sealed) != body:
                    raise Problem(409, "key-reused", "这个 Idempotency-Key 已经用于另一份。")
                return self.at(number, 1)
            number = f"DB{secrets.randbelow(10**11):011d}CN"
            row = {"number": number, "ordered_as": key, "sealed": self._cipher.seal(_place(number), body)}
            try:
                with self._database.write() as cursor:
                    self._add.run(cursor, row)
                    self._keep(cursor, number, 1, "ordered")
            except self._database.integrity_error:
                continue  # another request with this key was faster, or the number is taken
            return self.at(number, 1)
        raise RuntimeError("a key is taken but holds nothing")

    def move(self, number: str, state: str) -> Shipment:
        """The papers are at this state now; being told so again changes nothing. Raises Problem 404, 409."""
        with self._database.write() as cursor:
            if not self._by_number.run(cursor, {"wanted": number}).fetchall():
                raise Problem(404, "no-such-shipment", "没有这个单号。")
            happened = self._steps.run(cursor, {"wanted": number}).fetchall()
            seq, now, _ = happened[-1]
            if state != now:
                if state not in NEXT[now]:
                    raise Problem(409, "not-now", f"现在是 {now}，下一步不能是 {state}。")
                self._keep(cursor, number, seq + 1, state)
        return self.at(number)

    def at(self, number: str, seq: int | None = None) -> Shipment:
        """The papers at this step; at the latest where none is named. Raises Problem 404."""
        with self._database.read() as cursor:
            rows = self._by_number.run(cursor, {"wanted": number}).fetchall()
            happened = self._steps.run(cursor, {"wanted": number}).fetchall()
        found = [one for one in happened if seq is None or one[0] == seq]
        if not rows or not found:
            raise Problem(404, "no-such-shipment", "没有这个单号。")
        at, state, stored = found[-1]
        return Shipment(number, rows[0][1], at, state, moment(stored))

    def address(self, number: str) -> dict[str, Any]:
        """Who gets the papers and where, for whoever carries them. Raises Problem 404."""
        with self._database.read() as cursor:
            rows = self._by_number.run(cursor, {"wanted": number}).fetchall()
        if not rows:
            raise Problem(404, "no-such-shipment", "没有这个单号。")
        found: dict[str, Any] = orjson.loads(self._cipher.open(_place(number), rows[0][2]))
        return found

    def letter(self, callback: Callback) -> Letter:
        """What a callback tells."""
        shipment = self.at(callback.reference, callback.seq)
        return Letter(f"{shipment.number}:{shipment.seq}", shipment.told())

    def _keep(self, cursor: Any, number: str, seq: int, state: str) -> None:
        at = micros(self._clock())
        self._step.run(cursor, {"number": number, "seq": seq, "state": state, "at": at})
        queued = {"reference": number, "seq": seq, "client": CLIENT, "state": WAITING, "attempts": 0}
        self._queue.run(cursor, {**queued, "next_at": at})


def _place(number: str) -> str:
    return f"{shipments.name}:sealed:{number}"
