"""Chinese, Arabic and mixed numerals -> numbers, with what was said roughly or as a range."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

_DIGITS: Final = {char: value for value, char in enumerate("零一二三四五六七八九")} | {
    "〇": 0, "两": 2, "俩": 2, "仨": 3, "幺": 1,
    "壹": 1, "贰": 2, "叁": 3, "参": 3, "肆": 4, "伍": 5, "陆": 6, "柒": 7, "捌": 8, "玖": 9,
}  # fmt: skip
_UNITS: Final = {"十": 10, "百": 100, "千": 1000, "拾": 10, "佰": 100, "仟": 1000, "k": 1000, "K": 1000}
_MYRIADS: Final = (("亿", 10**8), ("万", 10**4), ("w", 10**4), ("W", 10**4))
_TENS: Final = (("廿", "二十"), ("卅", "三十"), ("卌", "四十"))
_WORDS: Final = r"零一二三四五六七八九〇两俩仨幺壹贰叁参肆伍陆柒捌玖十百千拾佰仟廿卅卌万亿"
#: Longest numeral, in characters, and the greatest number: nothing on a form is greater, and Decimal counts exactly up to there.
_LONGEST: Final = 40
_GREATEST: Final = Decimal(10) ** 16
#: Characters a numeral is made of.
NUMERAL: Final = rf"0-9{_WORDS}点"
# a run of digits is taken whole or not at all: one that could be taken in pieces would be tried in all of them
_ARABIC: Final = (
    r"(?<!\d)\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+(?!\d))?|(?<!\d)\d{1,40}(?!\d)(?:\.\d{1,20}(?!\d))?|(?<![.\d])\.\d+(?!\d)"
)
#: 「来」「多」「几」「余」 inside a number or right behind it.
ROUGH_INSIDE: Final = r"来|多(?!少|一?点)|几|余"
#: A number in a text: digits with thousands separators and decimals, Chinese words, or both mixed; at most one rough word in it.
NUMBER: Final = re.compile(
    rf"(?:负\s*|(?<!\S)[-+]\s*)?(?:半百|(?<![{NUMERAL}])[百千万]把|(?:(?:{_ARABIC})|(?![千万](?:瓦|克|米|伏))[{_WORDS}点]|(?<=[{NUMERAL}])[wWkK](?![a-zA-Z])){{1,40}}"
    rf"(?:(?:{ROUGH_INSIDE})[万亿]+|(?<=[零十百千万亿廿卅0])好?几(?![\d点年月号]))?)"
)
_TOKEN: Final = re.compile(rf"({_ARABIC})|(.)")
_NEIGHBOURS: Final = re.compile(r"([一二两三四五六七八])([二两俩三四五六七八九])(?=[十百千万亿]|$)")
_ROUGH: Final = re.compile(rf"({ROUGH_INSIDE})([万亿]*)$")
_BESIDE_HAN: Final = re.compile(r"(?<=[\u3400-\u9fff])\s+|\s+(?=[\u3400-\u9fff])")


@dataclass(frozen=True, slots=True)
class Number:
    """A number, or two bounds when neighbours were said together (「五六十」). ``approx``: it was said with 多, 来 or 余."""

    value: Decimal | None
    range: tuple[Decimal, Decimal] | None = None
    approx: bool = False


_NAMED: Final = {"半百": Number(Decimal(50))} | {
    f"{unit}把": Number(Decimal(size), approx=True) for unit, size in (("百", 100), ("千", 1000), ("万", 10000))
}


def close_up(text: str) -> str:
    """The text without spaces beside Chinese characters: 「三 百 五 十」 is one number, 「100 120」 stays two."""
    return _BESIDE_HAN.sub("", text)


def parse_number(text: str) -> Number | None:
    """The number that the whole of ``text`` spells, or None; numbers past 10 to the 16th are none.

    Example: 八十 80, 一百二 120, 两百五 250, 一百零五 105, 3千5 3500, 1.2万 12000, 十二万三 123000, 廿三 23, 三点五 3.5,
    一二三 123 (digits read out), 五六十 between 50 and 60, 十几 between 11 and 19, 十多万 about 100000.
    """
    found = _parse(text)
    bounds = (found.value, *(found.range or ())) if found is not None else ()
    return None if any(one is not None and abs(one) > _GREATEST for one in bounds) else found


def _parse(text: str) -> Number | None:
    said = close_up(text).strip().removeprefix("+")
    body = said.removeprefix("负").removeprefix("-").strip()
    negative = body != said
    for short, long in _TENS:
        body = body.replace(short, long)
    if not body or len(body) > _LONGEST:
        return None
    if body in _NAMED:
        return _NAMED[body]
    rough = _ROUGH.search(body)
    if body.endswith("好几"):
        return _rough(body[:-2], "几", "")
    if rough is not None:
        return _rough(body[: rough.start()], rough[1], rough[2])
    bounds = _neighbours(body)
    if bounds is not None:
        return Number(None, (-bounds[1], -bounds[0]) if negative else bounds)
    value = _point(body) if "点" in body else _whole(body)
    if value is None:
        return None
    # 百八十 is a hundred and some, not 180
    return Number(-value if negative else value, approx=body.startswith(("百八十", "千八百", "万八千")))


def plain(value: Decimal) -> int | float:
    """The number as JSON holds it: an int when it is whole."""
    return int(value) if value == value.to_integral_value() else float(value)


def _rough(head: str, word: str, myriad: str) -> Number | None:
    """十几, 二十几万: between one and nine more of what the last unit leaves open; 十多万, 一百来: about so many."""
    factor = Decimal(1)
    for sign in myriad:
        factor *= dict(_MYRIADS)[sign]
    bare = head.rstrip("零")
    value = _whole(bare)
    if value is None or not 0 < value <= _GREATEST:
        return None
    if word != "几":
        return Number(value * factor, approx=True)
    if bare[-1] not in "十百千万亿拾佰仟0":
        return None
    step = Decimal(1) if value % 100 or value < 100 or head != bare else _last_unit(value) / 10
    return Number(None, ((value + step) * factor, (value + 9 * step) * factor))


def _last_unit(value: Decimal) -> Decimal:
    """1200 -> 100: the largest power of ten that divides the value."""
    unit = Decimal(1)
    while value % (unit * 10) == 0:
        unit *= 10
    return unit


def _neighbours(body: str) -> tuple[Decimal, Decimal] | None:
    """五六十, 七八, 三四百, 三五万: two digits in a row before one unit (or none) that differ by one (or are 三五)."""
    match = _NEIGHBOURS.search(body)
    if match is None:
        return None
    low, high = _DIGITS[match[1]], _DIGITS[match[2]]
    rest = body[match.end() :]
    if (high - low != 1 and match[0] != "三五") or any(char in _DIGITS for char in rest):
        return None
    if match.start() == 0 and not rest and (len(body) != 2 or match[0] == "三五"):
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
    while fraction and fraction[-1] in "亿万wW":
        factor *= dict(_MYRIADS)[fraction[-1]]
        fraction = fraction[:-1]
    digits = "".join(str(_DIGITS[char]) if char in _DIGITS else char for char in fraction)
    head = _whole(whole)
    if head is None or not digits.isdecimal():
        return None
    return (head + Decimal(f"0.{digits}")) * factor


def _whole(body: str) -> Decimal | None:
    """A number without a point: split at its greatest unit, 亿 before 万."""
    if not body:
        return None
    if all(char in _DIGITS for char in body):
        if len(body.lstrip("零")) > 1 and any(char in "两俩仨" for char in body):
            return None
        return Decimal("".join(str(_DIGITS[char]) for char in body))
    for sign, size in _MYRIADS:
        left, found, right = body.rpartition(sign)
        if not found:
            continue
        head = _whole(left) if left else (Decimal(1) if right else None)
        if head is None or head == 0:
            return None
        if not right:
            return head * size
        tail = _whole(right)
        if tail is None or tail >= size:
            return None
        short = Decimal(size) / 10 if len(right) == 1 and 0 < tail < 10 else Decimal(1)
        return head * size + tail * short
    return _section(body)


def _section(body: str) -> Decimal | None:
    """A number below ten thousand (or with Arabic digits before 千, 百, 十); its units fall from left to right."""
    total, pending, zero = Decimal(0), None, False
    last = Decimal(10**9)
    for match in _TOKEN.finditer(body):
        arabic, char = match[1], match[2]
        if arabic is not None or char in _DIGITS:
            if pending is not None and pending != 0:
                return None
            pending = Decimal((arabic or str(_DIGITS[char])).replace(",", ""))
            zero = zero or pending == 0
        elif char in _UNITS and _UNITS[char] < last:
            last = Decimal(_UNITS[char])
            total += (pending or Decimal(1)) * last
            pending, zero = None, False
        else:
            return None
    if pending is None:
        return total
    return total + pending * _short_for(last, pending, body, zero)


def _short_for(last: Decimal, pending: Decimal, body: str, zero: bool) -> Decimal:
    """What a last digit without unit counts: in 一百二 it is tens, in 一百零二 and 二十二 ones."""
    if not 100 <= last <= 1000 or zero or not 0 < pending < 10 or pending != pending.to_integral_value():
        return Decimal(1)
    if body[-1].isdigit() and len(body) > 1 and body[-2].isdigit():
        return Decimal(1)
    return last / 10
