"""Any telephone: mobile, landline with area code, 400 and 800 numbers. Digits only come out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Final

from bot.engine.values import Rejection, Value

from .digits import digit_runs
from .phrase import ChoiceOption, Phrase, refused, unreadable
from .told import current, hedged

_ACCEPTED: Final = "021-62345678、13812345678、400-820-0000"
_SHAPES: Final = re.compile(r"1[3-9]\d{9}|0(?:10|2\d)[2-9]\d{7}|0[3-9]\d{2}[2-9]\d{6,7}|[48]00\d{7}")
_LOCAL: Final = re.compile(r"[2-9]\d{7}")
#: What follows is another number than the shop's, or no part of it.
_ASIDE: Final = re.compile(r"(?:传真|邮编|分机|转)(?:号码?)?(?:是|为)?[:：\s]*\d[\d\-]*")
_AREA: Final = re.compile(r"区号(?:是|为)?[:：\s]*(?P<code>0\d{2,3})[,，\s]*(?:号码|电话)?(?:是|为)?[:：\s]*")
_FOUR_HUNDRED: Final = re.compile(r"四百(?=电话|号|热线)")
_LONG: Final = 5


def read(phrase: Phrase, *, today: date, options: Sequence[ChoiceOption]) -> Value | Rejection:
    """Digits of a mobile, landline or service number; eight digits alone are Shanghai's and get 021."""
    text = _AREA.sub(r" \g<code>", _ASIDE.sub("", _FOUR_HUNDRED.sub("", phrase.text)))
    runs = [_national(run) for run in digit_runs(text)]
    numbers = current(text, [run for run in runs if _SHAPES.fullmatch(run)])
    if len(numbers) == 1:
        return hedged(Value(numbers[0]), text)
    if numbers:
        return refused("phone.ambiguous", phrase, accepted=_ACCEPTED)
    tried = [run for run in runs if len(run) >= _LONG]
    if len(tried) != 1:
        return unreadable("phone", phrase, accepted=_ACCEPTED)
    return refused("phone.length", phrase, accepted=_ACCEPTED, digits=tried[0][:30], count=len(tried[0]))


def _national(run: str) -> str:
    """The number as it is dialled at home: without 86, with the area code."""
    digits = re.sub(r"^(?:\+|00)?86(?=1[3-9])|^\+", "", run)
    digits = re.sub(r"^(?:00)?86(?=0|[1-9]\d{9}$|10\d{8}$)", "", digits)
    if len(digits) >= 10 and not digits.startswith(("0", "1", "4", "8")):
        digits = f"0{digits}"
    return f"021{digits}" if _LOCAL.fullmatch(digits) else digits
