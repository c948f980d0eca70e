"""Percentages: 80% is 80, 三成 30, 七折 70, 千分之五 0.5."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Final

from bot.engine.values import Rejection, Value

from .numerals import NUMERAL, close_up, parse_number, plain
from .phrase import ChoiceOption, Phrase
from .quantities import Quantity

_PERCENTAGE: Final = Quantity(
    "percentage",
    {r"%|个?百分点|个点|percent|趴": Decimal(1), r"成|折": Decimal(10), r"‰": Decimal("0.1")},
    r"占比?|比例|股份?|持股|股权|上升|下降|打|利润|毛利|提成|抽成|分成|绿化率|拿|我占|各",
    "80%、百分之八十",
    lowest=None,
    highest=Decimal(10) ** 5,
)
_N: Final = rf"-?[{NUMERAL}.,]+几?[kK]?"
_PARTS_OF: Final = re.compile(rf"(?P<of>[{NUMERAL}]+)分之(?P<n>百(?!分)|{_N})")
_TENTHS: Final = re.compile(
    r"(?P<a>[一二三四五六七八九\d])成(?P<b>[一二三四五六七八九半\d])(?!成)|(?P<two>[一二三四五六七八九]{2}|\d{2})折"
)
_WHOLE: Final = re.compile(
    r"全部|全资|全是我|都是我|百分百|100%持股|(?P<half>(?<!大)一半(?!以)|对半|五五开|对折|半折|打对折|五五分)|半成"
)
_HAN: Final = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"半": 5}


def read(phrase: Phrase, *, today: date, options: Sequence[ChoiceOption]) -> Value | Rejection:
    """Percent; 100 is the whole."""
    text = close_up(phrase.text)
    text = _TENTHS.sub(_tenths, _PARTS_OF.sub(_parts_of, text))
    text = _WHOLE.sub(lambda match: "50%" if match["half"] else "5%" if match[0] == "半成" else "100%", text)
    return _PERCENTAGE.read(Phrase(phrase.original, text))


def _parts_of(match: re.Match[str]) -> str:
    """百分之三十, 千分之五, 三分之一 as percent; the words themselves when they are no number."""
    of = parse_number(match["of"]) or parse_number("一" + match["of"])
    count = parse_number("100" if match["n"] == "百" else match["n"])
    if of is None or not of.value or count is None:
        return str(match[0])
    if count.value is None:
        low, high = count.range or (Decimal(0), Decimal(0))
        return f"{plain(low * 100 / of.value)}%到{plain(high * 100 / of.value)}%"
    value = plain((count.value * 100 / of.value).quantize(Decimal("1e-6")).normalize())
    if value == 0 and count.value:
        return str(match[0])
    return f"{value:.6f}".rstrip("0").rstrip(".") + "%"


def _tenths(match: re.Match[str]) -> str:
    """三成五 is 35 %, 七五折 75 %."""
    digits = match["two"] or match["a"] + match["b"]
    tens, ones = (int(char) if char.isdigit() else _HAN[char] for char in digits)
    return f"{tens * 10 + ones}%"
