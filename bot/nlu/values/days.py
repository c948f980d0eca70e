"""All days that a text names, each with its place."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from .calendars import NUMBER, YEAR, YEARS, Made, month_end, number
from .named_days import LUNAR_DAYS, NAMED, WEEKDAY
from .written_days import BARE, WRITTEN

_FIGURES, _SHORT_YEAR, _YEAR_LAST, *_REST = WRITTEN
#: In this order, for the longer way to say a day holds the shorter.
_WAYS: Final = (_FIGURES, _SHORT_YEAR, _YEAR_LAST, NAMED[0], NAMED[1], LUNAR_DAYS, NAMED[2], *_REST, *NAMED[3:])
#: 农历2027年八月十五 is read as 2027年农历八月十五.
_MARK_FIRST: Final = re.compile(rf"(?P<mark>农历|阴历|旧历)(?P<year>{re.sub('[?]P<[a-z]+>', '?:', YEAR)})")
#: A bare number that ends a stretch: 「这个月二十八或者二十九」.
_BARE_END: Final = re.compile(
    rf"(?:到|至|~|-|—|或者?|还是)(?P<d>{NUMBER})(?![0-9零一二三四五六七八九十月年点个:.])[号日]?"
)
_COUNTED_FROM: Final = re.compile(r"(?:开始|起|往后|算)+[,，]?|[,，]?")
_A_DISTANCE: Final = re.compile(
    r"(?:再过?|过|往后)?[0-9一二两三四五六七八九十半]+个?(?:天|日|周|星期|礼拜|月(?!份?[0-9一二三四五六七八九十])|年(?!底|初))"
)
#: 「6月18，今年的」.
_YEAR_BEHIND: Final = re.compile(rf"^(?P<day>[^,，年]{{2,12}})[,，](?P<year>{'|'.join(YEARS)})的?(?=[,，]|$)")
_BESIDE: Final = re.compile(
    r"的?(?:(?P<before>(?:前|头)(?:一天|一日|一夜|夜))|(?:后一天|之?后第二天|过后第二天|第二天|次日))"
)
_TO: Final = re.compile(r"(?:开始|起|开)?(?:到|至|~|-|—|–|或者?|、)")


@dataclass(frozen=True, slots=True)
class Day:
    """A day, or first and last day of a stretch, with its place in the text.

    Args:
        approx: it was said roughly (月底), or in words that may mean another day.
        month: whether a month is named or follows from the words; 「26号」 has none. ``repeats``: a weekday without a week,
            which beside a date only says the same again. ``year``: whether a year is named; None where none ever is (明天).
    """

    start: int
    end: int
    first: date
    last: date | None = None
    approx: bool = False
    month: bool = True
    repeats: bool = False
    year: bool | None = None


def mark_last(text: str) -> str:
    """The text with 农历 behind the year, and the year before its day."""
    return _YEAR_BEHIND.sub(r"\g<year>\g<day>", _MARK_FIRST.sub(r"\g<year>\g<mark>", text))


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
                found.append(_or_beside(text, day))
    found.sort(key=lambda one: one.start)
    found = _in_named_year(text, _without_bases(text, found))
    return _without_repeats(_joined(text, found)), impossible


def _placed(match: re.Match[str], made: Made, pattern: re.Pattern[str]) -> Day | None:
    if not isinstance(made, tuple):
        return None
    first, more = made
    if isinstance(more, date):
        return Day(match.start(), match.end(), first, more)
    repeats = pattern is WEEKDAY and match["which"] is None
    groups = match.groupdict()
    named = any(groups.get(name) for name in ("y", "yw", "y2"))
    year = named if {"y", "yw"} & groups.keys() else None
    return Day(match.start(), match.end(), first, approx=more, month=pattern is not BARE, repeats=repeats, year=year)


def _or_beside(text: str, day: Day) -> Day:
    """「圣诞前一天」, 「元旦后一天」: the day before it or behind it."""
    beside = _BESIDE.match(text, day.end) if day.last is None else None
    if beside is None:
        return day
    return replace(day, end=beside.end(), first=day.first + timedelta(days=-1 if beside["before"] else 1))


def _joined(text: str, found: list[Day]) -> list[Day]:
    """Two days with 到 between them are a stretch; the second takes its month from the first where it has none."""
    joined: list[Day] = []
    for one in (_or_next(text, one, found) for one in found):
        before = joined[-1] if joined else None
        if before is not None and before.last is None and _TO.fullmatch(text, before.end, one.start):
            last = one.last or one.first
            if not one.month and one.first.day >= before.first.day:
                last = before.first.replace(day=one.first.day)
            if one.repeats:
                last = before.first + timedelta(days=(one.first - before.first).days % 7)
            if last > before.first:
                joined[-1] = replace(before, end=one.end, last=last)
                continue
        joined.append(one)
    return joined


def _or_next(text: str, one: Day, found: list[Day]) -> Day:
    """「这个月二十八或者二十九」, 「3月5到8号」: a stretch whose end is a bare number."""
    match = _BARE_END.match(text, one.end) if one.last is None and one.month else None
    last = number(match["d"]) if match is not None else None
    if match is None or last is None or any(one.end <= other.start < match.end() for other in found):
        return one
    if not one.first.day < last <= month_end(one.first).day:
        return one
    return replace(one, end=match.end(), last=one.first.replace(day=last))


def _without_bases(text: str, found: list[Day]) -> list[Day]:
    """Without the day another is counted from (「从今天算起两周后」) or that only says the same one again (「元旦当天」)."""
    kept: list[Day] = []
    for index, one in enumerate(found):
        after = found[index + 1] if index + 1 < len(found) else None
        counted = (
            after is not None
            and (gap := _COUNTED_FROM.fullmatch(text, one.end, after.start)) is not None
            and (gap[0].strip(",，") or text.startswith(("再", "过"), after.start))
            and _A_DISTANCE.match(text, after.start)
        )
        again = bool(kept) and kept[-1].end == one.start and text[one.start : one.end] in ("当天", "当日")
        if not counted and not again:
            kept.append(one)
    return kept


def _in_named_year(text: str, found: list[Day]) -> list[Day]:
    """「国庆节当天，今年十一」, 「12月1日就明天」: a day without a year is that of the year which is told for the same day.

    In a clause of its own it only says it again, and is left out.
    """
    named = {
        (one.first.month, one.first.day): one
        for one in found
        if one.year is not False and one.last is None and not one.repeats
    }
    kept = []
    for one in found:
        same = named.get((one.first.month, one.first.day)) if one.year is False and one.last is None else None
        if same is None:
            kept.append(one)
        elif "," not in text[min(one.end, same.end) : max(one.start, same.start)]:
            kept.append(replace(one, first=same.first))
    return kept


def _without_repeats(found: list[Day]) -> list[Day]:
    """「10月12号，星期一」 names one day, if it is a Monday."""
    dates = [one for one in found if not one.repeats]
    repeated = [one for one in found if one.repeats]
    if not dates or any(one.first.weekday() != other.first.weekday() for one in dates for other in repeated):
        return found
    return dates
