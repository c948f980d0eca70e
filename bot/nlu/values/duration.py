"""Lengths of time as ISO 8601 durations: 五年 P5Y, 半年 P6M, 三个月 P3M, 一个半小时 PT1H30M."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from bot.engine.values import Rejection, Value

from .asides import is_aside, meant, without_remarks
from .lengths import Length, lengths, without_lengths
from .numerals import close_up
from .phrase import ChoiceOption, Phrase, refused, unreadable
from .selection import answering, clauses_of, last_mark
from .speech import FILLER, QUESTION, ROUGH_AFTER, ROUGH_BEFORE, STORY, UNCERTAIN, longest_first

_ACCEPTED: Final = "五年、三个月、半年"
_FIELD: Final = r"租期?|租约|租了|合同|期限|有效期|保质期|质保|为期|签|时间|长|共|期|剩下?|够|得|约定|做满|满|整|给|延|续|委托|代办|从业|经验|工龄|干|做|待|住|先|免租期?|装修"
_AROUND: Final = re.compile("(?:" + longest_first(f"{_FIELD}|{FILLER}") + f"|{ROUGH_BEFORE}|{ROUGH_AFTER})+")
_ROUGH: Final = re.compile(f"{ROUGH_BEFORE}|{ROUGH_AFTER}")
_ASKS: Final = re.compile(r"多久|多长|(?<![十百])几个?[年月天]")
_ORDINAL: Final = re.compile(r"第[零一二两三四五六七八九十\d]+个?[年月周天]")
_NIGHTS: Final = re.compile(r"(?<=[天日])[零一二两三四五六七八九十\d]+[晚夜]")
#: Without end, a day of the calendar, money, less than nothing.
_NO_LENGTH: Final = re.compile(
    r"[一二两三]年半载|三年五载|十年八年|明年|今年|后年|去年|前年|[0-9一二三四五六七八九十]月份|月底|年底|月初|长期|永久|无固定|无限|终身|不限|\d{4}年|月[0-9一二三四五六七八九十]+[日号]|[元块]钱?[一每]|负"
)
#: The name of the length, right before it.
_NAMED: Final = re.compile(r"(?:租期|租约|合同|期限|有效期|保质期)(?:是|为|有|签了?|一共|共|总共)*$")
_MOST_WORDS: Final = 12
_PAIR: Final = 2


#: A month of the calendar, from or to which it is counted: 「从明年一月算起」.
_CALENDAR: Final = re.compile(
    r"(?:(?:从|自|到|至)(?:明年|今年|后年|去年)?|明年|今年|后年|去年|\d年)[0-9一二三四五六七八九十]{1,2}月(?!的?租)(?:[0-9一二三四五六七八九十]{1,3}[日号])?份?(?:算?起|开始)?"
)
#: How often something is paid: no length, beside another one.
_RHYTHM: Final = re.compile(
    r"(?:[一半两二三]年|一?个?季度|[一二三两]?个?月)一[付交签缴]|按[年季月]付|押[一二三]付[一二三六]"
)
#: 「先签一年，生意好再续五年」: the first is agreed.
_RENEWED: Final = re.compile(r"(?:可以?|能|再|优先|自动)+续|续[签租约]")
#: How long no rent is paid, beside the term.
_FREE: Final = re.compile(r"(?:免租期?|押金)(?:是|有|为|给|了)*$")
_HEDGED: Final = re.compile(r"[,，](?:大概|差不多|应该|可能|估计|好像)(?:吧|是|的样子|这样)?$")
#: 「五年，头三个月免租」.
_RENT_FREE: Final = re.compile(r"(?<=.)[,，](?:其中|前头|前面|开头|头|前|送|房东送|另外送)+[^,，]{1,8}免租期?[^,，]*")
#: Between the two lengths of 「差一个月满三年」.
_FULL: Final = re.compile(r"(?:就|满|到|才|够|是|有|的)+")


def read(phrase: Phrase, *, today: date, options: Sequence[ChoiceOption]) -> Value | Rejection:
    """An ISO 8601 duration: years and months, days, hours, minutes and seconds; weeks count as seven days."""
    text = close_up(phrase.text).replace("半拉", "半").replace("一共", "总共")
    text = _RENT_FREE.sub("", text)
    text, doubt = without_remarks(_CALENDAR.sub("", _NIGHTS.sub("", _ORDINAL.sub("", text))))
    said = lengths(text)
    if len(said) > 1 and lengths(plain := _RHYTHM.sub("", text)):
        text, said = plain, lengths(plain)
    said = [one for one in said if not _FREE.search(text, 0, one.start)] or said
    short = _short_of(text, said)
    counted = [short] if short is not None else answering(text, meant(text, said))
    if len(counted) > 1 and _RENEWED.search(text, counted[0].end, counted[1].start):
        counted = counted[:1]
    if not counted or QUESTION.search(text) or _ASKS.search(text):
        return unreadable("duration", phrase, accepted=_ACCEPTED)
    near = clauses_of(text, counted)
    context = near if len(counted) == len(said) else near[_mark_in(near) :]
    rest = _AROUND.sub("", without_lengths(context)).replace(" ", "")
    if (
        _NO_LENGTH.search(near)
        or STORY.search(context)
        or is_aside(text, counted)
        or len(rest) > _MOST_WORDS
        or any(map(str.isdigit, rest))
    ):
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
    rough = (
        found.approx
        or doubt
        or _HEDGED.search(text)
        or _ROUGH.search(without_lengths(context))
        or UNCERTAIN.search(text)
    )
    return replace(found, approx=bool(rough))


def _mark_in(text: str) -> int:
    """Where the word stands that announces the result, 0 when there is none."""
    return last_mark(text, len(text))


def _short_of(text: str, said: Sequence[Length]) -> Length | None:
    """「差一个月满三年」 is two years and eleven months; None where nothing is missing from a length of years or months."""
    if len(said) != _PAIR or any(one.bounds is not None or one.seconds for one in said):
        return None
    less, whole = said
    if not text[: less.start].endswith(("差", "缺")) or not _FULL.fullmatch(text, less.end, whole.start):
        return None
    if less.months >= whole.months:
        return None
    return replace(whole, start=less.start, months=whole.months - less.months)
