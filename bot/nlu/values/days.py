"""All days that a text names, each with its place."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from .calendars import YEAR, Made
from .named_days import LUNAR_DAYS, NAMED, WEEKDAY
from .written_days import BARE, WRITTEN

_FIGURES, _SHORT_YEAR, _YEAR_LAST, *_REST = WRITTEN
#: In this order, for the longer way to say a day holds the shorter.
_WAYS: Final = (_FIGURES, _SHORT_YEAR, _YEAR_LAST, NAMED[0], NAMED[1], LUNAR_DAYS, NAMED[2], *_REST, *NAMED[3:])
#: 农历2027年八月十五 is read as 2027年农历八月十五.
_MARK_FIRST: Final = re.compile(rf"(?P<mark>农历|阴历|旧历)(?P<year>{re.sub('[?]P<[a-z]+>', '?:', YEAR)})")
_TO: Final = re.compile(r"(?:开始|起|开)?(?:到|至|~|-|—|–|或者?|、)")


@dataclass(frozen=True, slots=True)
class Day:
    """A day, or first and last day of a stretch, with its place in the text.

    Args:
        approx: it was said roughly (月底), or in words that may mean another day.
        month: whether a month is named or follows from the words; 「26号」 has none. ``repeats``: a weekday without a week,
            which beside a date only says the same again.
    """

    start: int
    end: int
    first: date
    last: date | None = None
    approx: bool = False
    month: bool = True
    repeats: bool = False


def mark_last(text: str) -> str:
    """The text with 农历 behind the year."""
    return _MARK_FIRST.sub(r"\g<year>\g<mark>", text)


def days(text: str, today: date) -> tuple[list[Day], bool]:
    """The days in the text in order, and whether one was named that the calendar does not have.

    Args:
        text: without spaces beside Chinese characters, 农历 behind its year.
    """
    found: list[Day] = []
    impossible = False
    for pattern, make in _WAYS:
        for match in pattern.finditer(text):
            if any(match.start() < one.end and one.start < match.end() for one in found):
                continue
            try:
                made = make(match, today)
            except OverflowError:
                made = False
            impossible = impossible or made is False
            day = _placed(match, made, pattern)
            if day is not None:
                found.append(day)
    found.sort(key=lambda one: one.start)
    return _without_repeats(_joined(text, found)), impossible


def _placed(match: re.Match[str], made: Made, pattern: re.Pattern[str]) -> Day | None:
    if not isinstance(made, tuple):
        return None
    first, more = made
    if isinstance(more, date):
        return Day(match.start(), match.end(), first, more)
    repeats = pattern is WEEKDAY and match["which"] is None
    return Day(match.start(), match.end(), first, approx=more, month=pattern is not BARE, repeats=repeats)


def _joined(text: str, found: list[Day]) -> list[Day]:
    """Two days with 到 between them are a stretch; the second takes its month from the first where it has none."""
    joined: list[Day] = []
    for one in found:
        before = joined[-1] if joined else None
        if before is not None and before.last is None and _TO.fullmatch(text, before.end, one.start):
            last = one.last or one.first
            if not one.month and one.first.day >= before.first.day:
                last = before.first.replace(day=one.first.day)
            if last > before.first:
                joined[-1] = replace(before, end=one.end, last=last)
                continue
        joined.append(one)
    return joined


def _without_repeats(found: list[Day]) -> list[Day]:
    """「10月12号，星期一」 names one day, if it is a Monday."""
    dates = [one for one in found if not one.repeats]
    repeated = [one for one in found if one.repeats]
    if not dates or any(one.first.weekday() != other.first.weekday() for one in dates for other in repeated):
        return found
    return dates
