"""Lengths of time as ISO 8601 durations: 五年 P5Y, 半年 P6M, 三个月 P3M, 一个半小时 PT1H30M."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from bot.engine.values import Rejection, Value

from .lengths import lengths, without_lengths
from .numerals import close_up
from .phrase import ChoiceOption, Phrase, refused, unreadable
from .selection import answering, clauses_of, last_mark
from .speech import ELSEWHERE, FILLER, QUESTION, ROUGH_AFTER, ROUGH_BEFORE, STORY, UNCERTAIN

_ACCEPTED: Final = "五年、三个月、半年"
_FIELD: Final = r"租期?|租约|租了|合同|期限|有效期|保质期|质保|为期|签|时间|长|共|期|剩下?|够|得|约定|做满|满|整|给|延|续|委托|代办|从业|经验|工龄|干|做|待|住|先|免租期?|装修"
_AROUND: Final = re.compile(
    "(?:"
    + "|".join(sorted(f"{_FIELD}|{FILLER}".split("|"), key=len, reverse=True))
    + f"|{ROUGH_BEFORE}|{ROUGH_AFTER})+"
)
_ROUGH: Final = re.compile(f"{ROUGH_BEFORE}|{ROUGH_AFTER}")
_ASKS: Final = re.compile(r"多久|多长|(?<![十百])几个?[年月天]")
_NIGHTS: Final = re.compile(r"(?<=[天日])[零一二两三四五六七八九十\d]+[晚夜]")
#: Without end, a day of the calendar, money, less than nothing.
_NO_LENGTH: Final = re.compile(
    r"一年半载|三年五载|十年八年|明年|今年|后年|去年|前年|[0-9一二三四五六七八九十]月份|月底|年底|月初|长期|永久|无固定|无限|终身|不限|\d{4}年|月[0-9一二三四五六七八九十]+[日号]|[元块]钱?[一每]|负"
)
#: The name of the length, right before it.
_NAMED: Final = re.compile(r"(?:租期|租约|合同|期限|有效期|保质期)(?:是|为|有|签了?|一共|共|总共)*$")
_MOST_WORDS: Final = 12


def read(phrase: Phrase, *, today: date, options: Sequence[ChoiceOption]) -> Value | Rejection:
    """An ISO 8601 duration: years and months, days, hours, minutes and seconds; weeks count as seven days."""
    text = _NIGHTS.sub("", close_up(phrase.text).replace("半拉", "半").replace("一共", "总共"))
    said = lengths(text)
    counted = answering(text, said)
    if not counted or QUESTION.search(text) or _ASKS.search(text) or _NO_LENGTH.search(text):
        return unreadable("duration", phrase, accepted=_ACCEPTED)
    context = text[last_mark(text, counted[0].start) :] if len(said) > 1 else text
    if len(said) == len(counted):
        context = clauses_of(text, counted)
    rest = _AROUND.sub("", without_lengths(context)).replace(" ", "")
    if STORY.search(context) or ELSEWHERE.search(context) or len(rest) > _MOST_WORDS or any(map(str.isdigit, rest)):
        return unreadable("duration", phrase, accepted=_ACCEPTED)
    named = [one for one in counted if _NAMED.search(text, 0, one.start)]
    counted = named if len(named) == 1 else counted
    if len({(str(one.value.value), one.value.range) for one in counted}) > 1:
        return refused("duration.ambiguous", phrase, accepted=_ACCEPTED)
    found = counted[0].value
    if found.range is not None:
        return found
    if found.value is None:
        return unreadable("duration", phrase, accepted=_ACCEPTED)
    rough = found.approx or _ROUGH.search(without_lengths(context)) or UNCERTAIN.search(text)
    return replace(found, approx=bool(rough))
