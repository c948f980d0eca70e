"""What callbacks tell: each event of an application, with its paper, and the answer to its rating."""

from __future__ import annotations

from dataclasses import dataclass

from .callbacks import Callback
from .history import ANSWER
from .paperwork import Papers
from .ratings import Ratings
from .ratings.taking import told_answer
from .registry import Registry
from .telling import Letter


@dataclass(frozen=True, slots=True)
class Letters:
    """Finds what a callback tells. Raises DatabaseUnavailable."""

    registry: Registry
    papers: Papers
    ratings: Ratings

    def of(self, callback: Callback) -> Letter | None:
        """The letter; None where there is nothing to tell any more."""
        entry = self.registry.by_reference(callback.reference)
        if callback.seq == ANSWER:
            kept = self.ratings.of(callback.reference)
            body = told_answer(entry, kept) if entry is not None and kept is not None else None
            return Letter(body["id"], body) if body is not None else None
        events = self.papers.told(entry, callback.seq - 1, callback.seq) if entry is not None else []
        return Letter(events[0]["id"], events[0]) if events else None
