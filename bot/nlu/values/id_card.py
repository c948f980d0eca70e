"""Resident ID numbers. Source: GB 11643-1999 (18 characters, ISO 7064 MOD 11-2)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Final

from bot.engine.values import Rejection, Value

from .digits import joined, spoken_digits
from .phrase import ChoiceOption, Phrase, refused, unreadable

_WEIGHTS: Final = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK: Final = "10X98765432"
_AROUND: Final = re.compile(
    r"(?:我的?|他的?|她的?|法人的?|老板的?|本人|身份证号码?|身份证|证件号码?|证件|号码|号|是|为|填|吧|啊|呢|的|嗯|呃|那个|就|最后一位|尾号|[:：;；!])+"
)
_ACCEPTED: Final = "18 位号码，最后一位可以是 X"
_SLIPS: Final = str.maketrans("OoQIl|", "000111")


def read(phrase: Phrase, *, today: date, options: Sequence[ChoiceOption]) -> Value | Rejection:
    """18 characters with a real birthday and a right check digit; X in capitals."""
    core = joined(_AROUND.sub("", spoken_digits(re.sub("叉|埃克斯|艾克斯|×", "X", phrase.text))))
    if not re.search(r"\d", core):
        return unreadable("id_card", phrase, accepted=_ACCEPTED)
    if not re.fullmatch(r"[0-9A-Za-z|]+", core):
        return unreadable("id_card", phrase, accepted=_ACCEPTED)
    number = core.upper()
    if len(number) != 18:
        return refused("id_card.length", phrase, accepted=_ACCEPTED, count=len(number))
    if not re.fullmatch(r"\d{17}[\dX]", number):
        mended = core.translate(_SLIPS).upper()
        suggest = mended if problem_of(mended, today) is None else ""
        return refused("id_card.characters", phrase, accepted=_ACCEPTED, suggest=suggest)
    problem = problem_of(number, today)
    return Value(number) if problem is None else refused(f"id_card.{problem}", phrase, accepted=_ACCEPTED)


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
