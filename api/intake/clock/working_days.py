"""Going along the working days of several years, forwards and back."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Final

from .errors import ClockMisused, YearWithoutTable
from .year_table import YearTable

_DAY: Final = timedelta(days=1)
#: From this day on, next year's notice may still move days of this one. Source: 国办发明电〔2018〕15号, by which 2018-12-29
#: was worked for the New Year of 2019. No notice for 2005 to 2026 reached further back; a few days more are kept in hand.
_UNSETTLED: Final = (12, 24)


class WorkingDays:
    """The working days of the years there are tables for.

    Raises:
        YearWithoutTable: from every method, as soon as a day of another year is looked at.
    """

    def __init__(self, tables: Iterable[YearTable]) -> None:
        self._tables = {table.year: table for table in tables}

    @property
    def years(self) -> tuple[int, ...]:
        """The years with a table, in order."""
        return tuple(sorted(self._tables))

    def table(self, day: date) -> YearTable:
        """The table of the day's year."""
        found = self._tables.get(day.year)
        if found is None:
            raise YearWithoutTable(day, self.years)
        return found

    def is_working(self, day: date) -> bool:
        """Whether offices work on the day."""
        return self.table(day).is_working(day)

    def on_or_after(self, day: date) -> date:
        """The day itself where it is worked, else the next that is."""
        while not self.is_working(day):
            day += _DAY
        return day

    def after(self, day: date, count: int) -> date:
        """The working day ``count`` (>= 0) working days after ``day``, which itself is not counted; ``day`` for 0."""
        return self._walk(day, count, _DAY)

    def before(self, day: date, count: int) -> date:
        """The same backwards: e.g. the first day to ask for renewal, 90 working days before a licence ends."""
        return self._walk(day, count, -_DAY)

    def between(self, day: date, later: date) -> int:
        """How many working days come after ``day`` up to and with ``later``; negative where ``later`` is earlier."""
        if later < day:
            return -self.between(later, day)
        return sum(self.is_working(day + _DAY * step) for step in range(1, (later - day).days + 1))

    def versions(self, first: date, last: date) -> tuple[str, ...]:
        """The versions of the tables that these days (in order) are in."""
        return tuple(self.table(date(year, 1, 1)).version for year in range(first.year, last.year + 1))

    def doubts(self, first: date, last: date) -> tuple[str, ...]:
        """Why these days may still turn out otherwise, in words for people; empty where they are certain."""
        found = [
            f"{year}年的工作日表没有全部核到通知原文"
            for year in range(first.year, last.year + 1)
            if not self.table(date(year, 1, 1)).certain
        ]
        if (last.month, last.day) >= _UNSETTLED and last.year + 1 not in self._tables:
            found.append(f"{last.year + 1}年的放假通知还没有录入，它可能调整{last.year}年12月底的上班日")
        return tuple(found)

    def _walk(self, day: date, count: int, step: timedelta) -> date:
        if count < 0:
            raise ClockMisused(f"count is {count}; it must not be negative")
        while count:
            day += step
            count -= self.is_working(day)
        return day
