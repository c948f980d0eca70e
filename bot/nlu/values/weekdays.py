"""Days of the week in a text: 工作日, 周一到周五, 周六周日, 天天, Mon-Fri."""

from __future__ import annotations

import re
from typing import Final

_DAY: Final = r"(?:[一二三四五六日天](?![点天个时])|[1-7](?![点天个:：.时\d]))"
_WEEK: Final = r"(?:周|星期|礼拜)"
_LATIN: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_ENGLISH: Final = r"(?:[Mm]on|[Tt]ue|[Ww]ed|[Tt]hu|[Ff]ri|[Ss]at|[Ss]un)[a-z]*\.?"
#: A day, a span of days or a list of days.
DAYS: Final = re.compile(
    rf"(?P<every>每天|天天|(?:从来|从|一直)?(?:没|不)休息个|全年无休|全周|一周七天|一个?(?:星期|礼拜)七天|每日|日日|365天|三百六十五天|周一到周日|从?周一到周末)"
    rf"|(?P<work>工作日|平时|平日里?|平常|周中)|(?P<weekend>周末|双休日|双休(?=都?[做开营休不早上晚\d])|周六日|(?<![零一二三四五六七八九十\d])六[日天](?=\d|早|上午|下午|晚)|(?<![零一二三四五六七八九十\d])六日(?=两天|[,，\s]|$)|周六周日|礼拜六礼拜天)"
    rf"|(?P<span>{_WEEK}(?P<a>[一二三四五六日天1-7])\s*(?:开始|一直|起|从|就|开|做|营业)*(?:到|至|~|-|—)+\s*{_WEEK}?(?P<b>{_DAY}))"
    rf"|(?P<bare>(?<![零一二三四五六七八九十点\d])(?P<c>[一二三])[到至](?P<d>[五六日])(?![点十个百刻分楼号]))"
    rf"|(?P<english>(?P<e>{_ENGLISH})\s*(?:-|~|to)\s*(?P<f>{_ENGLISH}))"
    rf"|(?P<list>{_WEEK}{_DAY}(?:[、和,，]?{_WEEK}?{_DAY})*|逢?(?<![零一二三四五六七八九十百\d])(?=[一二三四五六日七]{{3}})一?二?三?四?五?六?[日七]?(?=上午|下午|早|晚|中午|[,，\s]|\d|都?开|都?休|不|做|营业|出摊|$))"
)


def days_in(text: str) -> frozenset[int] | None:
    """All weekdays that the text names, Monday is 1; None when it names none."""
    found = [_of(match) for match in DAYS.finditer(text)]
    return frozenset().union(*found) if found else None


#: 平时: the days that are not named otherwise.
USUALLY: Final = re.compile(r"平时|平日|平常|周中")


def _of(match: re.Match[str]) -> frozenset[int]:
    if match["every"]:
        return frozenset(range(1, 8))
    if match["work"]:
        return frozenset(range(1, 6))
    if match["weekend"]:
        return frozenset({6, 7})
    if match["list"]:
        return frozenset(_number(char) for char in match["list"] if char in "一二三四五六日天七1234567")
    if match["english"]:
        first, last = (_LATIN.index(match[name][:3].lower()) + 1 for name in "ef")
    else:
        first, last = _number(match["a"] or match["c"]), _number(match["b"] or match["d"])
    return frozenset(range(first, last + 1)) if first <= last else frozenset((*range(first, 8), *range(1, last + 1)))


def _number(char: str) -> int:
    return int(char) if char.isdigit() else "一二三四五六日".index("日" if char in "天七" else char) + 1
