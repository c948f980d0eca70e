"""Days by their numbers: 2027年3月8日, 12月25, 2027-03-08, 下个月一号, 26号, 三月中旬, 明年底."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Final

from .calendars import AHEAD, NUMBER, YEAR, Made, add_months, coming, day_of, month_end, number, year_of

_EDGE: Final = r"底|末|初(?![一二三四五六七八九十0-9])|中(?!秋|元|旬)"
_PARTS: Final = rf"最后一天|上旬|中旬|下旬|{_EDGE}"

#: Days that the farmers' calendar has a feast on.
_LUNAR_FEASTS: Final = frozenset({(8, 15), (1, 15), (7, 15)})


def _figures(match: re.Match[str], today: date) -> Made:
    year, month, day = (number(match[name] or match[f"{name}2"]) for name in "ymd")
    found = day_of(year, month, day)
    return (found, False) if found is not None else False


def _short_year(match: re.Match[str], today: date) -> Made:
    """27.3.15: the year first, as it is written here."""
    found = day_of(2000 + int(match["y"]), int(match["m"]), int(match["d"]))
    return (found, False) if found is not None else False


def _year_last(match: re.Match[str], today: date) -> Made:
    """12/31/2027 or 31/12/2027; where both could be meant, neither is."""
    one, two, year = number(match["a"]), number(match["b"]), number(match["y"])
    readings = {day for day in (day_of(year, one, two), day_of(year, two, one)) if day is not None}
    if len(readings) == 1:
        return readings.pop(), False
    return None if readings else False


def _month_and_day(match: re.Match[str], today: date) -> Made:
    """In the year named, or the next time. 八月十五 without 日 may be the farmers' calendar: it is rough, and without a year any other."""
    month, day = number(match["m"] or match["m2"]), number(match["d"] or match["d2"])
    bare = match["d"] is not None and match["sign"] is None and not match["d"].isdigit()
    named = match["y"] or match["yw"]
    doubtful = bare and match["y"] is None and (not named or (month, day) in _LUNAR_FEASTS)
    found = day_of(year_of(match, today), month, day) if named else coming(month, day, today)
    return (found, doubtful) if found is not None else False


def _in_month(match: re.Match[str], today: date) -> Made:
    """A named part of a month, or the whole of it."""
    month = number(match["m"])
    if month is None or not 1 <= month <= 12:
        return False
    year = year_of(match, today) if match["y"] or match["yw"] else today.year + (month < today.month)
    first = day_of(year, month, 1)
    return _part(first, match["part"]) if first is not None else False


def _month_ahead(match: re.Match[str], today: date) -> Made:
    """本月底, 下个月一号, 下月中旬."""
    first = add_months(today.replace(day=1), AHEAD[match["which"] or "这"])
    if match["d"] is None:
        return _part(first, match["part"])
    found = day_of(first.year, first.month, number(match["d"]))
    return (found, False) if found is not None else False


def _part(first: date, part: str | None) -> Made:
    """The part of the month that begins on ``first``; all of it for None."""
    if part is None:
        return first, month_end(first)
    if part.endswith("旬"):
        start = first.replace(day={"上": 1, "中": 11, "下": 21}[part[0]])
        return start, month_end(first) if part[0] == "下" else start.replace(day=start.day + 9)
    if part == "初":
        return first, True
    if part == "中":
        return first.replace(day=15), True
    return month_end(first), part != "最后一天"


def _in_year(match: re.Match[str], today: date) -> Made:
    """年底, 明年初: rough, all of them."""
    named = match["y"] or match["yw"]
    year = year_of(match, today) if named else today.year
    found = day_of(year, *{"底": (12, 31), "末": (12, 31), "初": (1, 1), "中": (6, 30)}[match["part"]])
    if found is None:
        return False
    return (found if named or found >= today else found.replace(year=found.year + 1)), True


def _bare(match: re.Match[str], today: date) -> Made:
    """26号: in this month, or in the next one that has it when it is past."""
    months = (add_months(today.replace(day=1), ahead) for ahead in range(3))
    found = (day_of(one.year, one.month, number(match["d"])) for one in months)
    day = next((one for one in found if one is not None and one >= today), None)
    return (day, False) if day is not None else False


#: A day that names no month.
BARE: Final = re.compile(rf"(?<![0-9零一二三四五六七八九十月])(?P<d>{NUMBER})[号日](?![楼室院店铺线])")
WRITTEN: Final[tuple[tuple[re.Pattern[str], Callable[[re.Match[str], date], Made]], ...]] = (
    (
        re.compile(
            r"(?<!\d)(?P<y>(?:1[89]|20|21)\d{2})\s*[-/.年·\s]\s*(?P<m>\d{1,2})\s*[-/.月·\s]\s*(?P<d>\d{1,2})(?!\d)[号日]?"
            r"|(?<!\d)(?P<y2>(?:19|20)\d{2})(?P<m2>\d{2})(?P<d2>\d{2})(?!\d)"
        ),
        _figures,
    ),
    (
        re.compile(r"(?<![\d.])(?P<y>[23]\d)\s*[-/.]\s*(?P<m>\d{1,2})\s*[-/.]\s*(?P<d>\d{1,2})(?![\d.])[号日]?"),
        _short_year,
    ),
    (re.compile(r"(?<!\d)(?P<a>\d{1,2})\s*[-/.]\s*(?P<b>\d{1,2})\s*[-/.]\s*(?P<y>(?:19|20)\d{2})(?!\d)"), _year_last),
    (
        re.compile(
            rf"(?:{YEAR})?(?:(?<![0-9一二三四五六七八九十])(?P<m>{NUMBER})\s*月份?的?\s*(?P<d>{NUMBER})(?P<sign>\s*[号日])?(?![个点])"
            r"|(?<![\d.])(?P<m2>0?[1-9]|1[0-2])\s*[-/.·]\s*(?P<d2>0?[1-9]|[12]\d|3[01])(?![\d.])[号日]?)"
        ),
        _month_and_day,
    ),
    (
        re.compile(
            rf"(?:(?P<which>上上|下下|上|下|这|本|当|今)个?|(?<![\d一二三四五六七八九十个腊正冬月]))月份?的?(?:月(?={_EDGE}))?(?:(?P<d>{NUMBER})\s*[号日]?|(?P<part>{_PARTS}))"
        ),
        _month_ahead,
    ),
    (
        re.compile(
            rf"(?:{YEAR})?(?<![0-9一二三四五六七八九十])(?P<m>{NUMBER})月份?(?!\d)的?(?:月(?={_EDGE}))?(?:(?P<part>{_PARTS})|(?!之?[前后]))"
        ),
        _in_month,
    ),
    (re.compile(rf"(?:{YEAR}年?|年)(?P<part>{_EDGE})"), _in_year),
    (BARE, _bare),
)
