"""Two answers that were given in each other's place: 「总面积和厨房我说反了」."""

from __future__ import annotations

import re
from typing import Final

from bot.engine.address import Address
from bot.engine.kinds import NUMERIC
from bot.engine.values import Json, Value

from .clauses import Clause
from .correction_target import given_before
from .fact_reader import Found
from .findings import Findings
from .scene import Scene
from .segments import segments

_EXCHANGED: Final = re.compile(r"(?:说|写|填|报|讲|搞|弄)反了|颠倒|对调|调换|互换|换过来")


def exchanged(scene: Scene, clauses: list[Clause], findings: Findings) -> bool:
    """「总面积和厨房我说反了」: each of the two answers that are named gets the other's value, unless a part would outgrow the whole."""
    if _EXCHANGED.search(scene.message.folded) is None or re.search(r"[0-9]", scene.message.folded) is not None:
        return False
    held = scene.asking.held
    named = [
        given_before(scene, addresses, scene.message.folded[segment.name_start : segment.name_end])
        for clause in clauses
        for segment in segments(scene, clause)
        if (addresses := scene.named(segment.ids))
    ]
    if len(set(named)) != 2 or len(named) != 2 or not all(one.key in held for one in named):
        return False
    facts = [scene.fact_at(one) for one in named]
    if facts[0] is None or facts[1] is None or facts[0].kind != facts[1].kind:
        return False
    if any(_outgrows(scene, one, held[other.key], held[one.key]) for one, other in (named, named[::-1])):
        return False
    for one, other in (named, reversed(named)):
        findings.correct(one, Found(Value(held[other.key])), scene.message.text.strip())
    return True


def _outgrows(scene: Scene, whole: Address, new: Json, other: Json) -> bool:
    """Whether the whole would get less than what is only a part of it: then nobody can tell what was meant."""
    fact = scene.fact_at(whole)
    is_whole = fact is not None and fact.kind in NUMERIC and fact.label.replace("场所", "").startswith("总")
    return is_whole and isinstance(new, (int, float)) and isinstance(other, (int, float)) and new < other
