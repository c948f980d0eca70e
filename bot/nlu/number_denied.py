"""「比例是55，不是60」: the one earlier answer that is just the number which is denied."""

from __future__ import annotations

import re
from typing import Final

from bot.engine.address import Address
from bot.engine.kinds import NUMERIC

from .fact_reader import read_fact
from .scene import Scene

_N: Final = r"[0-9一二两三四五六七八九十百千万.]+"
_UNIT: Final = r"(?:%|个|张|间|台|人|位|平|份|把|家|层|米|元|块)?"
_DENIED: Final = re.compile(
    rf"是{_N}{_UNIT}[,， ]*(?:而)?不是(?P<old>{_N}){_UNIT}$|不是(?P<old2>{_N}){_UNIT}[,， ]*(?:而?是|应该是){_N}{_UNIT}$"
)


def number_denied(scene: Scene) -> Address | None:
    """Where the number was given that the words deny; None where none or several answers are that number."""
    match = _DENIED.search(scene.message.folded.rstrip(" 。.!了的"))
    if match is None:
        return None
    found = []
    for address, fact, held in scene.given():
        if fact.kind not in NUMERIC or isinstance(held, bool):
            continue
        value = read_fact(fact, match["old"] or match["old2"], scene.asking.today).value
        if getattr(value, "value", None) == held and held is not None:
            found.append(address)
    return found[0] if len(found) == 1 else None
