"""The clock itself: from a running limit to its last day, or to the news that it stands still."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from .counting import UNFOUNDED, Counting, Extension, Pause
from .errors import ClockMisused, NoSuchLimit
from .law import DatedLimit
from .limits import Limit, TimeLimits, Unit
from .working_days import WorkingDays

_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Due:
    """The last day of a limit. Kept with ``tables``, the versions it was reckoned by; ``doubts`` are told with it."""

    counting: Counting
    day: date
    tables: tuple[str, ...]
    doubts: tuple[str, ...]

    @property
    def is_certain(self) -> bool:
        """Whether it may be told without 「以受理窗口为准」."""
        return not self.doubts


@dataclass(frozen=True, slots=True)
class Stopped:
    """A limit that stands still since a day, so that nobody knows its last one; ``left`` days will remain when it goes on."""

    counting: Counting
    since: date
    left: int
    tables: tuple[str, ...]
    doubts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Deadlines:
    """By when the law wants a step done, and by when the bureau promised it."""

    statutory: Due | Stopped
    promised: Due | Stopped | None


class Clock:
    """Reckons deadlines; pure, so that the same question has the same answer for as long as the tables are the same.

    Raises:
        YearWithoutTable: from every method, where a deadline reaches a year without a table.
    """

    def __init__(self, days: WorkingDays, law: Mapping[str, DatedLimit]) -> None:
        self.days = days
        self._law = law

    def law(self, name: str, day: date) -> Limit:
        """The general limit of the permit law of this name, as in force on the day, e.g. ``decision`` (see ``law.yml``)."""
        found = self._law[name].on(day) if name in self._law else None
        if found is None:
            raise NoSuchLimit(name, day)
        return found

    def reckon(self, counting: Counting) -> Due | Stopped:
        """The last day of the limit, or where it stands.

        Source: 《行政许可法》第四十二条、第四十五条、第八十二条; 《民法典》第二百零三条第一款 for a last day that is a day off.

        Raises:
            ClockMisused: it was extended after it was over, which the law has no room for.
        """
        extension = counting.extension
        if extension is not None:
            plain = self.reckon(replace(counting, extension=None))
            if isinstance(plain, Due) and extension.decided > plain.day:
                raise ClockMisused(f"extended on {extension.decided}, after the limit was over on {plain.day}")
        day, left, stopped = counting.since, counting.days, counting.stopped_since
        while left:
            if stopped is not None and day >= stopped:
                return Stopped(counting, stopped, left, *self._standing(counting, day))
            day += _DAY
            left -= self._counts(counting, day)
        last = self.days.on_or_after(day)
        return Due(counting, last, *self._standing(counting, last))

    def reckon_both(
        self, limits: TimeLimits, since: date, pauses: tuple[Pause, ...] = (), extension: Extension | None = None
    ) -> Deadlines:
        """Both deadlines of a step. What is extended is the law's limit; the promise stays, and can be seen to be broken."""
        promised = None if limits.promised is None else self.reckon(Counting(limits.promised, since, pauses))
        return Deadlines(self.reckon(Counting(limits.statutory, since, pauses, extension)), promised)

    def days_left(self, due: Due, today: date) -> int:
        """Days after today up to the last one, in the limit's own unit: 0 on the last day, negative once it is over."""
        natural = due.counting.limit.unit is Unit.natural
        if today > due.day:
            return -((today - due.day).days if natural else self.days.between(due.day, today))
        ahead = (today + _DAY * step for step in range(1, (due.day - today).days + 1))
        return sum(natural or self._counts(due.counting, day) for day in ahead)

    def is_stale(self, due: Due) -> bool:
        """Whether a table has changed since it was reckoned, so that it is to be reckoned again."""
        return self._standing(due.counting, due.day)[0] != due.tables

    def _counts(self, counting: Counting, day: date) -> bool:
        if counting.is_paused(day):
            return False
        return counting.limit.unit is Unit.natural or self.days.is_working(day)

    def _standing(self, counting: Counting, last: date) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The tables that the days up to ``last`` were looked up in, and everything that is not certain about them."""
        # Of natural days only the last is looked up; day 0 is in no table's hands.
        first = last if counting.limit.unit is Unit.natural else min(counting.since + _DAY, last)
        return self.days.versions(first, last), (*_doubts(counting, last), *self.days.doubts(first, last))


def _doubts(counting: Counting, last: date) -> Iterator[str]:
    yield from counting.doubts
    if not counting.limit.certain:
        yield f"{counting.limit.label}的依据没有核到原文"
    in_time = [pause for pause in counting.pauses if pause.start < last and pause.end != pause.start]
    for reason in sorted({pause.reason for pause in in_time} & UNFOUNDED):
        yield f"{reason.value}期间不计入期限，没有核到依据"
    if in_time:
        yield "暂停的头一天和末一天怎么算，法律没有写明"
