"""Lengths of time as ISO 8601 durations: 五年 P5Y, 半年 P6M, 三个月 P3M, 两小时 PT2H."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Final

from bot.engine.values import Json, Rejection, Value

from .numerals import NUMERAL, parse_number
from .phrase import ChoiceOption, Phrase, unreadable
from .quantities import FILLER, ROUGH_AFTER, ROUGH_BEFORE

_ACCEPTED: Final = "五年、三个月、半年"
_UNIT: Final = r"年|个?月|个?星期|周|个?礼拜|天|日|个?小时|个?钟头?|分钟|刻钟|秒钟?|季度"
_PART: Final = re.compile(
    rf"(?P<n>半|[{NUMERAL}.,]+)(?P<rough>[来多几])?(?P<half0>个半|个)?(?P<unit>{_UNIT})(?P<half>半)?"
)
_RANGE: Final = re.compile(rf"(?P<a>[{NUMERAL}.]+)(?P<u1>{_UNIT})?(?:到|至|~|-|—)(?P<b>[{NUMERAL}.]+)(?P<u2>{_UNIT})")
_REST: Final = re.compile(
    rf"(?:{FILLER}|{ROUGH_BEFORE}|{ROUGH_AFTER}|租期?|期限|有效期|为期|签了?|时间|长|租了|期|零|又)+"
)
_ROUGH: Final = re.compile(f"{ROUGH_BEFORE}|{ROUGH_AFTER}")
#: Unit -> (months, days, minutes) of one.
_SIZES: Final = {"年": (12, 0, 0), "季度": (3, 0, 0), "月": (1, 0, 0), "周": (0, 7, 0), "天": (0, 1, 0), "小时": (0, 0, 60), "刻钟": (0, 0, 15), "分钟": (0, 0, 1)}  # fmt: skip
_NAMES: Final = {"星期": "周", "礼拜": "周", "日": "天", "钟头": "小时", "钟": "小时"}


def read(phrase: Phrase, *, today: date, options: Sequence[ChoiceOption]) -> Value | Rejection:
    """An ISO 8601 duration in years and months, weeks as days, or hours and minutes."""
    text = phrase.text.replace(" ", "")
    if re.search(r"[吗么?？]$|多久|多长|几[年个天]", text):
        return unreadable("duration", phrase, accepted=_ACCEPTED)
    bounds = _range(text)
    if bounds is not None:
        return bounds
    parts = list(_PART.finditer(text))
    if not parts or _REST.sub("", _PART.sub("", text)):
        return unreadable("duration", phrase, accepted=_ACCEPTED)
    months, days, minutes, rough = Decimal(0), Decimal(0), Decimal(0), False
    for part in parts:
        count = _count(part)
        if count is None:
            return unreadable("duration", phrase, accepted=_ACCEPTED)
        size = _SIZES[_name(part["unit"])]
        months, days, minutes = (old + count * one for old, one in zip((months, days, minutes), size, strict=True))
        rough = rough or bool(part["rough"])
    shown = _iso(months, days, minutes)
    if shown is None:
        return unreadable("duration", phrase, accepted=_ACCEPTED)
    return Value(shown, approx=rough or _ROUGH.search(text) is not None)


def _range(text: str) -> Value | None:
    match = _RANGE.search(text)
    if match is None or _REST.sub("", text.replace(match.group(), "")):
        return None
    low, high = parse_number(match["a"]), parse_number(match["b"])
    if low is None or high is None or low.value is None or high.value is None:
        return None
    bounds: list[Json] = []
    for number, unit in ((low.value, match["u1"] or match["u2"]), (high.value, match["u2"])):
        months, days, minutes = (number * one for one in _SIZES[_name(unit)])
        bounds.append(_iso(months, days, minutes))
    return Value(None, range=(bounds[0], bounds[1]))


def _name(unit: str) -> str:
    bare = unit.removeprefix("个")
    return _NAMES.get(bare, bare if bare in _SIZES else "分钟")


def _count(part: re.Match[str]) -> Decimal | None:
    if part["n"] == "半":
        return Decimal("0.5")
    number = parse_number(part["n"].replace(",", ""))
    if number is None or number.value is None:
        return None
    return number.value + (Decimal("0.5") if part["half"] or part["half0"] == "个半" else 0)


def _iso(months: Decimal, days: Decimal, minutes: Decimal) -> str | None:
    if months % 1:
        days += (months % 1) * 30
        months -= months % 1
    if days % 1:
        minutes += (days % 1) * 24 * 60
        days -= days % 1
    years, rest = divmod(int(months), 12)
    hours, left = divmod(int(minutes), 60)
    day_part = "".join(f"{count}{sign}" for count, sign in ((years, "Y"), (rest, "M"), (int(days), "D")) if count)
    time_part = "".join(f"{count}{sign}" for count, sign in ((hours, "H"), (left, "M")) if count)
    if not day_part and not time_part:
        return None
    return f"P{day_part}" + (f"T{time_part}" if time_part else "")
