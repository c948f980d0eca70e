"""A conversation in memory: the same engine, understanding and words, without Rasa, store or network."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from bot.engine import Case, Catalog, EffectDone, StatusReported, Turn, advance, locate
from bot.engine.case_json import dump, load
from bot.engine.deliveries import DeliverySought
from bot.engine.events import Event, SubmitRequested, SupplementRequested, WithdrawRequested
from bot.engine.payments import PaymentSought
from bot.engine.values import Json
from bot.nlu import Understander

from .inbound import Inbound, turn_of
from .speech import Speaker, say
from .state import describe


@dataclass
class Rehearsal:
    """Plays turns as an applicant would; a submission is received at once, with a made-up reference."""

    catalog: Catalog
    understander: Understander
    clock: Callable[[], datetime]
    case: Case = field(default_factory=lambda: Case("rehearsal"))
    submitted: list[SubmitRequested] = field(default_factory=list)
    events: tuple[Event, ...] = ()

    def say(self, text: str) -> dict[str, Any]:
        """The outcome of a text, as the interfaces give it."""
        return self.take(Inbound(f"m{self.case.seq + 1}", text=text))

    def begin(self, turn: Turn) -> dict[str, Any]:
        """The outcome of a turn that needs no understanding."""
        return self._advance(turn, self.clock())

    def take(self, inbound: Inbound) -> dict[str, Any]:
        """The outcome of an inbound message; the case goes through JSON, as it does between processes."""
        now = self.clock()
        position = locate(self.catalog, self.case, now.date())
        turn = turn_of(inbound, self.understander, self.catalog, self.case, position, now)
        outcome = self._advance(turn, now)
        for event in self.events:
            if isinstance(event, SubmitRequested):
                self.submitted.append(event)
                references: dict[str, Json] = {
                    form: f"演练-{number:04d}" for number, form in enumerate(event.applications, 1)
                }
                report = EffectDone(event.key, {"references": references})
                outcome = self._after(outcome, event.key, report, now)
            elif isinstance(event, (DeliverySought, PaymentSought)):
                # There is no courier and no cashier in a rehearsal: what is said then is what is said where nobody can tell.
                unknown: dict[str, Json] = {"sought": dict.fromkeys(event.references)}
                outcome = self._after(outcome, event.key, EffectDone(event.key, unknown), now)
            elif isinstance(event, (SupplementRequested, WithdrawRequested)):
                outcome = self._after(outcome, event.key, EffectDone(event.key), now)
        return outcome

    def tell(self, told: StatusReported) -> dict[str, Any]:
        """The outcome of what intake tells of an application."""
        turn = Turn(f"intake:{told.reference}:{told.event.seq}", actor="system", report=told)
        return self._advance(turn, self.clock())

    def _after(self, outcome: dict[str, Any], key: str, report: EffectDone, now: datetime) -> dict[str, Any]:
        received = self._advance(Turn(f"{key}:done", actor="system", report=report), now)
        return {**received, "messages": [*outcome["messages"], *received["messages"]]}

    def _advance(self, turn: Turn, now: datetime) -> dict[str, Any]:
        result = advance(self.catalog, self.case, turn, now)
        self.case, self.events = load(dump(result.case)), result.events
        position = locate(self.catalog, self.case, now.date())
        return describe(self.catalog, self.case, position, say(Speaker(self.catalog, position), result.events))
