"""Mobile numbers of mainland China: eleven digits."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Final

from bot.engine.values import Rejection, Value

from .digits import joined, spoken_digits
from .phrase import ChoiceOption, Phrase, refused, unreadable

_AROUND: Final = re.compile(
    r"(?:我的?|他的?|她的?|老板的?|本人|手机号码?|手机|电话号码?|电话|联系方式|联系电话|号码|微信同号|同微信|微信|是|为|打|就|这个|填|写|用|吧|啊|哈|呢|的|了|嗯|呃|那个|号|[\s:：,，。.;；!])+"
)
_ACCEPTED: Final = "13812345678"


def read(phrase: Phrase, *, today: date, options: Sequence[ChoiceOption]) -> Value | Rejection:
    """Eleven digits beginning with 13 to 19. Source: 工业和信息化部 电信网编号计划 (segments 13x-19x)."""
    runs = digit_runs(phrase.text)
    if runs is None or not runs:
        return unreadable("mobile", phrase, accepted=_ACCEPTED)
    if len(set(runs)) > 1:
        return refused("mobile.ambiguous", phrase, accepted=_ACCEPTED)
    digits = re.sub(r"^(?:\+|00)?86(?=1)", "", runs[0]).lstrip("+")
    if len(digits) != 11:
        return refused("mobile.length", phrase, accepted=_ACCEPTED, digits=digits[:30], count=len(digits))
    if not re.fullmatch(r"1[3-9]\d{9}", digits):
        return refused("mobile.prefix", phrase, accepted=_ACCEPTED, digits=digits)
    return Value(digits)


def digit_runs(text: str) -> list[str] | None:
    """The runs of digits in a phrase that says nothing else; None when it says something else."""
    said = spoken_digits(text)
    rest = _AROUND.sub(" ", re.sub(r"\+?[\d\s\-—–－()（）.]*\d", " ", said))
    if rest.strip():
        return None
    runs = [joined(run) for run in re.findall(r"\+?\d[\d\s\-—–－()（）.]*", said)]
    return runs if all(runs) else None
