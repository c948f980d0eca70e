"""From when to when, found in a text: 早九点到晚十点, 9:00-22:00, 早9晚10, 全天."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, replace
from typing import Final

from .clock import TIME, clock, minutes_of

_N: Final = r"(?<![0-9.:])[0-9]{1,2}(?![0-9])|(?!一直)[零一二三四五六七八九十两]{1,3}"
_BETWEEN: Final = (
    r"(?:就?开了|开门|开始|营业|开张|开工|起床|起|出摊|开摊|摆摊|上班|接客|迎客|干活|开|一直|做|干|卖|忙|就|然后|再|收|关|[\s,，])*"
    r"(?:到|至|~|-|—|–|－|持续到|to)?[-~—\s,，]*"
)
#: Two times; one of them may leave its 点 out (9-18点, 早9晚10, 朝九晚五).
_SPAN: Final = re.compile(
    rf"朝?(?P<from>{TIME}|{_N})(?P<between>{_BETWEEN})(?P<to>{TIME}|{_N})(?!\d|[楼号个年月])(?P<more>多)?"
    r"|(?<!\d)(?P<from4>[012]\d[0-5]\d)\s*[-~—–～到至]+\s*(?P<to4>[012]\d[0-5]\d)(?!\d)"
)
#: The closing before the opening: 「开到夜里十二点，早上十点开门」.
_REVERSED: Final = re.compile(rf"(?:开|做|营业|忙|卖)到(?P<to>{TIME})[,， ]*(?P<from>{TIME})(?:开门|开始|营业|开)")
_ALL_DAY: Final = re.compile(
    r"(?:一天|每天|全天)*(?:全天候?(?!不)|24\s*个?小时|二十四个?(?:小时|钟头)|24h|24H|昼夜|通宵达旦|白天黑夜|白天晚上|[7七]天?(?:[xX*]|乘以?)?(?:24|二十四)(?:个?(?:小时|钟头))?)(?:不打烊|不关门|不停|都?营业|都?开门|都?开着?|不休|服务)*"
    r"|全年无休不打烊|通宵[,，]?白天也(?:开|做|营业)着?(?:[,，]?(?:不关门|不打烊|不休息))?"
)
_FIGURES: Final = re.compile(r"\d{1,2}[:：]\d{2}$|\d{1,2}[:：]\d{2}[:：]\d{2}$")
#: 10:00 till 02:00: a clock of twenty-four hours, and after midnight.
_PADDED: Final = re.compile(r"\d{2}[:：]\d{2}$")
_PADDED_NIGHT: Final = re.compile(r"0[0-4][:：]\d{2}$")
#: 「早上八点到中午」, 「中午开到夜里一点」.
_AT_NOON: Final = re.compile(r"(?:中午|晌午)(?=$|[,，。]|开?(?:到|开门|开到|做到)|收摊|关门)(?![0-9一二两十])")
_OPENS_LAST: Final = re.compile(r"[,，]\s*(?:开门|开始|营业|开张|出摊|开摊|开)$")
_BARE: Final = re.compile(rf"朝?(?:{_N})")
_UNMARKED: Final = re.compile(r"[0-9零一二三四五六七八九十两]")
_IS_TIME: Final = re.compile(r"[点時时:：.]|[aApP]\.?[mM]|零点|午夜|正午|子夜|朝")


_MEALS: Final = (
    ("上午", re.compile(r"早市|早饭|早餐|早点(?=[铺摊店,，\d零一二三四五六七八九十]|$)|起来|起床|揉面")),
    ("中午", re.compile(r"午市|午饭|午餐|中饭|中市")),
    ("下午", re.compile(r"下午茶")),
    ("晚上", re.compile(r"晚市|晚饭|晚餐|夜饭|夜宵|宵夜|夜市")),
)
#: Minutes for which a shop opens at least.
_SHORTEST: Final = 180
_ONE: Final = 60
_FOUR: Final = 240
_FIVE: Final = 300
_SEVEN: Final = 420
_NOON: Final = 720
_ELEVEN: Final = 660
_HALF_PAST_TWELVE: Final = 750
_THREE: Final = 900


@dataclass(frozen=True, slots=True)
class Opening:
    """Opening and closing as HH:MM, with their place in the text. ``sure``: both halves of the day follow from the words."""

    start: int
    end: int
    slot: tuple[str, str]
    sure: bool
    rough: bool = False
    #: Minutes as they were said, before a half of the day was chosen.
    heard: tuple[int, int] = (0, 0)


def openings(text: str, part: str | None = None) -> list[Opening]:
    """All spans of the day in the text, from left to right; those that no clock shows are left out.

    Args:
        part: of the day, as ``part_told`` tells it of the words around; None when there are none.
    """
    text = _REVERSED.sub(r"\g<from>到\g<to>", text) if _REVERSED.search(text) else text
    text = _AT_NOON.sub("中午12点", text)
    found = [Opening(match.start(), match.end(), ("00:00", "24:00"), sure=True) for match in _ALL_DAY.finditer(text)]
    part = part_told(text) if part is None else part
    own = [meal for _, meals in _MEALS for meal in meals.finditer(text)]
    for match in _SPAN.finditer(text):
        if any(match.start() < one.end and one.start < match.end() for one in found):
            continue
        near = [meal for meal in own if meal.end() <= match.start() and "," not in text[meal.end() : match.start()]]
        one = _opening(match, part_told(near[-1][0] + "，") if len(near) == 1 and (len(own) > 1 or not part) else part)
        if one is not None:
            found.append(one)
    return in_turn(sorted(found, key=lambda one: one.start))


def in_turn(found: list[Opening]) -> list[Opening]:
    """A span that would run into the next one ends as it was said: 六点到九点，下午四点到七点."""
    for index, (one, after) in enumerate(itertools.pairwise(found)):
        begins, ends = one.heard
        if after.sure and begins < ends <= after.heard[0] and one.slot[1] > after.slot[0] >= clock(ends):
            found[index] = replace(one, slot=(clock(begins), clock(ends)), sure=begins >= _FIVE)
        elif after.sure and one.slot[1] < one.slot[0] < after.slot[0] and begins < ends + _NOON <= after.heard[0]:
            # 「上午十点半到两点，下午四点半到九点」: two in the afternoon
            found[index] = replace(one, slot=(one.slot[0], clock(ends + _NOON)), sure=True)
        elif (
            not one.sure
            and after.sure
            and _FIVE <= begins < ends <= after.heard[0]
            and one.slot == (clock(begins), clock(ends))
        ):
            found[index] = replace(one, sure=True)
    return _after_noon(found)


def _after_noon(found: list[Opening]) -> list[Opening]:
    """A second span that would lie before the first one lies after noon: 「11点到2点，5点到9点半」."""
    for index, (before, one) in enumerate(itertools.pairwise(found)):
        begins, ends = one.heard
        later = one.slot == (clock(begins), clock(ends)) and 0 < begins < ends <= _NOON and begins + _NOON < 1440
        if (
            not one.sure
            and later
            and before.slot[0] < before.slot[1] <= clock(begins + _NOON)
            and begins < before.heard[0]
        ):
            found[index] = replace(before, sure=before.sure or before.heard[0] >= _SEVEN)
            found[index + 1] = replace(one, slot=(clock(begins + _NOON), clock(ends + _NOON)), sure=True)
    return found


def part_told(text: str) -> str:
    """The part of the day that follows from the meal (晚市五点到九点) or from getting up; empty where it follows from neither."""
    parts = [part for part, meals in _MEALS if meals.search(text)]
    return parts[0] if len(parts) == 1 else ""


def _opening(match: re.Match[str], part: str) -> Opening | None:
    """The span, ``part`` of the day where the words have none of their own."""
    if match["from4"]:
        first, second = (f"{text[:2]}:{text[2:]}" for text in (match["from4"], match["to4"]))
    else:
        first, second = match["from"], match["to"]
        if not (_IS_TIME.search(match["from"]) or _IS_TIME.search(second) or _told(match)):
            return None
        if _BARE.fullmatch(first) and _UNMARKED.match(second) and not match["between"].strip(" ,，"):
            return None  # 五六点 is one time
    if (
        part
        and (one := minutes_of(_completed(first)))
        and not one[1]
        and (other := minutes_of(_completed(second)))
        and not other[1]
    ):
        first = part + first if one[0] < other[0] or part != "上午" else first
    begin, end = minutes_of(_completed(first)), minutes_of(_completed(second))
    if not match["from4"] and _OPENS_LAST.search(match["between"]):
        return None  # 「夜里两点，开门下午四点」
    if begin is None or end is None:
        return None
    if _PADDED.match(first) and _PADDED_NIGHT.match(second) and end[0] < begin[0]:
        return Opening(
            match.start(), match.end(), (clock(begin[0]), clock(end[0])), sure=True, heard=(begin[0], end[0])
        )
    figures = _FIGURES.match(first) is not None and _FIGURES.match(second) is not None
    span = _span(
        begin[0], end[0], start_sure=begin[1], end_sure=end[1] or figures or first.startswith("上午"), figures=figures
    )
    if span is None:
        return None
    opened, closed, sure = span
    rough = match["more"] is not None or "多" in match[0] or "左右" in match[0]
    if "中" in first or "晌" in first or (_ELEVEN <= opened <= _HALF_PAST_TWELVE):
        sure = sure or (
            not end[1] and opened < closed <= _THREE
        )  # a lunch: nobody opens at eleven at night till two without a word
    return Opening(match.start(), match.end(), (clock(opened), clock(closed)), sure, rough, (begin[0], end[0]))


def _told(match: re.Match[str]) -> bool:
    """早9晚10, 早六晚八: parts of the day make times of bare numbers."""
    both = (match["from"], match["to"])
    return any(not _BARE.fullmatch(one) for one in both) or (
        _of_the_long_clock(match["to"]) and match["from"].isdigit()
    )


def _of_the_long_clock(text: str) -> bool:
    """Whether the bare number is an hour that only a clock of twenty-four has."""
    return text.isdigit() and 13 <= int(text) <= 24


def _completed(text: str) -> str:
    return text if _IS_TIME.search(text) else (text.removesuffix("半") + "点" + ("半" if text.endswith("半") else ""))


def _span(opened: int, closed: int, *, start_sure: bool, end_sure: bool, figures: bool) -> tuple[int, int, bool] | None:
    """Opening and closing minutes, and whether they are sure; None when no time lies between.

    九点到六点 closes in the afternoon and 十点到十点 in the evening; 六点到十点 may be all day or a morning or an evening.
    """
    opened, closed = opened % 1440, closed or 1440
    if start_sure and opened < _FIVE and opened + _SHORTEST < closed < _NOON:
        return opened, closed, True  # who begins in the small hours ends in the morning
    if not (start_sure or end_sure or figures) and _ONE <= opened < _FOUR and opened + _SHORTEST < closed < _NOON:
        return opened + _NOON, closed + _NOON, False  # 「一点到九点」: hardly a shop opens after midnight
    sure = start_sure or opened >= _SEVEN or (end_sure and opened >= _FIVE) or figures
    if figures and closed < opened < _NOON:
        closed, sure = closed + _NOON, False
    elif not end_sure and closed <= _NOON:
        afternoon = closed + _NOON
        if opened >= _NOON:
            closed = afternoon if afternoon > opened else closed
        elif closed <= opened:
            closed, sure = afternoon, sure and opened >= _SEVEN and closed >= _FIVE
        elif closed < _NOON and closed - opened <= _SHORTEST:
            closed, sure = afternoon, False  # nobody opens for two hours: 八点开门，十点关
        else:
            sure = sure and closed == _NOON
    return (opened, closed, sure) if opened != closed else None
