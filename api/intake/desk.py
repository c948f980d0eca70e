"""What clients do at intake: hand in, look up, answer a correction, withdraw. Every refusal is a Problem."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from actions.local_time import ZONE
from bot.engine.forms import Form

from ..problems import Problem
from .checking import Checking, canonical_application, checked_key
from .deadlines import Deadlines
from .event import Event
from .history import History
from .items import Items
from .registry import Entry, KeyTaken, PartTaken, Registry
from .status import may_happen
from .supplements import Supplements

#: Characters of a reason.
LONGEST_REASON: Final = 500


@dataclass(frozen=True, slots=True)
class Desk:
    """The use cases of clients; a client sees and moves its own applications only.

    Args:
        after_withdrawal: what follows in the withdrawal's transaction, whose cursor it is given.
    """

    checking: Checking
    registry: Registry
    history: History
    supplements: Supplements
    deadlines: Deadlines
    items: Items
    after_withdrawal: Callable[[Any, Entry], None] = lambda _, __: None

    def take(self, client: str, key: str | None, body: Any) -> tuple[Entry, bool]:
        """The received application, and whether it had been received before under this key.

        The key is looked up before anything is checked: what was once taken stays taken, whatever the form says now.
        """
        key, canonical = checked_key(key), canonical_application(body)
        for _ in range(2):
            held = self._held(client, key, canonical)
            if held is not None:
                return held, True
            received = Event("", 1, "received", self.now())
            form = self._taken(body, received.at)
            bundle = body["bundle"]["id"] if "bundle" in body else None
            received = Event("", 1, "received", received.at, due=self.deadlines.of([received]))
            try:
                return self.registry.add(client, key, form.id, form.version, canonical, bundle, received), False
            except KeyTaken:
                continue
            except PartTaken as fault:
                raise _part_held(fault.reference) from fault
        raise RuntimeError("a key is taken but holds nothing")

    def check(self, client: str, key: str | None, body: Any) -> Entry | None:
        """What is held under this key already; None for a valid application that is not. Nothing is taken."""
        canonical = canonical_application(body)
        held = self._held(client, checked_key(key), canonical) if key is not None else None
        if held is None:
            form = self._taken(body, self.now())
            taken = (
                self.registry.part_of(client, key or "", body["bundle"]["id"], form.id) if "bundle" in body else None
            )
            if taken is not None:
                raise _part_held(taken)
        return held

    def find(self, client: str, reference: str) -> Entry:
        """The client's application, as it is now."""
        entry = self.registry.by_reference(reference)
        if entry is None or entry.client != client:
            raise Problem(404, "no-such-application", "没有这份申请。")
        return entry

    def events(self, client: str, reference: str, after: int) -> Sequence[Event]:
        """What happened to the client's application after the event of this number."""
        self.find(client, reference)
        return self.history.of(reference, after)

    def supplement(self, client: str, reference: str, key: str | None, body: Any) -> tuple[Entry, bool]:
        """The application as corrected, and whether it had been under this key before."""
        entry = self.find(client, reference)
        replayed = self.supplements.take(entry, checked_key(key), body, self.now())
        return self.find(client, reference), replayed

    def withdraw(self, client: str, reference: str, reason: str = "") -> Entry:
        """The client's application, withdrawn. Withdrawing again changes nothing.

        Raises:
            Problem: 409 where it is decided already.
        """
        entry = self.find(client, reference)

        def withdrawn(history: Sequence[Event]) -> Event | None:
            kinds = [one.status for one in history]
            if kinds[-1] == "withdrawn":
                return None
            if not may_happen("withdrawn", kinds):
                raise Problem(409, "decided", "这份申请已经有了结果，不能再撤。")
            return Event(reference, 0, "withdrawn", self.now(), words=reason)

        self.history.happen(reference, withdrawn, lambda cursor: self.after_withdrawal(cursor, entry))
        return self.find(client, reference)

    def now(self) -> datetime:
        """The moment it is."""
        return self.checking.clock()

    def _taken(self, body: Any, now: datetime) -> Form:
        """The form in the version that the application fits, which is for no item or for one in force. Raises Problem 422."""
        self.checking.check_bundle(body.get("bundle"))
        form = self.checking.fitting(body["form"], body["application"])
        self.items.check(body.get("item"), form.id, now.astimezone(ZONE).date())
        return form

    def _held(self, client: str, key: str, canonical: bytes) -> Entry | None:
        held = self.registry.by_key(client, key)
        if held is not None and held.body != canonical:
            raise Problem(409, "key-reused", "这个 Idempotency-Key 已经用于另一份申请。")
        return held


def _part_held(reference: str) -> Problem:
    """The refusal of a second application for one form of a bundle."""
    words = f"这次一起办的申请里已经有这一件（{reference}）。还没有决定的，先撤回才能换一份；有了结果的，请另外申请。"
    return Problem(409, "part-held", words, more={"reference": reference})
