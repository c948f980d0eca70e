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

from .digits import code_runs
from .phrase import ChoiceOption, Phrase, refused, unreadable
from .told import current, hedged

_ACCEPTED: Final = "JY 开头加 14 位数字"
#: Characters from which a run is meant as such a number.
_LONG: Final = 8
#: The letters told behind the digits: 「…，前面是JY」.
_HEAD_LAST: Final = re.compile(
    r"(?P<digits>[0-9零〇一二两三四五六七八九幺洞拐勾][0-9零〇一二两三四五六七八九幺洞拐勾\s\-]{8,40})[,，。\s]*(?:前面|前头|开头|打头)的?(?:字母)?(?:再?加上?|还有|是|有|写)?(?:个|两个字母)?[\s:：]*(?P<head>JY|YB|SC|jy|yb|sc)(?![0-9A-Za-z])"
)


def read(phrase: Phrase, *, today: date, options: Sequence[ChoiceOption]) -> Value | Rejection:
    """Two capitals and 14 digits."""
    text = _HEAD_LAST.sub(r"\g<head>\g<digits>", phrase.text)
    runs = [run.upper() for run in code_runs(text)]
    tried = current(text, [run for run in runs if len(run) >= _LONG and any(map(str.isdigit, run))])
    if len(tried) != 1:
        return unreadable("licence_number", phrase, accepted=_ACCEPTED)
    match = re.fullmatch(r"(JY|YB|SC)(\d+)", tried[0])
    if match is None:
        return unreadable("licence_number", phrase, accepted=_ACCEPTED)
    if len(match[2]) != 14:
        return refused("licence_number.length", phrase, accepted=_ACCEPTED, count=len(match[2]))
    if (match[1] == "JY" and match[2][0] not in "123") or (match[1] == "YB" and match[2][0] not in "12"):
        return refused("licence_number.kind", phrase, accepted=_ACCEPTED)
    return hedged(Value(tried[0]), phrase.text)
