"""Other papers: passports, permits of Hong Kong, Macao and Taiwan residents. Soft checks only."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Final

from bot.engine.values import Rejection, Value

from .digits import joined
from .phrase import ChoiceOption, Phrase, unreadable

_AROUND: Final = re.compile(r"(?:我的?|护照|通行证|居住证|居留证|证件|号码|编号|号|是|为|的|[:：\s])+")


def read(phrase: Phrase, *, today: date, options: Sequence[ChoiceOption]) -> Value | Rejection:
    """5 to 20 letters and digits, in capitals."""
    core = joined(_AROUND.sub("", phrase.text)).upper()
    if not re.fullmatch(r"(?=.*\d)[0-9A-Z]{5,20}", core):
        return unreadable("id_document", phrase, accepted="E12345678")
    return Value(core)
