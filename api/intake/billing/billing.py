"""What an application costs, from the decision to the licence: a bill is made, paid elsewhere, and only then a licence is."""

from __future__ import annotations

import logging
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from starlette.concurrency import run_in_threadpool

from actions.local_time import ZONE
from actions.yuan import yuan

from ...problems import Problem
from ..applying import holder_of
from ..checking import Checking
from ..elsewhere import BillOrder, NotDone, Payment, Payments
from ..event import Event
from ..history import History
from ..references import is_reference
from ..registry import Entry
from .bills import STATES, Bills, Kept

#: A bill's key: the application's reference, and the number of the event by which it was granted.
_KEY: Final = re.compile(r"(.+)\.([1-9][0-9]{0,8})")
#: What ends an application before its licence is made: nobody pays for it any more.
_ENDED: Final = ("recalled", "revoked")
#: Why a licence is not made yet, by the bill's state; empty: there is none.
_NOT_PAID: Final = {"": "缴款单还没有开出来", "unpaid": "还没有缴", "void": "缴款单作废了，请问收费的部门"}
_LOG: Final = logging.getLogger("daoban.intake")


@dataclass(frozen=True, slots=True)
class Billing:
    """The use cases; refusals are Problems. ``payments``: None where nobody takes money, so that bills wait."""

    checking: Checking
    history: History
    bills: Bills
    payments: Payments | None = None

    async def bill(self, entry: Entry, event: Event) -> None:
        """The bill for what the event charges is made. An errand; see ``errands``. Raises NotDone."""
        if event.charge is None or await run_in_threadpool(self.bills.of, entry.reference, event.seq) is not None:
            return
        latest = (await run_in_threadpool(self.history.of, entry.reference))[-1]
        if latest.status in _ENDED:
            return
        if self.payments is None:
            raise NotDone("no_payments")
        payer, _ = holder_of(self.checking.as_of(entry.form, entry.form_version), entry.document()["application"])
        items = tuple((one.title, one.cents) for one in event.charge.items)
        order = BillOrder(f"{entry.reference}.{event.seq}", payer, items)
        bill = await self.payments.bill(order)
        if bill.payment.cents != order.cents:
            raise NotDone("payments_answer")
        await run_in_threadpool(self.bills.made, entry.reference, event.seq, bill)

    async def cancel(self, entry: Entry, _: Event) -> None:
        """A bill that nobody has paid cannot be paid any more: what it was for was recalled or revoked. An errand. Raises NotDone."""
        kept = await run_in_threadpool(self._kept, entry)
        if kept is None or kept.payment.state != "unpaid":
            return
        if self.payments is None:
            raise NotDone("no_payments")
        key, payment = await self.payments.cancel(kept.payment.number)
        if payment.state == "unpaid" or key != f"{kept.reference}.{kept.event}":
            raise NotDone("payments_answer")
        if not await run_in_threadpool(self.keep, kept, payment):
            raise NotDone("payments_answer")

    def _kept(self, entry: Entry) -> Kept | None:
        event = _charged(self.history.of(entry.reference))
        return None if event is None else self.bills.of(entry.reference, event.seq)

    def heard(self, key: str, payment: Payment) -> None:
        """What the place that takes money says of the bill of this key is kept.

        Raises:
            Problem: 409 the bill has no answer yet, so that nobody knows its number: to be told again; 410 there is no such bill.
        """
        named = _KEY.fullmatch(key)
        if named is None or not is_reference(named[1]):
            raise _gone()
        reference, number = named[1], int(named[2])
        kept = self.bills.of(reference, number)
        if kept is None:
            charged = (one.seq == number and one.charge is not None for one in self.history.of(reference))
            raise _not_yet() if any(charged) else _gone()
        if not self.keep(kept, payment):
            raise _gone()

    def keep(self, kept: Kept, payment: Payment) -> bool:
        """The bill stands as it is told, if it is this bill that is told of; False and nothing where it is another."""
        if (payment.number, payment.cents) != (kept.payment.number, kept.payment.cents):
            _LOG.warning("of the bill %s.%s another number or amount is told", kept.reference, kept.event)
            return False
        self.bills.stands(kept.reference, kept.event, payment)
        return True

    def check_paid(self, history: Sequence[Event]) -> None:
        """Raises Problem 409 where something has to be paid before the licence is made, and is not paid."""
        event = _charged(history)
        if event is None or event.charge is None:
            return
        kept = self.bills.of(event.reference, event.seq)
        if kept is None or kept.payment.state != "paid":
            now = _NOT_PAID[kept.payment.state if kept is not None else ""]
            raise Problem(409, "not-paid", f"要先缴 {yuan(event.charge.cents)} 元，{now}；缴了以后才能制证。")

    def told(self, entry: Entry, history: Sequence[Event]) -> dict[str, Any] | None:
        """What is to be paid and whether it is, as the application's client is told; None where nothing is, or nothing any more."""
        event = _charged(history)
        if event is None or event.charge is None:
            return None
        kept = self.bills.of(entry.reference, event.seq)
        if kept is None and history[-1].status in _ENDED:
            return None
        found = {**event.charge.told(), "state": "awaited", "text": "缴款单还没有开出来"}
        if kept is None:
            return found
        paid = kept.payment
        found.update(number=paid.number, state=paid.state, text=STATES[paid.state])
        if paid.state == "paid":
            return {**found, "paid_at": paid.at.astimezone(ZONE).isoformat()}
        if history[-1].status in _ENDED:
            return None
        return {**found, "page": kept.page} if paid.state == "unpaid" else found


def _charged(history: Sequence[Event]) -> Event | None:
    """The event that charges something; there is one decision at most."""
    return next((one for one in reversed(history) if one.charge is not None), None)


def _gone() -> Problem:
    return Problem(410, "gone", "没有开过这样一张缴款单，不用再通知。")


def _not_yet() -> Problem:
    return Problem(409, "not-billed-yet", "开单还没有得到回答，不知道缴款单号，请过一会儿再通知。")
