"""Unified social credit codes. Source: GB 32100-2015 (18 characters, MOD 31)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Final

from stdnum.cn import uscc as stdnum_uscc

from bot.engine.values import Rejection, Value

from .digits import joined, spoken_digits
from .phrase import ChoiceOption, Phrase, refused, unreadable

_AROUND: Final = re.compile(
    r"(?:我们?的?|公司的?|店的?|营业执照上?的?|执照上?的?|统一社会信用代码|社会信用代码|信用代码|统一代码|执照号码?|注册号|代码|号码|号|是|为|填|吧|啊|呢|的|嗯|呃|那个|就|[:：;；!])+"
)
_ACCEPTED: Final = "18 位，例如 91310000132280111K 这样的号码"
_SLIPS: Final = {"O": "0", "I": "1", "Z": "2", "S": "5", "V": "U"}


def read(phrase: Phrase, *, today: date, options: Sequence[ChoiceOption]) -> Value | Rejection:
    """18 capitals and digits with a right check character; a usual slip (O for 0, I for 1) is explained, not mended."""
    typed = joined(_AROUND.sub("", spoken_digits(phrase.text)))
    if "l" in typed and typed.upper() != typed.lower() and is_credit_code(typed.replace("l", "1").upper()):
        return refused("uscc.characters", phrase, accepted=_ACCEPTED, suggest=typed.replace("l", "1").upper())
    core = typed.upper()
    if not re.search(r"\d", core) or not re.fullmatch(r"[0-9A-Z]+", core):
        return unreadable("uscc", phrase, accepted=_ACCEPTED)
    if len(core) != 18:
        return refused("uscc.length", phrase, accepted=_ACCEPTED, count=len(core))
    if any(char in _SLIPS for char in core):
        mended = "".join(_SLIPS.get(char, char) for char in core)
        suggest = mended if is_credit_code(mended) else ""
        return refused("uscc.characters", phrase, accepted=_ACCEPTED, suggest=suggest)
    if not is_credit_code(core):
        return refused("uscc.check_digit", phrase, accepted=_ACCEPTED)
    return Value(core)


def is_credit_code(code: str) -> bool:
    """Whether the code has the standard's shape and a right check character."""
    if not re.fullmatch(r"[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}", code):
        return False
    return bool(stdnum_uscc.calc_check_digit(code[:-1]) == code[-1])
