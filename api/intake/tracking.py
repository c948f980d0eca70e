"""Where papers are that were sent off, as the courier tells it: repeated and out of order, it comes to the same."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import and_, bindparam, select

from actions.database import Database
from actions.local_time import ZONE
from actions.moments import micros, moment

from ..problems import Problem
from .elsewhere import Step
from .event import Event
from .history import History
from .status import may_happen
from .tables import tracking

#: States of papers, in words.
STATES: Final = {"ordered": "已下单", "sent": "已寄出", "out": "派送中", "signed": "已签收", "returned": "已退回"}
#: How far a courier's clock may differ from ours.
_TOLERANCE: Final = timedelta(days=1)
_LOG: Final = logging.getLogger("daoban.intake")


class Tracking:
    """Keeps each step once. Raises DatabaseUnavailable.

    The number of papers is the one that their order was answered with: of others nothing is kept.
    """

    def __init__(self, database: Database, history: History, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._history = history
        self._clock = clock
        row, prepare = tracking.c, database.prepare
        columns = (row.seq, row.state, row.number, row.at)
        of = and_(row.reference == bindparam("wanted"), row.issued == bindparam("event"))
        self._of = prepare(select(*columns).where(of).order_by(row.seq))
        self._add = prepare(tracking.insert(), ("reference", "issued", "seq", "number", "state", "at"))

    def ordered(self, reference: str, issued: int, step: Step) -> None:
        """The order was answered with this step. ``issued``: number of the event that the papers were sent for.

        Raises:
            Problem: as ``heard`` does, but not for an order without an answer.
        """
        self._happens(reference, issued, step, answer=True)

    def heard(self, reference: str, issued: int, step: Step) -> None:
        """The step is kept; where the latest of all is 已签收, the licence is delivered.

        Raises:
            Problem: 409 the order has no answer yet, so that nobody knows the papers' number: to be told again; 410 no such
                papers were sent; 422 it was before the licence was issued, or will be.
        """
        self._happens(reference, issued, step, answer=False)

    def of(self, reference: str, issued: int) -> list[Step]:
        """The steps of the papers that were sent for this event, in the courier's order."""
        with self._database.read() as cursor:
            return self._read(cursor, reference, issued)

    def _happens(self, reference: str, issued: int, step: Step, *, answer: bool) -> None:
        found = False
        with self._database.write() as cursor:

            def happens(history: Sequence[Event]) -> Event | None:
                nonlocal found
                event = next((one for one in history if one.seq == issued and one.status == "issued"), None)
                if event is None:
                    return None
                found = True
                self._check(event, self._read(cursor, reference, issued), step, answer)
                self._keep(cursor, reference, issued, step)
                # Steps pass each other: papers that were signed for and came back are not with the applicant.
                latest = self._read(cursor, reference, issued)[-1]
                if latest.state != "signed" or not may_happen("delivered", [one.status for one in history]):
                    return None
                return Event(reference, 0, "delivered", self._clock(), words=_signed(latest))

            self._history.happen_in(cursor, reference, happens)
        if not found:
            raise gone()

    def _check(self, event: Event, held: Sequence[Step], step: Step, answer: bool) -> None:
        if not event.at - _TOLERANCE <= step.at <= self._clock() + _TOLERANCE:
            raise Problem(422, "bad-step", "这一步的时间不对：早于证照签发，或者还没有到。")
        if not held and not answer:
            raise Problem(409, "not-ordered-yet", "下单还没有得到回答，不知道快递单号，请过一会儿再通知。")
        if held and held[0].number != step.number:
            _LOG.warning("step %s of %s.%s names other papers than were ordered", step.seq, event.reference, event.seq)
            raise gone()

    def _keep(self, cursor: Any, reference: str, issued: int, step: Step) -> None:
        """The application's row is locked, so nobody keeps the same step at once."""
        if any(one.seq == step.seq for one in self._read(cursor, reference, issued)):
            return
        row = {"reference": reference, "issued": issued, "seq": step.seq, "number": step.number, "state": step.state}
        self._add.run(cursor, {**row, "at": micros(step.at)})

    def _read(self, cursor: Any, reference: str, issued: int) -> list[Step]:
        rows = self._of.run(cursor, {"wanted": reference, "event": issued}).fetchall()
        return [Step(seq, state, number, moment(at)) for seq, state, number, at in rows]


def gone() -> Problem:
    """Says that nobody sent such papers, and nothing more is wanted of them."""
    return Problem(410, "gone", "没有寄过这样一份，不用再通知。")


def _signed(step: Step) -> str:
    at = step.at.astimezone(ZONE)
    return f"证照寄到了，{at.year}年{at.month}月{at.day}日{at:%H:%M}签收，快递单号 {step.number}。"
