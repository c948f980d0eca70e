"""Any telephone: mobile, landline with area code, 400 and 800 numbers. Digits only come out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Final

from bot.engine.values import Rejection, Value

from .mobile import digit_runs
from .phrase import ChoiceOption, Phrase, refused, unreadable

_ACCEPTED: Final = "021-62345678、13812345678、400-820-0000"
_SHAPES: Final = re.compile(r"1[3-9]\d{9}|0(?:10|2\d)[2-9]\d{7}|0[3-9]\d{2}[2-9]\d{6,7}|[48]00\d{7}")


def read(phrase: Phrase, *, today: date, options: Sequence[ChoiceOption]) -> Value | Rejection:
    """Digits of a mobile, landline or service number; eight digits alone are Shanghai's and get 021."""
    runs = digit_runs(re.sub(r"座机|固话|固定|热线|转\d+|区号", "", phrase.text))
    if not runs:
        return unreadable("phone", phrase, accepted=_ACCEPTED)
    if len(set(runs)) > 1:
        return refused("phone.ambiguous", phrase, accepted=_ACCEPTED)
    digits = re.sub(r"^(?:\+|00)?86(?=[01])", "", runs[0]).lstrip("+")
    if re.fullmatch(r"[2-9]\d{7}", digits):
        digits = f"021{digits}"
    if not _SHAPES.fullmatch(digits):
        return refused("phone.length", phrase, accepted=_ACCEPTED, digits=digits[:30], count=len(digits))
    return Value(digits)
