"""A turn under way: the case as it changes, and the events so far. Lives for one call of ``advance``."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import cast

from .address import Address
from .case import Asked, AwaitValue, Case, Frame, Stored
from .catalog import Catalog
from .clerks import CLERK
from .commands import Absence
from .events import Event
from .limits import ANSWER_LENGTH, STACK
from .position import Position, locate
from .turn import Turn
from .values import Json
from .view import View


@dataclass(slots=True)
class Work:
    """The only mutable thing in the engine; handlers read and change it."""

    catalog: Catalog
    turn: Turn
    now: datetime
    case: Case
    events: list[Event] = field(default_factory=list)
    before: Position | None = None
    _case: Case | None = None

    @property
    def position(self) -> Position:
        """Where the case stands now; computed again only as far as the case has changed."""
        if self.before is None or self._case is not self.case:
            self.before = locate(self.catalog, self.case, self.now.date(), self.before)
            self._case = self.case
        return self.before

    @property
    def view(self) -> View | None:
        """The facts, or None while no scenario is chosen."""
        return self.position.view

    @property
    def facts(self) -> View:
        """The facts, for what is only reached while a scenario is open."""
        return cast(View, self.view)

    @property
    def instance(self) -> str:
        """The id of a question or confirmation that this turn puts up."""
        return f"q{self.case.seq}"

    @property
    def top(self) -> Frame | None:
        """What waits for a reply, innermost first, or None."""
        return self.case.stack[-1] if self.case.stack else None

    def emit(self, event: Event) -> None:
        """Adds an event."""
        self.events.append(event)

    def push(self, frame: Frame) -> None:
        """Puts a frame on the stack; the oldest falls off when the stack is full."""
        self.case = replace(self.case, stack=(*self.case.stack, frame)[-STACK:])

    def pop(self) -> None:
        """Takes the innermost frame off."""
        self.case = replace(self.case, stack=self.case.stack[:-1])

    def settle(self, address: Address) -> None:
        """Nothing waits any more for a yes to a value of this address: another one was said."""
        kept = tuple(one for one in self.case.stack if not (isinstance(one, AwaitValue) and one.address == address))
        if len(kept) != len(self.case.stack):
            self.case = replace(self.case, stack=kept)

    def stored(
        self,
        value: Json,
        raw: str,
        *,
        absence: Absence | None = None,
        parts: dict[str, Json] | None = None,
        origin: str = "",
    ) -> Stored:
        """An answer of this turn, by its actor, at its time; the applicant has not looked at what a clerk writes for them."""
        by_clerk = self.turn.actor == CLERK
        return Stored(
            value=None if absence is not None else value,
            raw=(raw or self.turn.raw)[:ANSWER_LENGTH],
            source=CLERK if by_clerk else self.turn.source,
            confirmed=not by_clerk,
            actor=self.turn.actor,
            at=self.now,
            turn=self.case.seq,
            absence=absence,
            parts=parts or {},
            origin=origin,
        )

    def missed(self) -> None:
        """Counts a reply to the open question that could not be taken."""
        asked = self.case.asked
        if asked is not None:
            self.case = replace(self.case, asked=replace(asked, attempts=asked.attempts + 1))

    def open_address(self) -> Address | None:
        """The address of the open question, or None when none is open."""
        return self.case.asked.address if self.case.asked is not None else None

    def reopen(self, asked: Asked | None) -> None:
        """Makes this the open question."""
        self.case = replace(self.case, asked=asked)
