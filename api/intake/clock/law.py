"""The permit law's own limits, dated as every figure that a decree can change."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from .limits import Limit


@dataclass(frozen=True, slots=True)
class DatedLimit:
    """A limit with the periods it was in force in: first day, last day or None, and what it was."""

    periods: tuple[tuple[date, date | None, Limit], ...]

    def on(self, day: date) -> Limit | None:
        """What it is on the day; None where no period covers it."""
        for first, last, limit in self.periods:
            if first <= day and (last is None or day <= last):
                return limit
        return None
