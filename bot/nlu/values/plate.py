"""Plates of vehicles and postcodes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from bot.engine.values import Rejection, Value

from .digits import digit_runs, joined, spoken_runs
from .phrase import ChoiceOption, Phrase, refused, unreadable
from .speech import QUESTION
from .told import current, hedged

_PROVINCES: Final = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"
#: Words for a plate, no part of it: 「车牌号」, 「上海牌照」; of 「沪牌，E…」 the province is left.
_PLATE_WORDS: Final = re.compile(
    rf"车牌号?码?|牌照|(?<=[{_PROVINCES}])(?:字头?|牌)的?|(?<=[A-Z])(?:字头|[打开]头)的?|牌(?=[A-Z])|上海(?:牌|的|车)*(?=[\s,，]*[A-Z][\s·.]*[0-9A-Z]{{5}})"
)
#: 「G是哥哥的那个G」: a remark on a letter.
_LETTER_REMARK: Final = re.compile(r"[,，。;；\s]+[A-Za-z]是.*$")
_PLATE: Final = re.compile(
    rf"[{_PROVINCES}][A-HJ-NP-Z]"
    r"(?:(?:[A-HJ-NP-Z][A-HJ-NP-Z0-9]\d{4}|\d{5}[A-HJ-NP-Z])|[A-HJ-NP-Z0-9]{4}[A-HJ-NP-Z0-9挂学警港澳])(?![A-Z0-9])"
)
#: The first digits of an identity number are no postcode, though they look like one.
_OF_CARD: Final = re.compile(r"身份证|区划|前六位")


def read(phrase: Phrase, *, today: date, options: Sequence[ChoiceOption]) -> Value | Rejection:
    """The one vehicle's plate in the words, in capitals without dots. Source: GA 36-2018."""
    text = joined(_PLATE_WORDS.sub("", _LETTER_REMARK.sub("", spoken_runs(phrase.text)).upper()))
    found = current(phrase.text, _PLATE.findall(text))
    if len(found) != 1 or QUESTION.search(phrase.text):
        return unreadable("plate", phrase, accepted="沪A12345")
    return hedged(Value(found[0]), phrase.text)


def read_postcode(phrase: Phrase, *, today: date, options: Sequence[ChoiceOption]) -> Value | Rejection:
    """Six digits."""
    runs = digit_runs(phrase.text)
    found = current(phrase.text, [run for run in runs if len(run) == 6 and len(set(run)) > 1])
    if len(found) == 1:
        told = hedged(Value(found[0]), phrase.text)
        return replace(told, approx=True) if _OF_CARD.search(phrase.text) is not None else told
    tried = [run for run in runs if len(run) >= 4]
    if found or len(tried) != 1:
        return unreadable("postcode", phrase, accepted="200040")
    return refused("postcode.length", phrase, accepted="200040", count=len(tried[0]))
