"""What the windows' desk stands on: who may, where matters belong, and what is told of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from fastapi import Request

from actions.access import Matter, may
from actions.access.deciding import NOTHING
from actions.apart import Apart
from actions.audit import Actor, Trail
from actions.conversations import Conversations
from actions.holding import Holding
from actions.store import ConversationRow
from actions.window.desk import Desk
from actions.window.queue import Entry, Queue
from actions.window.search import Search
from bot.engine.clerks import Clerk

from .door import Door
from .problems import Problem
from .security import MakeRates
from .staff import Directory, Staff


@dataclass(frozen=True, slots=True)
class DeskServices:
    """Everything a request of the desk may need."""

    door: Door[Staff]
    directory: Directory
    desk: Desk
    queue: Queue
    search: Search
    conversations: Conversations
    holding: Holding
    trail: Trail
    printer: Apart
    clock: Callable[[], datetime]
    rates: MakeRates

    def note(
        self, request: Request, person: Staff, act: str, about: str = "", detail: Mapping[str, Any] | None = None
    ) -> None:
        """It is on record that the person may do it now; only then is it done. ``act``: one of ``actions.audit.ACTS``."""
        self._record(request, person, act, about, True, detail or {})

    def allow_and_note(
        self, request: Request, person: Staff, act: str, matter: Matter = NOTHING, about: str = ""
    ) -> None:
        """As ``allow``, and both ways on record. Raises Problem 403."""
        self.allow_or_note(request, person, act, matter, about)
        self.note(request, person, act, about)

    def allow_or_note(self, request: Request, person: Staff, act: str, matter: Matter, about: str = "") -> None:
        """As ``allow``; a refusal is on record. Raises Problem 403."""
        try:
            self.allow(person, act, matter)
        except Problem:
            self._record(request, person, act, about, False, {})
            raise

    def _record(
        self, request: Request, person: Staff, act: str, about: str, allowed: bool, detail: Mapping[str, Any]
    ) -> None:
        address = request.client.host if request.client is not None else ""
        actor = Actor(person.id, person.role, person.organisation, address)
        self.trail.add(actor, act, about=about, allowed=allowed, detail=detail)

    def allow(self, person: Staff, action: str, matter: Matter = NOTHING) -> None:
        """Nothing happens where the person may. Raises Problem 403 with why they may not."""
        decision = may(self.directory.tree, person, action, matter)
        if not decision.allowed:
            raise Problem(403, "not-allowed", decision.why)

    def is_allowed(self, person: Staff, action: str, matter: Matter) -> bool:
        """Whether the person may."""
        return may(self.directory.tree, person, action, matter).allowed

    def matter_of(self, entry: Entry, scenario: str | None = None) -> Matter:
        """The matter that a row of a list is. ``scenario``: of the case itself, where it was looked at: a row forgets it once it is handed in."""
        scenario = scenario or entry.scenario
        return Matter(
            organisation=entry.organisation or "",
            district=entry.district or "",
            owner=entry.clerk or "",
            waiting=entry.called is not None,
            at_bank=not scenario or scenario in self.directory.bank_items,
        )

    def found(self, conversation: str) -> tuple[ConversationRow, Matter]:
        """The conversation and the matter that it is. Raises Problem 404 where there is none."""
        entry, row = self.queue.find(conversation), self.conversations.store.find(conversation)
        if entry is None or row is None:
            raise Problem(404, "no-such-conversation", "没有这一件。")
        return row, self.matter_of(entry, row.case.scenario)

    def seat_of(self, person: Staff) -> Matter:
        """The matter that the person would begin where they sit."""
        return Matter(organisation=person.organisation)

    def as_clerk(self, person: Staff) -> Clerk:
        """The person as applicants are told of them: where they sit, and their name."""
        return Clerk(person.id, f"{self.directory.tree[person.organisation].name} {person.name}")
