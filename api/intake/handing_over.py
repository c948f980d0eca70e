"""How a licence reaches who applied: at once as an e-licence, by mail, or at the window, as the application says (取证方式)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from starlette.concurrency import run_in_threadpool

from actions.local_time import ZONE
from bot.engine.pointers import find

from ..problems import Problem
from .applying import holder_of
from .checking import Checking
from .elsewhere import Courier, NotDone, ShipmentOrder, Step
from .event import Event
from .history import History
from .references import is_reference
from .registry import Entry, Registry
from .status import may_happen
from .tracking import STATES, Tracking, gone

#: The facts that say how the licence is wanted, where to, and whom the courier calls.
METHOD: Final = "delivery_method"
ADDRESS: Final = "mail_address"
PHONE: Final = "contact.mobile"
E_LICENCE, MAIL, WINDOW = "e_cert", "mail", "window"
_METHODS: Final = {E_LICENCE: "电子证照", MAIL: "邮寄", WINDOW: "到窗口领取"}
#: An order's key: the application's reference, and the number of the event by which the licence was issued.
_KEY: Final = re.compile(r"(.+)\.([1-9][0-9]{0,8})")


@dataclass(frozen=True, slots=True)
class HandingOver:
    """Hands licences over; see ``errands``. ``courier``: None where nobody carries papers."""

    checking: Checking
    registry: Registry
    history: History
    tracking: Tracking
    courier: Courier | None = None

    async def hand_over(self, entry: Entry, event: Event) -> None:
        """The e-licence is delivered, now that the library has it; papers are ordered to be sent; the window waits for its officer.

        Raises:
            NotDone: it has to be tried again.
        """
        method, licence = self.method(entry), event.licence or event.composite
        if method == E_LICENCE and licence is not None:
            await run_in_threadpool(self._deliver, entry, licence.identifier)
        elif method == MAIL and licence is not None:
            if self.courier is None:
                raise NotDone("no_courier")
            what = "、".join(one.title for one in (event.licence, event.composite) if one is not None)
            key = f"{entry.reference}.{event.seq}"
            name, _ = holder_of(self.checking.as_of(entry.form, entry.form_version), entry.document()["application"])
            order = ShipmentOrder(key, what, name, self._said(entry, ADDRESS), self._said(entry, PHONE))
            step = await self.courier.ship(order)
            try:
                await run_in_threadpool(self.tracking.ordered, entry.reference, event.seq, step)
            except Problem as fault:
                raise NotDone("courier_answer") from fault

    def heard(self, key: str, step: Step) -> None:
        """A step that the courier told of what was ordered under this key is kept.

        Raises:
            Problem: 410 no papers were sent under it; otherwise as ``Tracking.heard``.
        """
        named = _KEY.fullmatch(key)
        entry = self.registry.by_reference(named[1]) if named is not None and is_reference(named[1]) else None
        if named is None or entry is None or self.method(entry) != MAIL:
            raise gone()
        self.tracking.heard(entry.reference, int(named[2]), step)

    def check_by_officer(self, entry: Entry, history: Sequence[Event]) -> None:
        """An officer may say that the licence was handed over: at the window, or of papers that came back.

        Raises:
            Problem: 409 with what is waited for instead.
        """
        method, issued = self.method(entry), _issued(history)
        if method == WINDOW or issued is None:
            return
        if method == E_LICENCE:
            raise Problem(409, "delivered-by-itself", "申请人要的是电子证照，存进电子证照库以后自动记为送达。")
        steps = self.tracking.of(entry.reference, issued.seq)
        if not steps or steps[-1].state != "returned":
            now = f"现在是「{STATES[steps[-1].state]}」" if steps else "还没有寄出"
            words = f"证照是邮寄的，{now}；签收以后自动记为送达，退回以后才由窗口记。"
            raise Problem(409, "delivered-by-itself", words)

    def method(self, entry: Entry) -> str:
        """How the licence is wanted; at the window where the form does not ask."""
        said = self._said(entry, METHOD)
        return said if said in _METHODS else WINDOW

    def told(self, entry: Entry, history: Sequence[Event]) -> dict[str, Any] | None:
        """How the licence is handed over and where it is, as the application's client is told; None before it is issued."""
        issued = _issued(history)
        if issued is None:
            return None
        method, steps = self.method(entry), self.tracking.of(entry.reference, issued.seq)
        found: dict[str, Any] = {"method": method, "method_text": _METHODS[method]}
        if steps:
            found["number"] = steps[-1].number
            found["state"], found["text"] = steps[-1].state, STATES[steps[-1].state]
            found["steps"] = [
                {"seq": one.seq, "state": one.state, "text": STATES[one.state], "at": one.at.astimezone(ZONE).isoformat()}
                for one in steps
            ]  # fmt: skip
        return found

    def _deliver(self, entry: Entry, identifier: str) -> None:
        def happens(history: Sequence[Event]) -> Event | None:
            if not may_happen("delivered", [one.status for one in history]):
                return None
            words = f"电子证照已经存进电子证照库，标识 {identifier}。"
            return Event(entry.reference, 0, "delivered", self.checking.clock(), words=words)

        self.history.happen(entry.reference, happens)

    def _said(self, entry: Entry, fact: str) -> str:
        """What the application says of the fact; empty where its form has no place for it, or nothing stands there."""
        form = self.checking.as_of(entry.form, entry.form_version).form
        pointers = [field.pointer for field in form.fields if field.fact == fact]
        application = entry.document()["application"]
        value = next((found for one in pointers if (found := find(application, one, None)) is not None), "")
        return value if isinstance(value, str) else ""


def _issued(history: Sequence[Event]) -> Event | None:
    """The latest: the composite licence may come by a second event of the same kind."""
    return next((one for one in reversed(history) if one.status == "issued"), None)
