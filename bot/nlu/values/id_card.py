"""Resident ID numbers. Source: GB 11643-1999 (18 characters, ISO 7064 MOD 11-2)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Final

from bot.engine.values import Rejection, Value

from .digits import code_runs
from .phrase import ChoiceOption, Phrase, refused, unreadable
from .told import current, hedged

_WEIGHTS: Final = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK: Final = "10X98765432"
_CROSS: Final = re.compile(r"(?:最后一位|尾数)?(?:是)?(?:大写|小写|字母)?(?:的)?(?:叉|埃克斯|艾克斯|×)")
#: 17 digits, and what the last one is told apart from them.
_APART: Final = re.compile(r"(?P<digits>(?<!\d)\d{17})(?!\d)[^0-9]{1,8}?[xX](?![0-9A-Za-z])")
_CASE: Final = re.compile(r"(?<=\d)\s*(?:大写|小写|字母)的?(?=[xX])")
_ACCEPTED: Final = "18 位号码，最后一位可以是 X"
#: Characters from which a run is meant as an identity number.
_LONG: Final = 10
_SLIPS: Final = str.maketrans("OoQIl|", "000111")


def read(phrase: Phrase, *, today: date, options: Sequence[ChoiceOption]) -> Value | Rejection:
    """18 characters with a real birthday and a right check digit; X in capitals. A usual slip (O for 0) is explained, not mended."""
    runs = code_runs(_APART.sub(r"\g<digits>X", _CROSS.sub("X", _CASE.sub("", phrase.text))))
    numbers = current(phrase.text, [run.upper() for run in runs if problem_of(run.upper(), today) is None])
    if len(numbers) == 1:
        return hedged(Value(numbers[0]), phrase.text)
    if numbers:
        return refused("id_card.ambiguous", phrase, accepted=_ACCEPTED)
    tried = [run for run in runs if len(run) >= _LONG and any(map(str.isdigit, run))]
    if len(tried) != 1:
        return unreadable("id_card", phrase, accepted=_ACCEPTED)
    if len(tried[0]) != 18:
        return refused("id_card.length", phrase, accepted=_ACCEPTED, count=len(tried[0]))
    number = tried[0].upper()
    if not re.fullmatch(r"\d{17}[\dX]", number):
        mended = tried[0].translate(_SLIPS).upper()
        suggest = mended if problem_of(mended, today) is None else ""
        return refused("id_card.characters", phrase, accepted=_ACCEPTED, suggest=suggest)
    return refused(f"id_card.{problem_of(number, today)}", phrase, accepted=_ACCEPTED)


def problem_of(number: str, today: date) -> str | None:
    """Which rule an 18-character number breaks (``characters``, ``date``, ``check_digit``), or None."""
    if not re.fullmatch(r"[1-9]\d{16}[\dX]", number):
        return "characters"
    try:
        born = date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return "date"
    if not born.year >= 1900 or born > today:
        return "date"
    total = sum(int(digit) * weight for digit, weight in zip(number, _WEIGHTS, strict=False))
    return None if _CHECK[total % 11] == number[17] else "check_digit"
