"""Days by name: 明天, 下周三, 三个月后, 去年的今天, 国庆, 母亲节, 十月第一个星期一, and those of the farmers' calendar."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Final

from .calendars import AHEAD, NUMBER, YEAR, YEARS, Made, add_months, coming, day_of, nth_weekday, number, year_of
from .lunar import LUNAR, lunar_day

_DAYS: Final = {"大前天": -3, "前天": -2, "前日": -2, "前儿": -2, "昨天": -1, "昨日": -1, "昨儿": -1, "今天": 0, "今日": 0, "今儿": 0, "今朝": 0, "明朝": 1, "后朝": 2, "昨日子": -1, "今晚": 0, "明晚": 1, "本日": 0, "当天": 0, "当日": 0, "即日": 0, "明天": 1, "明日": 1, "明儿": 1, "后天": 2, "后日": 2, "后儿": 2, "大后天": 3, "大后日": 3, "大大后天": 4}  # fmt: skip
_FEASTS: Final = {"元旦": (1, 1), "情人节": (2, 14), "女生节": (3, 7), "妇女节": (3, 8), "三八节": (3, 8), "三八妇女节": (3, 8), "植树节": (3, 12), "愚人节": (4, 1), "劳动节": (5, 1), "五一": (5, 1), "青年节": (5, 4), "五四": (5, 4), "儿童节": (6, 1), "六一": (6, 1), "建党节": (7, 1), "七一": (7, 1), "建军节": (8, 1), "八一": (8, 1), "教师节": (9, 10), "国庆": (10, 1), "万圣节": (10, 31), "光棍节": (11, 11), "双十一": (11, 11), "双11": (11, 11), "双十二": (12, 12), "双12": (12, 12), "平安夜": (12, 24), "圣诞": (12, 25)}  # fmt: skip
#: Feasts on a certain Sunday or Thursday: month, which one, weekday (Monday is 0).
_MOVABLE: Final = {"母亲节": (5, 2, 6), "父亲节": (6, 3, 6), "感恩节": (11, 4, 3)}
_WEEK: Final = r"周|星期|礼拜"


def _weekday_index(char: str) -> int:
    return int(char) - 1 if char.isdigit() else "一二三四五六日".index(char.replace("天", "日"))


def _weekday(match: re.Match[str], today: date) -> Made:
    """下周三; without a week the next one. Said on that very day it may be today: rough."""
    found = today + timedelta(days=_weekday_index(match["day"]) - today.weekday(), weeks=AHEAD.get(match["which"], 0))
    if match["which"] or found > today:
        return found, False
    return found + timedelta(weeks=1), found == today


def _of_month(match: re.Match[str], today: date) -> Made:
    year = year_of(match, today) if match["y"] or match["yw"] else None
    nth = number(match["nth"]) or 0
    found = nth_weekday(year, number(match["m"]) or 0, nth, _weekday_index(match["day"]), today)
    return (found, False) if found is not None else False


def _distance(match: re.Match[str], today: date) -> Made:
    """三个月后, 再过十天, 一年后的今天, 两周前, 半个月内."""
    count = 0.5 if match["n"] == "半" else number(match["n"])
    if count is None or count > 1200:
        return None if count is None else False
    count += 0.5 if match["g"] == "个半" or match["half"] else 0
    way = -1 if (match["way"] or "").endswith("前") else 1
    rough, unit = match["way"] == "内" or bool(match["r"]), match["unit"]
    if unit in ("天", "日"):
        return today + timedelta(days=way * int(count)), rough
    if unit in ("周", "星期", "礼拜"):
        return today + timedelta(days=way * int(count * 7)), rough
    whole, part = divmod(count * (12 if unit == "年" else 1), 1)
    return add_months(today, way * int(whole)) + timedelta(days=way * 15 if part else 0), rough


def _word(match: re.Match[str], today: date) -> Made:
    return today + timedelta(days=_DAYS[match["word"]]), False


def _two_days(match: re.Match[str], today: date) -> Made:
    """明后天 is tomorrow or the day after."""
    first = today + timedelta(days=_DAYS["今天" if match["from"] == "今明" else "明天"])
    return first, first + timedelta(days=1)


def _same_day(match: re.Match[str], today: date) -> Made:
    return add_months(today, 12 * YEARS[match["yw"]]), False


def _feast(match: re.Match[str], today: date) -> Made:
    year = year_of(match, today) if match["y"] or match["yw"] else None
    name = match["feast"]
    if name in _MOVABLE:
        found = nth_weekday(year, *_MOVABLE[name], today)
    else:
        month, day = _FEASTS[name]
        found = day_of(year, month, day) if year is not None else coming(month, day, today)
    return (found, False) if found is not None else False


def _national_day(match: re.Match[str], today: date) -> Made:
    """十一 is the national holiday, or eleven; with a year before it the holiday."""
    if match["y"] or match["yw"]:
        found = day_of(year_of(match, today), 10, 1)
        return (found, False) if found is not None else False
    found = coming(10, 1, today)
    return (found, True) if found is not None else None


def _lunar(match: re.Match[str], today: date) -> Made:
    year = year_of(match, today) if match["y"] or match["yw"] else None
    found = lunar_day(match, year, today)
    return (found, False) if isinstance(found, date) else found


#: A weekday; ``which`` None where no week is named.
WEEKDAY: Final = re.compile(
    rf"(?P<which>上上|下下|上|下|这|本|今)?个?(?:(?:{_WEEK})的?)?(?:{_WEEK})(?P<day>[一二三四五六日天1-7])(?!\d)"
)
#: Feasts of the farmers' calendar come before anything that reads 八月十五 as a date of the common one.
LUNAR_DAYS: Final = (re.compile(rf"(?:{YEAR})?{LUNAR}"), _lunar)
NAMED: Final[tuple[tuple[re.Pattern[str], Callable[[re.Match[str], date], Made]], ...]] = (
    (re.compile(rf"(?P<yw>{'|'.join(YEARS)})的?今[天日]"), _same_day),
    (
        re.compile(
            rf"(?:{YEAR})?(?P<m>{NUMBER})月份?的?第(?P<nth>[一二三四五1-5])个?(?:{_WEEK})(?P<day>[一二三四五六日天])"
        ),
        _of_month,
    ),
    (re.compile(rf"(?:{YEAR})?(?P<feast>{'|'.join(sorted((*_FEASTS, *_MOVABLE), key=len, reverse=True))})节?"), _feast),
    (
        re.compile(
            r"(?:(?P<ahead>再过|过|再等|再)(?=[^年]))?(?P<n>半|[0-9]+|[零一二三四五六七八九十百两俩仨]+)(?P<r>来|多)?(?P<g>个半|个)?(?P<unit>天|日|周|星期|礼拜|月|年)(?P<half>半)?"
            r"(?:(?P<way>之?后|以后|之?前(?!台)|以前|内)(?:的今天)?|(?(ahead)|(?!)))"
        ),
        _distance,
    ),
    (re.compile(r"(?P<from>今明|明后)(?:两|二)?天"), _two_days),
    (re.compile(rf"(?P<word>{'|'.join(sorted(_DAYS, key=len, reverse=True))})个?(?!年)"), _word),
    (WEEKDAY, _weekday),
    (
        re.compile(
            rf"(?:{YEAR}|(?<![0-9一二三四五六七八九十第月双]))十一(?=国庆|假期|长假|期间|节|那天|[,，]|$)(?:国庆)?"
        ),
        _national_day,
    ),
)
