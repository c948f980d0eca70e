"""What callbacks tell: each event of an application, with its paper."""

from __future__ import annotations

from dataclasses import dataclass

from .callbacks import Callback
from .paperwork import Papers
from .registry import Registry
from .telling import Letter


@dataclass(frozen=True, slots=True)
class Letters:
    """Finds what a callback tells. Raises DatabaseUnavailable."""

    registry: Registry
    papers: Papers

    def of(self, callback: Callback) -> Letter | None:
        """The letter; None where there is nothing to tell any more."""
        entry = self.registry.by_reference(callback.reference)
        events = self.papers.told(entry, callback.seq - 1, callback.seq) if entry is not None else []
        return Letter(events[0]["id"], events[0]) if events else None
