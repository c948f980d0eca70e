"""One year's days off and weekends worked, as the State Council published them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class YearTable:
    """What sets one year apart from plain weeks. Build it with ``year_table``, which gives it its version.

    Args:
        version: e.g. ``2026.1-0f3a9c21``: year, the file's revision, and a hash of the days themselves, so that a day changed
            without a new revision shows too.
        sources: the notices, with number and date.
        off: every day of the published breaks, weekends in them too.
        worked: Saturdays and Sundays that are worked (调休).
        certain: whether every entry was read in the notice's own words.
    """

    year: int
    version: str
    sources: tuple[str, ...]
    off: frozenset[date]
    worked: frozenset[date]
    certain: bool

    def is_working(self, day: date) -> bool:
        """Whether offices work on this day of the year.

        Source: 《行政许可法》第八十二条（2019-04-23修正）: working days, without statutory days off; which days are moved is the
        State Council's yearly notice.
        """
        return day in self.worked or (day.weekday() < _SATURDAY and day not in self.off)


def year_table(
    year: int, revision: int, sources: tuple[str, ...], off: Iterable[date], worked: Iterable[date], *, certain: bool
) -> YearTable:
    """The table of these days, with the version that belongs to them."""
    free, busy = frozenset(off), frozenset(worked)
    told = "\n".join([*(f"-{day}" for day in sorted(free)), *(f"+{day}" for day in sorted(busy)), str(certain)])
    digest = hashlib.sha256(told.encode()).hexdigest()[:8]
    return YearTable(year, f"{year}.{revision}-{digest}", sources, free, busy, certain)
