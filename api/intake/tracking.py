"""Where papers are that were sent off, as the courier tells it: repeated and out of order, it comes to the same."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any, Final

from sqlalchemy import and_, bindparam, select

from actions.database import Database
from actions.local_time import ZONE
from actions.moments import micros, moment

from .elsewhere import Step
from .event import Event
from .history import History
from .references import is_reference
from .status import may_happen
from .tables import tracking

#: States of papers, in words.
STATES: Final = {"ordered": "已下单", "sent": "已寄出", "out": "派送中", "signed": "已签收", "returned": "已退回"}
#: An order's key: the application's reference, and the number of the event by which the licence was issued.
_KEY: Final = re.compile(r"(.+)\.([1-9][0-9]{0,8})")


class Tracking:
    """Keeps each step once. Raises DatabaseUnavailable."""

    def __init__(self, database: Database, history: History, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._history = history
        self._clock = clock
        row, prepare = tracking.c, database.prepare
        columns = (row.seq, row.state, row.number, row.at)
        of = and_(row.reference == bindparam("wanted"), row.issued == bindparam("event"))
        self._of = prepare(select(*columns).where(of).order_by(row.seq))
        self._add = prepare(tracking.insert(), ("reference", "issued", "seq", "number", "state", "at"))

    def heard(self, key: str, step: Step) -> bool:
        """The step is kept, and with 已签收 the licence is delivered; False where no papers were sent under this key."""
        named = _KEY.fullmatch(key)
        if named is None or not is_reference(named[1]):
            return False
        reference, number, found = named[1], int(named[2]), False
        with self._database.write() as cursor:

            def happens(history: Sequence[Event]) -> Event | None:
                nonlocal found
                found = any(one.seq == number and one.status == "issued" for one in history)
                if not found:
                    return None
                self._keep(cursor, reference, number, step)
                if step.state != "signed" or not may_happen("delivered", [one.status for one in history]):
                    return None
                at = step.at.astimezone(ZONE)
                words = f"证照寄到了，{at.year}年{at.month}月{at.day}日{at:%H:%M}签收，快递单号 {step.number}。"
                return Event(reference, 0, "delivered", self._clock(), words=words)

            self._history.happen_in(cursor, reference, happens)
        return found

    def of(self, reference: str, issued: int) -> list[Step]:
        """The steps of the papers that were sent for this event, in the courier's order."""
        with self._database.read() as cursor:
            return self._read(cursor, reference, issued)

    def _keep(self, cursor: Any, reference: str, issued: int, step: Step) -> None:
        """The application's row is locked, so nobody keeps the same step at once."""
        if any(one.seq == step.seq for one in self._read(cursor, reference, issued)):
            return
        row = {"reference": reference, "issued": issued, "seq": step.seq, "number": step.number, "state": step.state}
        self._add.run(cursor, {**row, "at": micros(step.at)})

    def _read(self, cursor: Any, reference: str, issued: int) -> list[Step]:
        rows = self._of.run(cursor, {"wanted": reference, "event": issued}).fetchall()
        return [Step(seq, state, number, moment(at)) for seq, state, number, at in rows]
