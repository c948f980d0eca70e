"""A count told as a share of the one given before: 「全员都要碰吃的」, 「除了收银那个，别的都要」."""

from __future__ import annotations

import re
from typing import Final

from bot.engine.facts import Fact
from bot.engine.values import Value

from .fact_reader import Found
from .scene import Scene
from .values.numerals import parse_number

#: The question asks for some of those counted before.
_OF_THEM: Final = re.compile(r"其中|里面(?:有)?(?:几|多少)")
_N: Final = r"[0-9一二两三四五六七八九十]+"
_PART: Final = re.compile(
    rf"(?:其中|里头|里面|当中)?(?:有)?{_N}(?:个|位|名)(?:人)?(?:要|会|得|需要|负责|直接|在|碰|接触|沾)"
)
_ALL: Final = re.compile(
    r"(?:全|全部|全员|所有|每个|个个|人人|统统|大家)[^,，不没]{0,6}(?:都|要|会|得|碰|接触)|^都(?:要|会|得|碰|接触)"
)
_BUT: Final = re.compile(
    rf"(?:除|除了|除掉|除开|除去|扣掉|扣除|去掉|不算)[^,，]{{0,4}}?(?:(?P<n>{_N})(?:个|位|名))?[^,，]{{0,10}}?[,， ]*(?:其他|其余|其它|别的|另外|剩下|余下)[^,，不没]{{0,6}}(?:都|全)"
)
_NOT: Final = re.compile(
    rf"(?:就|只有|只)[^,，]{{0,6}}(?:那|一)(?:个|位)[^,，]{{0,3}}(?:不用|不要|不需要|不碰|不接触|不算)(?:的)?[,， ]*(?:其他|其余|其它|别的|另外|剩下|余下)[^,，不没]{{0,6}}(?:都|全)|(?P<n>{_N})(?:个|位|名)[^,，]{{0,8}}(?:不用|不要|不需要|不碰|不接触|不算)(?:的)?[,， ]*(?:其他|其余|其它|别的|另外|剩下|余下)[^,，不没]{{0,6}}(?:都|全)"
)


def share_of(scene: Scene, fact: Fact, folded: str) -> Found | None:
    """The count that the share comes to, to be confirmed; None where the words tell no share, or nothing was counted before."""
    if not asks_for_share(fact):
        return None
    whole = _counted_before(scene, fact)
    if whole is None:
        return None
    less = _NOT.search(folded) or _BUT.search(folded)
    if less is not None:
        said = parse_number(less["n"]) if less["n"] is not None else None
        without = int(said.value) if said is not None and said.value is not None else 1
        return Found(Value(whole - without, approx=True)) if 0 <= without <= whole else None
    return Found(Value(whole, approx=True)) if _ALL.search(folded) is not None else None


def asks_for_share(fact: Fact) -> bool:
    """Whether the fact counts some of those that another one counts: 「其中多少人要健康证」."""
    return fact.kind == "integer" and _OF_THEM.search(fact.wording.ask) is not None


def tells_share(folded: str) -> bool:
    """Whether a clause beside the whole number tells how many of them do something: 「五个要碰吃的」."""
    return _PART.match(folded) is not None


def _counted_before(scene: Scene, fact: Fact) -> int | None:
    """The count of the same group that was answered last: of all the staff, where some of them are asked for."""
    last = scene.asking.last
    if last is None or last.fact.partition(".")[0] != fact.id.partition(".")[0]:
        return None
    held = scene.asking.held.get(last.key)
    return held if isinstance(held, int) and not isinstance(held, bool) else None
