"""Unified social credit codes. Source: GB 32100-2015 (18 characters, MOD 31)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Final

from stdnum.cn import uscc as stdnum_uscc

from bot.engine.values import Rejection, Value

from .digits import code_runs
from .phrase import ChoiceOption, Phrase, refused, unreadable
from .told import current, hedged

_ACCEPTED: Final = "18 位，例如 91310000132280111K 这样的号码"
#: Characters from which a run is meant as a credit code.
_LONG: Final = 10
#: Different characters of a real code; 000000000000000000 has a right check digit too.
_VARIED: Final = 4
_SLIPS: Final = {"O": "0", "I": "1", "Z": "2", "S": "5", "V": "U"}


def read(phrase: Phrase, *, today: date, options: Sequence[ChoiceOption]) -> Value | Rejection:
    """18 capitals and digits with a right check character; a usual slip (O for 0, I for 1) is explained, not mended."""
    runs = code_runs(phrase.text)
    codes = current(phrase.text, [run.upper() for run in runs if is_credit_code(run.upper())])
    if len(codes) == 1:
        return hedged(Value(codes[0]), phrase.text)
    if codes:
        return refused("uscc.ambiguous", phrase, accepted=_ACCEPTED)
    tried = [run for run in runs if len(run) >= _LONG and any(map(str.isdigit, run))]
    if len(tried) != 1:
        return unreadable("uscc", phrase, accepted=_ACCEPTED)
    if len(tried[0]) != 18:
        return refused("uscc.length", phrase, accepted=_ACCEPTED, count=len(tried[0]))
    typed = tried[0].replace("l", "1").upper()
    mended = "".join(_SLIPS.get(char, char) for char in typed)
    if mended != tried[0].upper():
        return refused("uscc.characters", phrase, accepted=_ACCEPTED, suggest=mended if is_credit_code(mended) else "")
    return refused("uscc.check_digit", phrase, accepted=_ACCEPTED)


def is_credit_code(code: str) -> bool:
    """Whether the code has the standard's shape and a right check character."""
    if len(set(code)) < _VARIED or not re.fullmatch(r"[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}", code):
        return False
    return bool(stdnum_uscc.calc_check_digit(code[:-1]) == code[-1])
