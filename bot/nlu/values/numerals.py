"""Chinese, Arabic and mixed numerals -> numbers, with what was said roughly or as a range."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Final

_DIGITS: Final = {char: value for value, char in enumerate("零一二三四五六七八九")} | {
    "〇": 0, "两": 2, "俩": 2, "仨": 3, "幺": 1,
    "壹": 1, "贰": 2, "叁": 3, "肆": 4, "伍": 5, "陆": 6, "柒": 7, "捌": 8, "玖": 9,
}  # fmt: skip
_UNITS: Final = {"十": 10, "百": 100, "千": 1000, "拾": 10, "佰": 100, "仟": 1000}
_MYRIADS: Final = {"万": 10**4, "亿": 10**8, "w": 10**4, "W": 10**4, "k": 10**3, "K": 10**3}
#: Characters a numeral is made of.
NUMERAL: Final = r"0-9零一二三四五六七八九〇两俩仨幺壹贰叁肆伍陆柒捌玖十百千拾佰仟廿卅万亿点"
_ARABIC: Final = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_TOKEN: Final = re.compile(rf"({_ARABIC})|(.)")
#: A number in a text: digits with thousands separators and decimals, Chinese words, or both mixed.
NUMBER: Final = re.compile(rf"负?(?:(?:{_ARABIC})(?:[万亿千百十wWkK](?![a-zA-Z])[{NUMERAL}]*)?|[{NUMERAL}]+(?:\.\d+)?)")
_NEIGHBOURS: Final = re.compile(r"([一二两三四五六七八])([二三四五六七八九])(?=[十百千万亿]|$)")


@dataclass(frozen=True, slots=True)
class Number:
    """A number, or two bounds when neighbours were said together (「五六十」)."""

    value: Decimal | None
    range: tuple[Decimal, Decimal] | None = None


def parse_number(text: str) -> Number | None:
    """The number that the whole of ``text`` spells, or None.

    Example: 八十 80, 一百二 120, 两百五 250, 一百零五 105, 3千5 3500, 1.2万 12000, 十二万三 123000, 廿三 23, 三点五 3.5,
    一二三 123 (digits read out), 五六十 between 50 and 60.
    """
    negative = text.startswith("负")
    body = text.removeprefix("负").replace("廿", "二十").replace("卅", "三十")
    if not body or len(body) > 40:
        return None
    bounds = _neighbours(body)
    if bounds is not None:
        return Number(None, bounds)
    value = _point(body) if "点" in body else _whole(body)
    if value is None:
        return None
    return Number(-value if negative else value)


def plain(value: Decimal) -> int | float:
    """The number as JSON holds it: an int when it is whole."""
    return int(value) if value == value.to_integral_value() else float(value)


def _neighbours(body: str) -> tuple[Decimal, Decimal] | None:
    """五六十, 七八, 三四百: two digits in a row before one unit (or none) that differ by one."""
    match = _NEIGHBOURS.search(body)
    if match is None:
        return None
    low, high = _DIGITS[match[1]], _DIGITS[match[2]]
    rest = body[match.end() :]
    if high - low != 1 or (match.start() == 0 and not rest and len(body) != 2) or any(char in _DIGITS for char in rest):
        return None
    before = body[: match.start()]
    if before and before[-1] in _DIGITS:
        return None
    bounds = [_whole(before + digit + rest) for digit in (match[1], match[2])]
    if bounds[0] is None or bounds[1] is None:
        return None
    return bounds[0], bounds[1]


def _point(body: str) -> Decimal | None:
    """三点五, 十二点五万."""
    whole, _, fraction = body.partition("点")
    factor = Decimal(1)
    while fraction and fraction[-1] in _MYRIADS:
        factor *= _MYRIADS[fraction[-1]]
        fraction = fraction[:-1]
    digits = "".join(str(_DIGITS[char]) if char in _DIGITS else char for char in fraction)
    head = _whole(whole)
    if head is None or not digits.isdecimal():
        return None
    return (head + Decimal(f"0.{digits}")) * factor


def _whole(body: str) -> Decimal | None:
    if not body:
        return None
    if all(char in _DIGITS for char in body):
        return Decimal("".join(str(_DIGITS[char]) for char in body))
    total = section = Decimal(0)
    pending: Decimal | None = None
    last_unit = Decimal(1)
    zero = False
    for match in _TOKEN.finditer(body):
        arabic, char = match.group(1), match.group(2)
        if arabic is not None or char in _DIGITS:
            if pending is not None and pending != 0:
                return None
            pending = _decimal(arabic) if arabic is not None else Decimal(_DIGITS[char])
            zero = zero or pending == 0
        elif char in _UNITS:
            last_unit = Decimal(_UNITS[char])
            section += (Decimal(1) if pending is None else pending) * last_unit
            pending, zero = None, False
        elif char in _MYRIADS:
            last_unit = Decimal(_MYRIADS[char])
            section += pending or Decimal(0)
            if section == 0:
                return None
            total = (total + section) * last_unit if last_unit > total > 0 else total + section * last_unit
            section, pending, zero = Decimal(0), None, False
        else:
            return None
    if pending is None:
        return total + section
    return total + section + pending * _short_for(last_unit, pending, body, zero)


def _short_for(last_unit: Decimal, pending: Decimal, body: str, zero: bool) -> Decimal:
    """What a last digit without unit counts: in 一百二 it is tens, in 一百零二 and 二十二 ones."""
    if last_unit < 100 or zero or not 0 < pending < 10 or pending != pending.to_integral_value():
        return Decimal(1)
    if body[-1].isdigit() and len(body) > 1 and body[-2].isdigit():
        return Decimal(1)
    return last_unit / 10


def _decimal(text: str) -> Decimal:
    try:
        return Decimal(text.replace(",", ""))
    except InvalidOperation:
        return Decimal(0)
