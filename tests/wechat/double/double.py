"""WeChat's side as a whole: people with phones, and what their pushes go through."""

from __future__ import annotations

import asyncio
import itertools
import secrets
import time
from dataclasses import dataclass, field

from .aside import Aside
from .chances import Faults
from .clock import Clock
from .delivery import Delivery, Push
from .interface import Interface
from .official import OfficialAccount
from .passing import Passing
from .phone import Phone
from .records import Answer


@dataclass
class Double:
    """WeChat, for one account.

    Args:
        url: where the interface is.
        aside: what nobody waits for but ``settled``.
        faults: in force from now on; another value takes effect with the next push or call.
    """

    url: str
    account: OfficialAccount
    delivery: Delivery
    interface: Interface
    clock: Clock
    phones: dict[str, Phone]
    faults: Faults
    aside: Aside
    passing: Passing = field(default_factory=Passing)
    _ids: itertools.count[int] = field(default_factory=lambda: itertools.count(time.time_ns()))

    def phone(self, person: str = "", *, follows: bool = True) -> Phone:
        """Somebody new. Nothing is pushed of it: ``await phone.follow()`` does that."""
        person = person or f"oPhone{len(self.phones) + 1:06d}"
        made = Phone(person, self.account.name, self._send, self.keep, lambda: next(self._ids), follows)
        self.phones[person] = made
        return made

    def keep(self, content: bytes, kind: str) -> tuple[str, str]:
        """The media id and the address of a file that somebody sends."""
        media = secrets.token_urlsafe(32)
        self.interface.media[media] = (kind, content)
        return media, f"{self.url}/mmbiz/{media}"

    @property
    def answers(self) -> list[Answer]:
        """Every try at the webhook so far, with how long it took."""
        return self.delivery.answers

    def percentile(self, share: float = 0.99) -> float:
        """Seconds within which so many of the tries were answered or given up."""
        taken = sorted(one.seconds for one in self.answers)
        return taken[min(len(taken) - 1, int(len(taken) * share))] if taken else 0.0

    async def settled(self) -> None:
        """Returns once duplicates and what WeChat tells by itself have been delivered."""
        await self.aside.settled()

    async def _send(self, phone: Phone, push: Push) -> str:
        kind = push.fields["Event"] if push.fields["MsgType"] == "event" else push.fields["MsgType"]
        phone.window.after(kind, self.clock.now(), menu="bizmsgmenuid" in push.fields)
        # What WeChat tells by itself comes at no set time; it takes no part, so that everything else has the same fate in every run.
        if push.number:
            push.fate = self.faults.fate(push.person, push.number)
            await self.passing.go(push.person, swapped=push.fate.swapped)
            await asyncio.sleep(push.fate.delay)
        return await self.delivery.deliver(push)
