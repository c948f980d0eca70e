"""The day something ends, where the answer tells the day it began: 「2026年11月1号起，签三年」.

A term of years ends on the day that corresponds to the one it began on; papers mostly write the day before, so it is asked back.
Source: 《民法典》第二百零一条、第二百零二条.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from bot.engine.values import Value

from .numerals import parse_number

#: Questions about an end.
UNTIL: Final = re.compile(r"截止|到期|届满|终止|有效期|止|至|到")
_FROM: Final = re.compile(
    r"起租|起算|起始|开始|^从(?!.*[到至止])|[号日]起|签的|签了|签约|发证|签发|[号日](?:刚|才)?(?:办|发|做|体检|领)的"
)
_TOLD_END: Final = re.compile(r"[到至][^,，]{0,4}[0-9一二三四五六七八九十]|为止|截止|到期")
_YEARS: Final = r"[1-9]|[12][0-9]|[一二两三四五六七八九十]"
#: How long it holds, said beside the day it began: 「今年8月19号办的，管一年」.
_FOR_YEARS: Final = re.compile(
    rf"(?:管|有效期?|租期是?|合同是?|签了?|租了?|一共|共)(?P<n>{_YEARS})年|(?<![0-9一二三四五六七八九十])(?P<term>{_YEARS})年(?:期|有效|的?(?:长约|租约|租期|合同))|[,，](?P<behind>{_YEARS})年(?:有效)?$"
)
#: 「签到2031年四月底」: who says a month's end of a lease or a licence means its last day.
_MONTHS_END: Final = re.compile(r"月份?的?(?:底|末)(?![0-9])")
_DOUBT: Final = re.compile(r"大概|大约|差不多|左右|前后|估计|可能|也许|好像|应该|上下|样子|[吧吗?？]|听说|记得")


def ending(value: Value, text: str, ask: str) -> Value:
    """The day on which it ends, to be confirmed, where the words tell when it began and for how many years; else that day, roughly.

    A value that answers a question about no end, and words that tell the end itself, leave it as it is. Of a term that is told from
    its first day to its last (「2026年1月1日到2030年12月31日」) the last is the end.
    """
    if UNTIL.search(ask) is None:
        return value
    if value.range is not None:
        return _last_of(value, text)
    if value.approx and _MONTHS_END.search(text) is not None and _DOUBT.search(text) is None:
        return replace(value, approx=False)
    if _FROM.search(text) is None:
        return value
    years = _FOR_YEARS.search(text)
    number = parse_number(years["n"] or years["term"] or years["behind"]) if years is not None else None
    told = _TOLD_END.search(text) is not None
    if told or number is None or number.value is None or not isinstance(value.value, str):
        return replace(value, approx=True)
    began = date.fromisoformat(value.value)
    day = min(began.day, 28) if began.month == 2 else began.day  # the year it ends may have no 29 February
    return Value(began.replace(year=began.year + int(number.value), day=day).isoformat(), approx=True)


#: A stretch shorter than this leaves open on which of its days it ends: 「12月1号到5号」.
_TERM: Final = timedelta(days=60)
_FROM_TO: Final = re.compile(r"[日号0-9开始起][\s,，]*(?:到|至|-|—|–|~)[^,，]{0,4}[0-9一二三四五六七八九十明后]")


def _last_of(value: Value, text: str) -> Value:
    """The last day of a term; a stretch in which the end lies stays one."""
    if value.range is None:
        return value
    first, last = (date.fromisoformat(str(one)) for one in value.range)
    if last - first < _TERM or _FROM_TO.search(text) is None:
        return value
    return Value(last.isoformat(), approx=_DOUBT.search(text) is not None)
