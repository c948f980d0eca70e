"""Figures that change by decree: each value holds for a period and has a source."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from .errors import FigureExpired


@dataclass(frozen=True, slots=True)
class Period:
    """One value of a figure. ``until`` is the last day it holds; None means no end is known."""

    value: float
    start: date
    until: date | None
    source: str
    certain: bool = True

    def covers(self, day: date) -> bool:
        """Whether the value holds on the day."""
        return self.start <= day and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True)
class Figure:
    """A dated number, e.g. the area up to which a small shop is exempt from inspection."""

    id: str
    label: str
    unit: str | None
    periods: tuple[Period, ...]

    def on(self, day: date) -> Period:
        """The period that covers ``day``.

        Raises:
            FigureExpired: none does; the latest value is never taken instead.
        """
        for period in self.periods:
            if period.covers(day):
                return period
        raise FigureExpired(self.id, day)
