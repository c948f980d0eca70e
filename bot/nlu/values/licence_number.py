"""Numbers of food licences (JY), filings (YB) and production licences (SC).

Source: 食品经营许可和备案管理办法 第二十七条 (JY and 14 digits). The check digit (GB/T 17710, MOD 11,10) fits published
numbers but its legal text was not seen, so a wrong one is not refused.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Final

from bot.engine.values import Rejection, Value

from .digits import joined, spoken_digits
from .phrase import ChoiceOption, Phrase, refused, unreadable

_ACCEPTED: Final = "JY 开头加 14 位数字"
_AROUND: Final = re.compile(r"(?:食品)?(?:经营|生产)?(?:许可证|备案)?(?:编号|号码|证号|号)?(?:是|为)?[:：\s]*")


def read(phrase: Phrase, *, today: date, options: Sequence[ChoiceOption]) -> Value | Rejection:
    """Two capitals and 14 digits."""
    text = spoken_digits(phrase.text)
    core = joined(_AROUND.sub("", text, count=1)).upper().rstrip("吧啊的")
    match = re.fullmatch(r"(JY|YB|SC)(\d+)", core)
    if match is None:
        return unreadable("licence_number", phrase, accepted=_ACCEPTED)
    if len(match[2]) != 14:
        return refused("licence_number.length", phrase, accepted=_ACCEPTED, count=len(match[2]))
    if (match[1] == "JY" and match[2][0] not in "123") or (match[1] == "YB" and match[2][0] not in "12"):
        return refused("licence_number.kind", phrase, accepted=_ACCEPTED)
    return Value(core)
