"""From when to when: 早九点到晚十点 is ["09:00", "22:00"]; closing after midnight keeps its clock time."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Final

from bot.engine.values import Rejection, Value

from .clock import TIME
from .doors import with_span
from .numerals import close_up
from .opening import openings, part_told
from .phrase import ChoiceOption, Phrase, refused, unreadable
from .selection import answering, last_mark, words_around
from .speech import ELSEWHERE, FILLER, QUESTION, ROUGH_AFTER, ROUGH_BEFORE, STORY, UNCERTAIN, longest_first

ACCEPTED: Final = "早九点到晚十点、9:00-22:00"
_FIELD: Final = (
    r"营业时间|营业|时间|早市|午市|晚市|早饭|早餐|中饭|午饭|午餐|夜饭|晚饭|晚餐|夜宵|宵夜|生意|开门|关门|打烊|收摊|出摊|收工|歇业|结束|上班|下班|每天|每日|天天|周末|都|从|为止|止|店|开|做|一直|一般|通常|平时|"
    r"中间不休息?|中午不休息?|不休息|全年无休|开着|着|风雨无阻|雷打不动|连轴转|[零一二三四五六七八九十\d]+个(?:小时|钟头?)"
)
_AROUND: Final = re.compile("(?:" + longest_first(f"{_FIELD}|{FILLER}") + f"|{ROUGH_BEFORE}|{ROUGH_AFTER})+")
_ROUGH: Final = re.compile(f"{ROUGH_BEFORE}|{ROUGH_AFTER}".replace("|许", ""))
#: Other hours than those of the shop.
_ASIDE: Final = re.compile(r"[^,，。;；]*(?:厨房|后厨|点单|外卖|送餐|最后一单|午休)[^,，。;；]*")
_TIME: Final = re.compile(TIME)
_COUNTS: Final = re.compile(r"[0-9一二两三四五六七八九十]+(?:个人|个|岁|间|平|台|班)")
#: 「11到2」, where hours are asked.
_N: Final = r"1?\d|2[0-4]|[一二三四五六七八九]|十[一二三四]?"
_BARE: Final = re.compile(rf"(?P<from>{_N})(?:到|至|-|~|—)+(?P<to>{_N})")
_MOST_WORDS: Final = 14


def read(phrase: Phrase, *, today: date, options: Sequence[ChoiceOption], ask: str = "") -> Value | Rejection:
    """``[from, to]`` as HH:MM; 24:00 is midnight at the end of the day.

    Args:
        ask: the question's words; who is asked for the hours of the evening tells those of the evening.
    """
    text = with_span(close_up(phrase.text))
    bare = _BARE.fullmatch(_AROUND.sub("", text))
    text = f"{bare['from']}点到{bare['to']}点" if bare is not None else text
    text = ",".join(
        one for one in re.split(r"[,，。;；]", text) if not _COUNTS.search(one) or _TIME.search(one) or openings(one)
    )
    part = part_told(text) or part_told(ask)
    said = openings(text, part)
    if len(said) > 0 and len(openings(aside := _ASIDE.sub("", text), part)) > 0:
        text, said = aside, openings(aside, part)
    counted = answering(text, said)
    if not counted or QUESTION.search(text) or re.search(r"几点", text):
        return unreadable("time_range", phrase, accepted=ACCEPTED)
    context = text[last_mark(text, counted[0].start) :] if len(said) > 1 else text
    rest = _AROUND.sub("", words_around(context, said, len(text) - len(context))).replace(" ", "")
    if (
        STORY.search(rest)
        or ELSEWHERE.search(context)
        or _TIME.search(rest)
        or len(rest) > _MOST_WORDS
        or any(map(str.isdigit, rest))
    ):
        return unreadable("time_range", phrase, accepted=ACCEPTED)
    if len({one.slot for one in counted}) > 1:
        return refused("time_range.ambiguous", phrase, accepted=ACCEPTED)
    found = counted[0]
    rough = not found.sure or found.rough or _ROUGH.search(context) is not None or UNCERTAIN.search(text) is not None
    return Value([*found.slot], approx=rough)
