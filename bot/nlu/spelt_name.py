"""A person's name told once more with how it is written: 「周莉，茉莉的莉」, 「名字是王秀贞，贞节的贞，打错了」."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from bot.engine.facts import Fact
from bot.engine.values import Value

from .clauses import Clause
from .fact_reader import Found
from .findings import Findings
from .scene import Scene
from .values.person_name import name_in

_HOW: Final = re.compile(r"(?:是)?[\u3400-\u9fff]{1,4}的(?P<char>[\u3400-\u9fff])(?:字)?")
_LEAD: Final = re.compile(r"(?:他|她|我|的|名字|姓名|应该|是|叫|写)+")


def spelt_again(scene: Scene, clauses: Sequence[Clause], findings: Findings) -> bool:
    """Whether the words tell how the one name is written that was given with another character; it is then put right."""
    told = {match["char"] for one in clauses if (match := _HOW.fullmatch(one.folded.strip())) is not None}
    names = [name for one in clauses if (name := name_in(_LEAD.sub("", one.folded, count=1))) is not None]
    asked = scene.asking.fact
    if (
        not told
        or len(set(names)) != 1
        or not told <= set(names[0])
        or (asked is not None and asked.kind == "person_name")
    ):
        return False
    given = [address for address, fact, held in scene.given() if _alike(fact, held, names[0])]
    if len(given) != 1:
        return False
    found, words = Found(Value(names[0])), scene.message.text.strip()
    findings.correct(given[0], found, words)
    findings.mention(given[0], found, 0, len(scene.message.text), words)
    return True


def _alike(fact: Fact, held: object, name: str) -> bool:
    """Whether that is a person's name, and differs from this one in one character."""
    if fact.kind != "person_name" or not isinstance(held, str) or len(held) != len(name):
        return False
    return sum(one != other for one, other in zip(held, name, strict=True)) == 1
