"""From when to when: 早九点到晚十点 is ["09:00", "22:00"]; closing after midnight keeps its clock time."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Final

from bot.engine.values import Json, Rejection, Value

from .clock import TIME, clock, minutes_of
from .phrase import ChoiceOption, Phrase, unreadable

ACCEPTED: Final = "早九点到晚十点、9:00-22:00"
_N: Final = r"[0-9零一二三四五六七八九十两]{1,3}"
#: Two times; the first may leave its 点 out (9-18点, 早9晚10, 朝九晚五).
SPAN: Final = (
    rf"(?P<from>{TIME}|{_N}|朝{_N})\s*(?:开门|开始|营业|开)?\s*(?:到|至|~|-|—|–|－|一直到|,|，)?\s*(?P<to>{TIME}|{_N})"
)
_SPAN: Final = re.compile(SPAN)
_ALL_DAY: Final = re.compile(
    r"(?:全天|24小时|二十四小时|24h|24H|全天候|昼夜|通宵达旦|不打烊|7x24)+(?:营业|开门|不打烊|都开)*"
)
_REST: Final = re.compile(
    r"(?:营业时间|营业|时间|开门|关门|打烊|结束|上班|下班|每天|天天|都|是|从|吧|啊|呢|的|了|嗯|呃|那个|就是|就|大概|差不多|大约|左右|我们|店|开|为止|止|[\s,，。.、:：])+"
)
_ROUGH: Final = re.compile(r"大概|差不多|大约|左右|前后|可能|估计")


def read(phrase: Phrase, *, today: date, options: Sequence[ChoiceOption]) -> Value | Rejection:
    """``[from, to]`` as HH:MM; 24:00 is midnight at the end of the day."""
    text = phrase.text
    if re.search(r"[吗么?？]$|几点", text):
        return unreadable("time_range", phrase, accepted=ACCEPTED)
    found = span_of(text)
    if found is None:
        return unreadable("time_range", phrase, accepted=ACCEPTED)
    slot, rest = found
    if _REST.sub("", rest):
        return unreadable("time_range", phrase, accepted=ACCEPTED)
    return Value(slot, approx=_ROUGH.search(text) is not None)


def span_of(text: str) -> tuple[list[Json], str] | None:
    """The one time range in the text with the text around it, or None when there is none or more than one."""
    whole = _ALL_DAY.search(text)
    if whole is not None:
        return ["00:00", "24:00"], text.replace(whole.group(), "", 1)
    spans = list(_SPAN.finditer(text))
    if len(spans) != 1:
        return None
    match = spans[0]
    start = minutes_of(_completed(match["from"].removeprefix("朝"), match["to"], opening=True))
    if start is None:
        return None
    end = minutes_of(_completed(match["to"], match["from"], opening=False), after=start)
    if end is None or end == start:
        return None
    return [clock(start), clock(end)], text[: match.start()] + text[match.end() :]


def _completed(text: str, other: str, *, opening: bool) -> str:
    """A bare number takes its 点 when the other end shows that these are times."""
    if re.search(r"[点时時:：]|零点|午夜|正午", text):
        return text
    bare = re.fullmatch(_N, text) is not None
    if bare and opening and not re.search(r"[点时時:：晚夜午]|零点", other):
        return "?"
    return text + "点"
