"""Lengths of time found in a text: 三年, 半年, 一个半月, 一年零三个月, 三到五年, 两小时十分."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from bot.engine.values import Value

from .numerals import NUMBER, parse_number

#: Unit -> its months and its seconds.
_UNITS: Final = {
    **dict.fromkeys(("周年", "年头", "年", "载"), (12, 0)),
    **dict.fromkeys(("季度", "季"), (3, 0)),
    "月": (1, 0),
    **dict.fromkeys(("星期", "礼拜", "周"), (0, 604800)),
    **dict.fromkeys(("工作日", "交易日", "天", "日"), (0, 86400)),
    **dict.fromkeys(("小时", "钟头", "钟", "时"), (0, 3600)),
    **dict.fromkeys(("刻钟", "刻"), (0, 900)),
    **dict.fromkeys(("分钟", "分"), (0, 60)),
    **dict.fromkeys(("秒钟", "秒"), (0, 1)),
}
_UNIT: Final = "|".join(sorted(_UNITS, key=len, reverse=True))
_PART: Final = re.compile(
    rf"(?P<size>[大小](?=半))?(?P<n>半|{NUMBER.pattern})?\s*(?P<r>来|多(?!少)|余)?\s*(?P<g>个半|个多|个来|个把|个)?\s*(?P<u>{_UNIT})(?P<half>半钟?(?!年|个))?(?P<more>多(?!少)|来)?"
)
_RANGE: Final = re.compile(
    rf"(?P<a>半|{NUMBER.pattern})个?(?P<ua>{_UNIT})?\s*(?:到|至|~|-|—|–|或者?|、)\s*(?P<b>半|{NUMBER.pattern})个?(?P<ub>{_UNIT})(?P<half>半)?"
)
_GAP: Final = re.compile(r"(?:零|又|余|加|带|外加|[\s,，])*")
#: Said as one word.
_TEN_DAYS: Final = re.compile(r"十天半(?:个?月|拉月)")
#: A count of years that is a year of the calendar.
_A_YEAR: Final = 1000
_HALF: Final = Decimal("0.5")
#: Days of which nobody can say how long they last by the calendar.
_WORKDAYS: Final = frozenset({"工作日", "交易日"})


@dataclass(slots=True)
class Length:
    """A length of time with its place in the text. Months are not all alike, so they are kept apart from seconds.

    Args:
        least: seconds of the smallest unit said so far. ``bounds``: ISO texts, when two lengths were said as one.
    """

    start: int
    end: int
    least: int
    months: Decimal = Decimal(0)
    seconds: Decimal = Decimal(0)
    approx: bool = False
    bounds: tuple[str | None, str | None] | None = None

    @property
    def value(self) -> Value:
        """As a value; None in it where the length is nothing."""
        if self.bounds is not None:
            return Value(None, range=self.bounds)
        return Value(_iso(self.months, self.seconds), approx=self.approx)


def lengths(text: str) -> list[Length]:
    """All lengths of time in the text, spaces taken out; parts that stand together (一年零三个月) are one."""
    text = _TEN_DAYS.sub("10天到15天", text)
    span = _RANGE.search(text)
    if span is not None:
        return _span(span)
    found: list[Length] = []
    for match in _PART.finditer(text):
        count = _count(match)
        if count is None:
            continue
        months, seconds = _UNITS[match["u"]]
        size = months * 30 * 86400 + seconds
        gap = _GAP.fullmatch(text, found[-1].end, match.start()) if found else None
        if gap is None or not (size < found[-1].least or "又" in gap[0]):
            found.append(Length(match.start(), match.end(), size))
        low, high, rough = count
        one = found[-1]
        one.end, one.least, one.approx = match.end(), size, one.approx or rough
        one.months, one.seconds = one.months + low * months, one.seconds + low * seconds
        if high != low:
            one.bounds = (_iso(low * months, low * seconds), _iso(high * months, high * seconds))
    return found


def without_lengths(text: str) -> str:
    """The text with every length left out."""
    return _PART.sub(" ", _RANGE.sub(" ", text))


def _count(match: re.Match[str]) -> tuple[Decimal, Decimal, bool] | None:
    """How many units, least and most, and whether roughly; None when no number stands there or it is a calendar year."""
    half = _HALF if match["g"] == "个半" or match["half"] else Decimal(0)
    rough = bool(
        match["r"] or match["more"] or match["size"] or match["g"] in ("个多", "个来") or match["u"] in _WORKDAYS
    )
    if match["n"] is None and match["g"] == "个把":
        return Decimal(1), Decimal(1), True
    if match["n"] is None:
        return (1 + _HALF, 1 + _HALF, rough) if match["g"] == "个半" else None
    if match["n"] == "半":
        return _HALF, _HALF, rough
    if match["n"] == "三五":
        return Decimal(3), Decimal(5), False
    number = parse_number(match["n"])
    if number is None:
        return None
    if number.range is not None:
        return *number.range, False
    value = number.value or Decimal(0)
    if value < 0 or (value >= _A_YEAR and match["u"] == "年"):
        return None
    return value + half, value + half, rough or number.approx


def _span(match: re.Match[str]) -> list[Length]:
    """三到五年, 半年到一年; nothing when a side is no number or a calendar year."""
    low, high = _plain(match["a"]), _plain(match["b"])
    if low is None or high is None or high >= _A_YEAR:
        return []
    high += _HALF if match["half"] else 0
    first, second = _UNITS[match["ua"] or match["ub"]], _UNITS[match["ub"]]
    bounds = _iso(low * first[0], low * first[1]), _iso(high * second[0], high * second[1])
    return [Length(match.start(), match.end(), 0, bounds=bounds)]


def _plain(text: str) -> Decimal | None:
    if text == "半":
        return _HALF
    number = parse_number(text)
    return number.value if number is not None else None


def _iso(months: Decimal, seconds: Decimal) -> str | None:
    """``P1Y6M``, ``PT1H30M``; a part of a month counts thirty days to the month; None for no time at all."""
    whole, part = divmod(months, 1)
    years, left = divmod(int(whole), 12)
    days, rest = divmod(int(seconds + part * 30 * 86400), 86400)
    hours, rest = divmod(rest, 3600)
    minutes, rest = divmod(rest, 60)
    day = "".join(f"{count}{sign}" for count, sign in ((years, "Y"), (left, "M"), (days, "D")) if count)
    time = "".join(f"{count}{sign}" for count, sign in ((hours, "H"), (minutes, "M"), (rest, "S")) if count)
    return f"P{day}" + (f"T{time}" if time else "") if day or time else None
