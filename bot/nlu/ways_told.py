"""Of what kinds it is, told with the yes: 「美团饿了么都上」 where it is asked whether anything is sold in the net."""

from __future__ import annotations

from typing import Final

from bot.engine.facts import Fact
from bot.engine.values import Json, Value

from .fact_reader import Found, choices_of
from .findings import Findings
from .relatives import hangs_on_question, near
from .scene import Scene
from .values.boolean import hedged
from .values.options import WRITTEN, named_options

#: Characters of a name that is no chance word.
_TELLING: Final = 2


def ways_told(scene: Scene, fact: Fact, found: Found, folded: str, findings: Findings) -> None:
    """Notes, to be confirmed, the choices that the words of a yes name of what is asked next because of it."""
    if fact.kind != "boolean" or found.value != Value(True) or hedged(folded):
        return
    for address in near(scene):
        other = scene.fact_at(address)
        if other is None or other.kind != "multi_choice" or not hangs_on_question(scene, address):
            continue
        named = [
            one
            for one in named_options(folded, choices_of(other.options))
            if one.strength == WRITTEN and one.end - one.start >= _TELLING
        ]
        kinds = {one.option.value for one in named}
        if kinds and not any(one.denied for one in named) and address.key not in scene.asking.answered:
            said: Json = [one.value for one in other.options if one.value in kinds]
            findings.propose(address, Found(Value(said, approx=True)), folded)
            return
