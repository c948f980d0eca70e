"""Percentages: 80% is 80."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Final

from bot.engine.values import Rejection, Value

from .phrase import ChoiceOption, Phrase
from .quantities import Quantity

_PERCENTAGE: Final = Quantity(
    "percentage",
    {r"%|个百分点|个点|percent": Decimal(1), r"成": Decimal(10)},
    r"占比?|比例|股份|持股|股权",
    "80%、百分之八十",
)
_OF_HUNDRED: Final = re.compile(r"百分之(百|[0-9零一二三四五六七八九十百点.两]+)")
_WHOLE: Final = {"全部": 100, "全资": 100, "一半": 50, "对半": 50, "五五开": 50, "百分百": 100}


def read(phrase: Phrase, *, today: date, options: Sequence[ChoiceOption]) -> Value | Rejection:
    """Percent, 0 to 100 or more."""
    if phrase.text in _WHOLE:
        return Value(_WHOLE[phrase.text])
    text = _OF_HUNDRED.sub(lambda match: f"{'100' if match[1] == '百' else match[1]}%", phrase.text)
    return _PERCENTAGE.read(Phrase(phrase.original, text))
