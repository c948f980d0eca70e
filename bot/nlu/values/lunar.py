"""Dates of the farmers' calendar: 农历八月十五, 正月初八, 腊月二十三, 春节, 中秋."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

_MONTHS: Final = {name: number for number, name in enumerate("正二三四五六七八九十冬腊", 1)} | {
    "一": 1,
    "十一": 11,
    "十二": 12,
}
_NAMED: Final = {"春节": (1, 1), "大年初一": (1, 1), "元宵节": (1, 15), "元宵": (1, 15), "端午节": (5, 5), "端午": (5, 5), "七夕": (7, 7), "中秋节": (8, 15), "中秋": (8, 15), "重阳节": (9, 9), "重阳": (9, 9), "小年": (12, 23)}  # fmt: skip
_DAY: Final = (
    r"初[一二三四五六七八九十]|十[一二三四五六七八九]?|二十[一二三四五六七八九]?|廿[一二三四五六七八九]?|三十|卅"
)
_SAID: Final = re.compile(
    rf"(?P<mark>农历|阴历|旧历)?(?P<m>正|腊|冬|十一|十二|[一二三四五六七八九十])月(?P<d>{_DAY})(?P<end>日|号)?"
)


def lunar_date(text: str, today: date) -> date | None:
    """The next day the words name, or None when they name none. Months without 农历 count only with 初, 正月 or 腊月."""
    year_ahead = 1 if text.startswith("明年") else 0
    core = re.sub(r"^(?:今年|明年)的?", "", text)
    if core in _NAMED:
        month, day = _NAMED[core]
    else:
        match = _SAID.fullmatch(core)
        if match is None or not (match["mark"] or match["m"] in "正腊冬" or match["d"].startswith(("初", "廿"))):
            return None
        month, day = _MONTHS[match["m"]], _day(match["d"])
    return _next(today.year + year_ahead, month, day, today)


def _day(text: str) -> int:
    if text.startswith("初"):
        return "一二三四五六七八九十".index(text[1]) + 1
    tens = {"十": 10, "二": 20, "廿": 20, "三": 30, "卅": 30}[text[0]]
    rest = text.replace("二十", "").replace("三十", "").lstrip("十廿卅")
    return tens + ("一二三四五六七八九".index(rest) + 1 if rest else 0)


def _next(year: int, month: int, day: int, today: date) -> date | None:
    from lunardate import LunarDate  # noqa: PLC0415 - loaded only when somebody says a lunar date

    for candidate in (year - 1, year, year + 1):
        try:
            found: date = LunarDate(candidate, month, day).to_solar_date()
        except ValueError:
            continue
        if found >= today and found.year >= year:
            return found
    return None
