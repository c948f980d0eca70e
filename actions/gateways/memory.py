"""Ports in memory, for tests and demonstrations: they keep the same promises, until the process ends."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from bot.engine.values import Json

from ..ports import Receipt, Standing


@dataclass
class MemorySubmission:
    """A desk that keeps applications in a dictionary and answers the same key with the same receipts.

    Args:
        troubles: what goes wrong next, in order; None means nothing. ``after`` True: the bundle was taken before it
            went wrong, as when an answer is lost on its way back.
        taken: (key, form) -> application.
    """

    clock: Callable[[], datetime]
    troubles: list[Exception | None] = field(default_factory=list)
    after: bool = False
    taken: dict[tuple[str, str], Mapping[str, Any]] = field(default_factory=dict)
    receipts: dict[tuple[str, str], Receipt] = field(default_factory=dict)

    async def submit(
        self,
        key: str,
        applications: Mapping[str, Mapping[str, Any]],
        materials: Sequence[Mapping[str, Json]],
        provenance: Mapping[str, Mapping[str, Mapping[str, Json]]],
    ) -> tuple[Receipt, ...]:
        """See ``Submission.submit``."""
        trouble = self.troubles.pop(0) if self.troubles else None
        if trouble is not None and not self.after:
            raise trouble
        for form, application in applications.items():
            if (key, form) not in self.receipts:
                self.taken[key, form] = application
                self.receipts[key, form] = Receipt(form, f"MEM-{len(self.receipts) + 1:04}", self.clock())
        if trouble is not None:
            raise trouble
        return tuple(self.receipts[key, form] for form in applications)

    async def look_up(self, reference: str) -> Standing | None:
        """See ``Submission.look_up``. Nothing happens here after an application was received."""
        held = next((one for one in self.receipts.values() if one.reference == reference), None)
        if held is None:
            return None
        return Standing(reference, "received", 1, "已接件", held.received_at, held.received_at)
