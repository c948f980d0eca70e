"""Mobile numbers of mainland China: eleven digits."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Final

from bot.engine.values import Rejection, Value

from .digits import digit_runs, spoken_runs
from .phrase import ChoiceOption, Phrase, refused, unreadable
from .told import current, hedged

_ACCEPTED: Final = "13812345678"
_PREFIX: Final = re.compile(r"^(?:\+|00)?86(?=1)|^\+")
_MOBILE: Final = re.compile(r"1[3-9]\d{9}")
_TAIL: Final = re.compile(r"(?:最后|末尾?|尾号?)[一二两三四]?(?:位|个)?(?:数字?)?(?:应该)?是(?P<tail>\d{1,6})(?!\d)")
#: 「138开头，后面…」
_SEGMENT: Final = re.compile(
    r"(?<!\d)(?P<segment>1[3-9]\d)\s*(?:开头|打头|起头)的?[\s,，]*(?:(?:后面|后头|接着|然后)是?)?[\s,，]*(?=\d)"
)
#: Digits from which a run is meant as a telephone number.
_LONG: Final = 5


def read(phrase: Phrase, *, today: date, options: Sequence[ChoiceOption]) -> Value | Rejection:
    """Eleven digits beginning with 13 to 19. Source: 工业和信息化部 电信网编号计划 (segments 13x-19x)."""
    text = _SEGMENT.sub(r"\g<segment> ", spoken_runs(phrase.text))
    runs = [_PREFIX.sub("", run) for run in digit_runs(text)]
    numbers = current(phrase.text, [run for run in runs if _MOBILE.fullmatch(run)])
    tail = _TAIL.search(phrase.text)
    if len(numbers) == 1 and tail is not None and not numbers[0].endswith(tail["tail"]):
        return refused("mobile.ambiguous", phrase, accepted=_ACCEPTED)
    if len(numbers) == 1:
        return hedged(Value(numbers[0]), phrase.text)
    if numbers:
        return refused("mobile.ambiguous", phrase, accepted=_ACCEPTED)
    tried = [run for run in runs if len(run) >= _LONG]
    if len(tried) != 1:
        return unreadable("mobile", phrase, accepted=_ACCEPTED)
    if len(tried[0]) != 11:
        return refused("mobile.length", phrase, accepted=_ACCEPTED, digits=tried[0][:30], count=len(tried[0]))
    return refused("mobile.prefix", phrase, accepted=_ACCEPTED, digits=tried[0])
