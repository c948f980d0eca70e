"""Other papers: passports, permits of Hong Kong, Macao and Taiwan residents. Soft checks only."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Final

from bot.engine.values import Rejection, Value

from .digits import code_runs
from .id_card import problem_of
from .phrase import ChoiceOption, Phrase, unreadable
from .told import current, hedged

#: Letters before the number that are a country's or a paper's name, not part of it.
_NAMES: Final = re.compile(r"(?:passport|number|no|id|usa|uk|china|japan|korea)\.?(?=\s|[:：]|$)", re.IGNORECASE)
#: 「…，2031年到期」 is no part of the number.
_UNTIL: Final = re.compile(
    r"[,，。;；\s]+(?:有效期?)?(?:到|至)?(?:19|20)\d{2}年.*$|(?<=[\u3400-\u9fff])(?:19|20)\d{2}年.{0,8}(?:到期|有效|发的?|办的?)"
)
#: 「E字头的，后面…」 says the letter before the number.
_LETTER: Final = re.compile(
    r"(?:字母)?([A-Za-z])(?:(?:字)?(?:开|打)?头的?[,，\s]*(?:后面|后头|接着|然后)?|(?<=字母[A-Za-z])[,，\s]*(?:后面|后头|接着|然后))(?:是|的是)?[,，\s]*"
)
#: 「G是字母」: a remark on a letter.
_REMARK: Final = re.compile(r"[,，。;；\s]+[A-Za-z]是.*$")
_MOBILE: Final = re.compile(r"1[3-9]\d{9}")
_NUMBER: Final = re.compile(r"(?=(?:.*\d){4})[0-9A-Z]{6,20}")


def read(phrase: Phrase, *, today: date, options: Sequence[ChoiceOption]) -> Value | Rejection:
    """6 to 20 letters and digits, in capitals; eighteen digits must have the shape of an identity number."""
    runs = [
        run.upper()
        for run in code_runs(_NAMES.sub(",", _LETTER.sub(r"\1", _REMARK.sub("", _UNTIL.sub("", phrase.text)))))
    ]
    numbers = current(phrase.text, [run for run in runs if _NUMBER.fullmatch(run)])
    if len(numbers) != 1:
        return unreadable("id_document", phrase, accepted="E12345678")
    if _MOBILE.fullmatch(numbers[0]) and "号" not in phrase.text:
        return unreadable("id_document", phrase, accepted="E12345678")
    if re.fullmatch(r"\d{15,17}|\d{17}[\dX]", numbers[0]) and problem_of(numbers[0], today) is not None:
        return unreadable("id_document", phrase, accepted="E12345678")
    return hedged(Value(numbers[0]), phrase.text)
