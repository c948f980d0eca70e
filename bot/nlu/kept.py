"""「没错」, 「不用改」 to a question that an office wants answered again: what stands there stays."""

from __future__ import annotations

import re
from typing import Final

from bot.engine.commands import Absence, Answer
from bot.engine.values import Value

from .lexicon_reader import lexicon
from .scene import Scene
from .templates import pattern

_KEPT: Final = re.compile("|".join(pattern(line, {}) for line in lexicon("after")["kept"]))
#: Where a yes or no is asked, these may be the answer itself.
_ANSWERS: Final = re.compile(r"(?:对|是|就是|确定|确认|正确|准确)(?:的|啊)?")


def kept(scene: Scene) -> Answer | None:
    """The answer that is held, said once more; None where nothing is held, or the words say something else."""
    asking, core = scene.asking, scene.message.core
    address, fact = asking.address, asking.fact
    if not asking.handed_in or asking.mode != "question" or address is None or fact is None or fact.kind == "list":
        return None
    if address.key not in asking.answered or _KEPT.fullmatch(core) is None:
        return None
    if fact.kind == "boolean" and _ANSWERS.fullmatch(core) is not None:
        return None
    held, raw = asking.held.get(address.key), scene.message.text.strip()
    parts = {part: asking.held[part] for part in fact.parts.values() if part in asking.held}
    return Answer(None, Absence.NONE if held is None else Value(held), raw, parts=parts)
