"""Dates: written, spoken, relative to a reference day, lunar. ISO text comes out."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Final

from bot.engine.values import Rejection, Value

from .lunar import lunar_date
from .numerals import parse_number
from .phrase import ChoiceOption, Phrase, refused, unreadable

_N: Final = r"[0-9零一二三四五六七八九十〇两廿卅]{1,4}"
_AROUND: Final = re.compile(
    r"^(?:嗯|呃|那个|就是|就|大概|大约|差不多|预计|估计|计划|打算|准备|应该|可能|在|是|到|定在|定于|开业|开张|日期|时间|成立|成立日期|租期|截止|到期|有效期|至|从|于|的|日子|租到|租|签到|我们|我|店|想|要|等|[\s,，:：])+"
    r"|(?:(?<=[底末节])前|吧|啊|呢|哈|了|开业|开张|左右|前后|那天|之前|以前|为止|到期|成立的?|的|截止|[\s,，。.])+$"
)
_ROUGH: Final = re.compile(r"大概|大约|差不多|左右|前后|估计|可能|预计|之前|以前|年底前|月底前|前后")
_FULL: Final = re.compile(
    rf"(?P<y>{_N})\s*年\s*(?P<m>{_N})\s*月份?\s*(?P<d>{_N})\s*[日号]?"
    r"|(?P<y2>\d{4})\s*[-/.]\s*(?P<m2>\d{1,2})\s*[-/.]\s*(?P<d2>\d{1,2})|(?P<y3>(?:19|20)\d{2})(?P<m3>\d{2})(?P<d3>\d{2})"
)
_YEARLESS: Final = re.compile(
    rf"(?P<which>今年|明年|后年|去年|前年)?\s*(?:(?P<m>{_N})\s*月份?\s*(?P<d>{_N})\s*[日号]?|(?P<m2>\d{{1,2}})\s*[-/.]\s*(?P<d2>\d{{1,2}})[日号]?)"
)
_MONTHLY: Final = re.compile(
    rf"(?P<which>这个?月|本月|下下个?月|下个?月|上个?月)(?:的)?\s*(?:(?P<d>{_N})\s*[日号]?|(?P<end>底|末|初))"
)
_WEEKDAY: Final = re.compile(r"(?P<which>这个?|本|下下个?|下个?|上个?)?(?:周|星期|礼拜)(?P<day>[一二三四五六日天1-7])")
_AFTER: Final = re.compile(
    r"(?P<n>半|[0-9零一二三四五六七八九十百两]+)(?P<half>个半)?个?(?P<unit>天|日|周|星期|礼拜|月|年)(?P<half2>半)?(?P<way>之?后|以后|之?前|以前|内)"
)
_DAY_WORDS: Final = {
    "今天": 0,
    "今日": 0,
    "明天": 1,
    "明日": 1,
    "后天": 2,
    "大后天": 3,
    "昨天": -1,
    "昨日": -1,
    "前天": -2,
    "大前天": -3,
}
_HOLIDAYS: Final = {"元旦": (1, 1), "情人节": (2, 14), "妇女节": (3, 8), "劳动节": (5, 1), "五一": (5, 1), "儿童节": (6, 1), "六一": (6, 1), "建军节": (8, 1), "国庆节": (10, 1), "国庆": (10, 1), "十一": (10, 1), "双十一": (11, 11), "圣诞节": (12, 25), "圣诞": (12, 25), "年底": (12, 31), "年末": (12, 31)}  # fmt: skip
#: 「2029年」 before a named day; of 「2029年底」 only the number, since 年底 is the day.
_WRITTEN_YEAR: Final = re.compile(rf"(?P<y>{_N})(?:年(?![底末]))?")
_YEARS: Final = {"今年": 0, "明年": 1, "后年": 2, "去年": -1, "前年": -2, "本年": 0}
_ACCEPTED: Final = "2027年3月8日、下个月一号"


def read(phrase: Phrase, *, today: date, options: Sequence[ChoiceOption]) -> Value | Rejection:
    """ISO date. A year not said is the next one in which the day has not passed; that is marked as rough."""
    text = phrase.text.replace(" ", "") if not re.search(r"\d\s\d", phrase.text) else phrase.text
    if re.search(r"[吗么?？]$|什么时候|几号|哪天", text):
        return unreadable("date", phrase, accepted=_ACCEPTED)
    core = _AROUND.sub("", text)
    for reader in _READERS:
        found = reader(core, today)
        if isinstance(found, Value):
            return Value(found.value, found.approx or _ROUGH.search(text) is not None, found.range)
        if found is False:
            return refused("date.impossible", phrase, accepted=_ACCEPTED)
    return unreadable("date", phrase, accepted=_ACCEPTED)


def _int(text: str) -> int | None:
    number = parse_number(text)
    return int(number.value) if number is not None and number.value is not None else None


def _year(text: str, today: date) -> int | None:
    year = _int(text)
    if year is None:
        return None
    if year < 100:
        return 2000 + year if year <= today.year % 100 + 30 else 1900 + year
    return year


def _made(year: int | None, month: int | None, day: int | None) -> Value | bool | None:
    """The date; False when the calendar has no such day."""
    if year is None or month is None or day is None:
        return None
    try:
        return Value(date(year, month, day).isoformat())
    except ValueError:
        return False


def _full(text: str, today: date) -> Value | bool | None:
    match = _FULL.fullmatch(text)
    if match is None:
        return None
    year, month, day = (match[name] or match[f"{name}2"] or match[f"{name}3"] for name in "ymd")
    return _made(_year(year, today), _int(month), _int(day))


def _yearless(text: str, today: date) -> Value | bool | None:
    match = _YEARLESS.fullmatch(text)
    if match is None:
        return None
    month, day = _int(match["m"] or match["m2"]), _int(match["d"] or match["d2"])
    if match["which"]:
        return _made(today.year + _YEARS[match["which"]], month, day)
    found = _made(today.year, month, day)
    if isinstance(found, Value) and str(found.value) < today.isoformat():
        found = _made(today.year + 1, month, day)
    return Value(found.value, approx=True) if isinstance(found, Value) else found


def _monthly(text: str, today: date) -> Value | bool | None:
    match = _MONTHLY.fullmatch(text)
    if match is None:
        return None
    which = match["which"]
    ahead = 2 if which.startswith("下下") else 1 if which.startswith("下") else -1 if which.startswith("上") else 0
    first = _add_months(today.replace(day=1), ahead)
    if match["end"] == "初":
        return Value(first.isoformat(), approx=True)
    if match["end"]:
        return Value(first.replace(day=calendar.monthrange(first.year, first.month)[1]).isoformat(), approx=True)
    return _made(first.year, first.month, _int(match["d"]))


def _weekday(text: str, today: date) -> Value | bool | None:
    match = _WEEKDAY.fullmatch(text)
    if match is None:
        return None
    day = "一二三四五六日".find(match["day"].replace("天", "日"))
    day = int(match["day"]) - 1 if day < 0 else day
    which = match["which"] or ""
    ahead = 2 if which.startswith("下下") else 1 if which.startswith("下") else -1 if which.startswith("上") else 0
    found = today - timedelta(days=today.weekday()) + timedelta(days=day, weeks=ahead)
    if not which and found < today:
        return Value((found + timedelta(weeks=1)).isoformat(), approx=True)
    return Value(found.isoformat())


def _after(text: str, today: date) -> Value | bool | None:
    match = _AFTER.fullmatch(text)
    if match is None:
        return None
    count = 0.5 if match["n"] == "半" else _int(match["n"])
    if count is None:
        return None
    count += 0.5 if match["half"] or match["half2"] else 0
    way = -1 if match["way"].endswith("前") else 1
    rough = match["way"] == "内"
    unit = match["unit"]
    if count > 1200:
        return False
    if unit in ("天", "日"):
        found = today + timedelta(days=way * int(count))
    elif unit in ("周", "星期", "礼拜"):
        found = today + timedelta(days=way * int(count * 7))
    else:
        months = count * (12 if unit == "年" else 1)
        whole, part = divmod(months, 1)
        found = _add_months(today, way * int(whole)) + timedelta(days=way * 15 if part else 0)
    return Value(found.isoformat(), approx=rough)


def _named(text: str, today: date) -> Value | bool | None:
    if text in _DAY_WORDS:
        return Value((today + timedelta(days=_DAY_WORDS[text])).isoformat())
    if text in ("月底", "月末"):
        return Value(today.replace(day=calendar.monthrange(today.year, today.month)[1]).isoformat(), approx=True)
    said = _WRITTEN_YEAR.match(text)
    which = said.group() if said is not None else next((word for word in _YEARS if text.startswith(word)), "")
    rest = text.removeprefix(which).removeprefix("的").removesuffix("当天").removesuffix("那天")
    if rest not in _HOLIDAYS:
        return None
    month, day = _HOLIDAYS[rest]
    year = _year(said["y"], today) if said is not None else today.year + _YEARS.get(which, 0)
    if year is None or not 1 <= year <= 9998:
        return False
    found = date(year, month, day)
    if not which and found < today:
        found = date(year + 1, month, day)
    return Value(found.isoformat(), approx=not which or rest in ("年底", "年末"))


def _lunar(text: str, today: date) -> Value | bool | None:
    found = lunar_date(text, today)
    return None if found is None else Value(found.isoformat(), approx=True)


def _add_months(day: date, months: int) -> date:
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


#: Tried in order; None: not this way of saying it, False: no such day.
_READERS: Final[tuple[Callable[[str, date], Value | bool | None], ...]] = (
    _full, _yearless, _monthly, _weekday, _after, _named, _lunar,
)  # fmt: skip
