"""What all ways to say a day share: the year before it, and steps over the calendar."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta
from typing import Final, Union

from .numerals import parse_number

#: A number of a day or month.
NUMBER: Final = r"[0-9]{1,2}|[一二三四五六七八九十廿卅两]{1,3}"
_Y: Final = r"(?<![0-9])[0-9]{4}|(?<![0-9])[0-9]{2}(?=年)|[零一二三四五六七八九〇]{4}|[零一二三四五六七八九〇]{2}(?=年)|[一二两]千(?:零?[一二三四五六七八九十]{1,3})?(?=年)"
YEARS: Final = {"大前年": -3, "前年": -2, "去年": -1, "上一年": -1, "今年": 0, "本年": 0, "当年": 0, "明年": 1, "来年": 1, "下一年": 1, "后年": 2, "大后年": 3}  # fmt: skip
#: A year, in figures (``y``) or by 今年, 明年 (``yw``).
YEAR: Final = rf"(?:(?P<y>{_Y})年?|(?P<yw>{'|'.join(sorted(YEARS, key=len, reverse=True))}))的?"
#: 上个, 这, 下下: which month or week.
AHEAD: Final = {"上上": -2, "上": -1, "这": 0, "本": 0, "当": 0, "今": 0, "下": 1, "下下": 2}
#: What a way to say a day makes of its match: a day and whether it is rough, first and last day of a stretch, False where the
#: calendar has no such day, None where the words mean something else.
Made = Union[tuple[date, bool], tuple[date, date], bool, None]


def number(text: str | None) -> int | None:
    """The whole number that the text spells, or None."""
    found = parse_number(text) if text else None
    return int(found.value) if found is not None and found.value is not None else None


def year_of(match: re.Match[str], today: date) -> int | None:
    """The year that a match of ``YEAR`` names, or None when it names none."""
    if match["yw"]:
        return today.year + YEARS[match["yw"]]
    year = number(match["y"])
    if year is None or year >= 100:
        return year
    return 2000 + year if year <= today.year % 100 + 30 else 1900 + year


def day_of(year: int | None, month: int | None, day: int | None) -> date | None:
    """The day, or None when the calendar has none such."""
    try:
        return date(year or 0, month or 0, day or 0)
    except ValueError:
        return None


def month_end(day: date) -> date:
    """The last day of its month."""
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def add_months(day: date, months: int) -> date:
    """The same day so many months on, the month's last where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    year = min(max(year, 1), 9998)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def year_before(day: date) -> date:
    """The same day of the year before."""
    return add_months(day, -12)


def nth_weekday(year: int | None, month: int, nth: int, weekday: int, today: date) -> date | None:
    """The nth such weekday (Monday is 0) of the month; without a year the next one from today on."""
    for one in (today.year, today.year + 1) if year is None else (year,):
        first = day_of(one, month, 1)
        if first is None:
            return None
        found = first + timedelta(days=(weekday - first.weekday()) % 7, weeks=nth - 1)
        if found.month == month and (year is not None or found >= today):
            return found
    return None


def coming(month: int | None, day: int | None, today: date) -> date | None:
    """The next such day from today on; 29 February waits for its year."""
    found = (day_of(year, month, day) for year in range(today.year, min(today.year + 9, 9999)))
    return next((one for one in found if one is not None and one >= today), None)
