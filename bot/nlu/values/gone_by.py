"""Days of which the question asks when they were: 「执照上的成立日期是哪天」. A day without a year was the last such day, and none lies ahead."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from .calendars import day_of, year_before
from .days import Day, days

#: What is asked for has happened.
_WAS: Final = re.compile(
    r"成立|注册日期|签发|颁发|发证|出生|(?:拿|领|办|签|发|上架|建|造|装|改)(?:到|好|下来)?的[？?]?$"
)


def asks_what_was(ask: str) -> bool:
    """Whether the day asked for lies in the past."""
    return _WAS.search(ask.split(" ", maxsplit=1)[0]) is not None


def last_such(text: str, said: Iterable[Day], today: date) -> list[Day]:
    """The days of the text, those of which no year is said not ahead: 「八月十六号」 in November was this August."""
    earlier = {one.start: one for one in days(text, year_before(today) + timedelta(days=1))[0]}
    return [_not_ahead(one, earlier.get(one.start, one), today) for one in said]


def _not_ahead(one: Day, earlier: Day, today: date) -> Day:
    if one.year is True or one.first <= today or one.repeats:
        return one
    if not one.month:  # 「26号」: of this month or the one before
        return replace(one, first=_earlier(one.first, today))
    return earlier if one.year is False else one


def _earlier(day: date, today: date) -> date:
    """The last such day of a month up to today."""
    months = ((today.year * 12 + today.month - 1 - back) for back in range(4))
    found = (day_of(month // 12, month % 12 + 1, day.day) for month in months)
    return next(one for one in found if one is not None and one <= today)
