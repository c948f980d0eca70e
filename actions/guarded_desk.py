"""The desk behind a circuit breaker: while intake is away nobody waits for it, and it is not overrun when it comes back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.engine import StatusReported
from bot.engine.values import Json

from .breaker import Breaker
from .ports import Receipt, Standing, Submission


@dataclass(frozen=True, slots=True)
class GuardedDesk:
    """``Submission`` as the desk has it; NotAsked, which is an Unavailable, while the breaker is open."""

    desk: Submission
    breaker: Breaker

    async def submit(
        self,
        key: str,
        applications: Mapping[str, Mapping[str, Any]],
        materials: Sequence[Mapping[str, Json]],
        provenance: Mapping[str, Mapping[str, Mapping[str, Json]]],
        scenario: str | None = None,
    ) -> tuple[Receipt, ...]:
        """See ``Submission.submit``."""
        with self.breaker.call():
            return await self.desk.submit(key, applications, materials, provenance, scenario)

    async def held(
        self,
        key: str,
        applications: Mapping[str, Mapping[str, Any]],
        materials: Sequence[Mapping[str, Json]],
        provenance: Mapping[str, Mapping[str, Mapping[str, Json]]],
        scenario: str | None = None,
    ) -> tuple[Receipt, ...]:
        """See ``Submission.held``."""
        with self.breaker.call():
            return await self.desk.held(key, applications, materials, provenance, scenario)

    async def supplement(
        self,
        key: str,
        reference: str,
        correction: str,
        application: Mapping[str, Any],
        materials: Sequence[Mapping[str, Json]],
        provenance: Mapping[str, Mapping[str, Json]],
    ) -> Receipt:
        """See ``Submission.supplement``."""
        with self.breaker.call():
            return await self.desk.supplement(key, reference, correction, application, materials, provenance)

    async def withdraw(self, reference: str, key: str, reason: str) -> Standing:
        """See ``Submission.withdraw``."""
        with self.breaker.call():
            return await self.desk.withdraw(reference, key, reason)

    async def rate(self, key: str, reference: str, grade: int, words: str, reasons: Sequence[str]) -> None:
        """See ``Submission.rate``."""
        with self.breaker.call():
            await self.desk.rate(key, reference, grade, words, reasons)

    async def answer_to_rating(self, reference: str) -> Mapping[str, Any] | None:
        """See ``Submission.answer_to_rating``."""
        with self.breaker.call():
            return await self.desk.answer_to_rating(reference)

    async def look_up(self, reference: str) -> Standing | None:
        """See ``Submission.look_up``."""
        with self.breaker.call():
            return await self.desk.look_up(reference)

    async def events(self, reference: str, after: int) -> tuple[StatusReported, ...]:
        """See ``Submission.events``."""
        with self.breaker.call():
            return await self.desk.events(reference, after)

    async def paper(self, reference: str, seq: int) -> bytes:
        """See ``Submission.paper``."""
        with self.breaker.call():
            return await self.desk.paper(reference, seq)
