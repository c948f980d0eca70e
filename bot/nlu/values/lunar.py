"""Days of the farmers' calendar and its feasts: 农历八月十五, 正月初八, 腊月廿三, 大年初五, 除夕, 冬至."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from functools import cache
from typing import Any, Final

_MONTHS: Final = {name: number for number, name in enumerate("正二三四五六七八九十冬腊", 1)} | {
    "一": 1,
    "十一": 11,
    "十二": 12,
}
_FEASTS: Final = {"春节": (1, 1), "大年初一": (1, 1), "元宵": (1, 15), "龙抬头": (2, 2), "二月二": (2, 2), "端午": (5, 5), "七夕": (7, 7), "中元": (7, 15), "中秋": (8, 15), "重阳": (9, 9), "腊八": (12, 8)}  # fmt: skip
_TERMS: Final = ["小寒", "大寒", "立春", "雨水", "惊蛰", "春分", "清明", "谷雨", "立夏", "小满", "芒种", "夏至", "小暑", "大暑", "立秋", "处暑", "白露", "秋分", "寒露", "霜降", "立冬", "小雪", "大雪", "冬至"]  # fmt: skip
_MARK: Final = r"农历|阴历|旧历"
_DAY: Final = r"(?:初[一二三四五六七八九十]|二十[一二三四五六七八九]?|十[一二三四五六七八九]?|廿[一二三四五六七八九]?|三十|卅)(?![一二三四五六七八九十])"
_MONTH: Final = r"正|腊|冬|十一|十二|[一二三四五六七八九十]"
#: A year, then a lunar day or feast. ``year`` is left to the caller. A month by its number counts only with 农历, 初 or 廿.
LUNAR: Final = (
    rf"(?:(?P<lm1>{_MARK})?(?P<leap>闰)?(?P<lmo>{_MONTH}|(?:1[0-2]|[1-9])(?=月初|月廿))月(?:初(?P<ln0>[1-9]|10)|(?P<ld>{_DAY})|(?P<ln>[12]\d|[1-9]|30)[号日]?)(?!点)"
    rf"|(?P<lm2>{_MARK})(?P<lmn>1[0-2]|[1-9])月(?:(?P<ld3>{_DAY})|(?P<ln2>[12]\d|[1-9]|30)[号日]?)"
    rf"|(?:大年|年|过年|过完年|正月)(?:里)?(?P<ld2>初[一二三四五六七八九十])"
    rf"|(?:{_MARK})?(?P<feast>{'|'.join(_FEASTS)})节?|(?P<eve>除夕|大年三十|年三十|大年夜)夜?|(?P<term>{'|'.join(_TERMS)})节?)"
)


def lunar_day(match: re.Match[str], year: int | None, today: date) -> date | bool | None:
    """The day; without ``year`` the next one. None where the words name a day of the common calendar, False where none.

    Args:
        match: of a pattern that holds ``LUNAR``. ``year``: of the common calendar in which the lunar year begins.
    """
    if match["feast"]:
        return _next(lambda one: _solar(one, *_FEASTS[match["feast"]]), year, today)
    if match["eve"]:
        return _next(_eve, year, today)
    if match["term"]:
        return _next(lambda one: _term(one, match["term"]), year, today)
    if match["ld2"]:
        return _next(lambda one: _solar(one, 1, _day(match["ld2"])), year, today)
    name, words = match["lmo"] or match["lmn"], match["ld"] or match["ld3"]
    marked = match["lm1"] or match["lm2"] or match["leap"] or match["ln0"] or name in "正腊冬"
    numbered = match.string[match.end() : match.end() + 1] in ("号", "日") or match[0].endswith(("号", "日"))
    if not marked and (numbered or words is None or not words.startswith("初")):
        return None
    month = int(name) if name.isdigit() else _MONTHS[name]
    day = _day(words) if words is not None else int(match["ln0"] or match["ln"] or match["ln2"])
    return _next(lambda one: _solar(one, month, day, leap=bool(match["leap"])), year, today)


def _day(text: str) -> int:
    if text.startswith("初"):
        return "一二三四五六七八九十".index(text[1]) + 1
    tens = {"十": 10, "二": 20, "廿": 20, "三": 30, "卅": 30}[text[0]]
    rest = text.replace("二十", "").replace("三十", "").lstrip("十廿卅")
    return tens + ("一二三四五六七八九".index(rest) + 1 if rest else 0)


def _next(day_of: Callable[[int], date | None], year: int | None, today: date) -> date | bool:
    """The day in the year; without a year the first one from today on. False where that year has no such day."""
    if year is not None:
        return day_of(year) or False
    for one in range(today.year - 1, today.year + 2):
        day = day_of(one)
        if day is None and one >= today.year:
            return False
        if day is not None and day >= today:
            return day
    return False


def _solar(year: int, month: int, day: int, *, leap: bool = False) -> date | None:
    """The day of the common calendar; None when the lunar year has no such day or lies outside 1900 to 2100."""
    try:
        found: date = _borax().LunarDate(year, month, day, int(leap)).to_solar_date()
    except ValueError:
        return None
    return found


def _eve(year: int) -> date | None:
    """The evening before the spring festival in which the year ends."""
    spring = _solar(year + 1, 1, 1)
    return spring - timedelta(days=1) if spring is not None else None


def _term(year: int, name: str) -> date | None:
    try:
        found: date = _borax().TermUtils.nth_term_day(year, _TERMS.index(name))
    except ValueError:
        return None
    return found


@cache
def _borax() -> Any:
    """Loaded only when somebody says a lunar date."""
    from borax.calendars import lunardate  # noqa: PLC0415

    return lunardate
