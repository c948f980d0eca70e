"""How people say that something was wrong: frames of a clause, found by their words alone."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from .clauses import Clause

_TO: Final = r"(?:应该|要|想|再|都|给我|帮我)?(?:改成|改为|改作|改叫|改到|换成|更正为|更正成|更改为|变更为|修改为|修改成|变成|调整为|调成)"
_WRONG: Final = (
    r"(?:说错|答错|讲错|填错|写错|打错|弄错|搞错|输错|选错|点错|报错|错)字?(?:了|啦|的)?|不对|有误|不准确|不准"
)
_WHEN: Final = r"(?:我|刚才|刚刚|上面|前面|之前|上一个|上一题|那个|这个|的)*"
_OFF: Final = r"(?:等等|等一下|等下|哦|噢|哎呀|哎|啊|不好意思|抱歉|对不起|慢着|[ ,])*"
_LEAD: Final = r"(?:应该|其实|实际上|准确说|正确的|现在|我的)*(?:是|叫|为|改成|改为|写|填)?[ ,:=]*"
_ASK: Final = r"(?:我|我们|请|麻烦|帮我|给我|能不能|可以|能|要|想|得|需要|[ ,])*"
_MEND: Final = r"(?:改|修改|更正|更改|重填|重新填|重新写|换)(?:一下|一改|下|个|掉)?"

_COUNT: Final = r"[0-9一二两三四五六七八九十百]{1,6}(?:个|张|间|台|人|位|平|份|把|家|层|米|号|楼)?"
#: Frames in the order they are tried; ``subject`` is what was wrong, ``value`` what is right.
_FRAMES: Final = tuple(
    (kind, re.compile(expression))
    for kind, expression in (
        ("change", rf"(?P<subject>[^,]{{0,24}}?){_TO}[ :]*(?P<value>.+)"),
        ("change", r"(?P<subject>[^,改]{1,12})改(?P<value>(?:[0-9零二两三四五六七八九十百]|一(?![下个]))[^改]*)"),
        (
            "contrast",
            r"(?P<subject>[^,]{0,16}?)(?:不是|不叫|不在)(?P<wrong>[^是,]{1,24}?),?(?<!不)(?:而是|应该是|其实是|是|叫|在)(?P<value>.+)",
        ),
        (
            "contrast",
            rf"(?P<subject>[^,]{{0,16}}?)不是(?P<wrong>{_COUNT})[ ,]+(?:应该|其实|实际|[\u3400-\u9fff](?:下来|出来|过|了)?)?(?:是|有)?(?P<value>{_COUNT})(?:[ ,].*)?",
        ),
        (
            "contrast",
            r"(?P<subject>[^,]{0,20}?)(?:应该是|是)(?P<value>[^是不,]{1,24}?),?(?:而)?不是(?P<wrong>[^是吗?]+)",
        ),
        (
            "denial",
            rf"{_OFF}{_WHEN}(?:(?:{_WRONG})(?:啊|呀|哦|吧)?[ ,]*)*(?:{_WRONG})(?:啊|呀|哦|吧)?[ ,]+{_LEAD}(?P<value>.+)",
        ),
        ("denial", rf"{_OFF}{_WHEN}(?:{_WRONG})(?:啊|呀|哦|吧)?(?:应该|其实|实际上)?(?:是|叫|为)(?P<value>.+)"),
        ("denial", rf"{_OFF}{_WHEN}(?:(?:{_WRONG})(?:啊|呀|哦|吧)?[ ,]*)+"),
        (
            "wrong",
            rf"(?P<subject>.{{1,20}}?)(?:也|都|我|好像|可能|刚才|刚刚|前面)*(?:{_WRONG})(?:啊|呀|哦|吧)?(?:,?(?:应该|其实)?(?:是|叫|为)(?P<value>.+))?",
        ),
        ("change", r"(?P<subject>[^,改]{1,8}?)改[ :]*(?P<value>[^改成为到叫作一下,]{2,12})"),
        (
            "reopen",
            rf"{_ASK}{_MEND}(?:那个|刚才的|刚才那个|之前的|前面的|我的|刚填的)*(?P<subject>.{{1,16}}?)(?:吧|吗|么|一下)?",
        ),
        ("reopen", rf"(?P<subject>.{{1,16}}?){_ASK}{_MEND}(?:吧|吗|么)?"),
    )
)


@dataclass(frozen=True, slots=True)
class Frame:
    """A correction's frame.

    Args:
        kind: ``change``, ``contrast``, ``denial`` (names nothing), ``wrong`` or ``reopen`` (both must name something).
        subject, value: the parts of the clause that say what was wrong and what is right; None where nothing is said.
    """

    kind: str
    subject: Clause | None
    value: Clause | None


def frames(clause: Clause) -> list[Frame]:
    """The frames that the whole clause fits, likeliest first."""
    found = []
    for kind, expression in _FRAMES:
        match = expression.fullmatch(clause.folded)
        if match is not None:
            groups = expression.groupindex
            found.append(
                Frame(kind, *(_part(clause, match, name) if name in groups else None for name in ("subject", "value")))
            )
    return found


def right_value(clause: Clause) -> Clause:
    """The clause without the words that lead a right value: 「应该是120」 gives 「120」."""
    match = _LEADING.match(clause.folded)
    return part_of(clause, match.end() if match is not None else 0, len(clause.folded))


def part_of(clause: Clause, start: int, end: int) -> Clause:
    """Characters ``start`` to ``end`` (not included) of the clause, as a clause."""
    return Clause(clause.start + start, clause.start + end, clause.folded[start:end])


_LEADING: Final = re.compile(_LEAD)


def _part(clause: Clause, match: re.Match[str], name: str) -> Clause | None:
    return part_of(clause, *match.span(name)) if match[name] else None
