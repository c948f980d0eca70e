"""A change of mind: words that are no answer to the open question change the last one: 「还是自己去窗口拿吧，别寄了」."""

from __future__ import annotations

import re
from typing import Final

from bot.engine.facts import Fact
from bot.engine.values import Value

from .fact_reader import Found
from .findings import Findings
from .lexicon_reader import lexicon
from .mistakes import SLOTS, is_certain
from .patching import patched
from .plausible import words_of_question
from .polarity import EMPTY_PAIRS
from .scene import Scene
from .templates import pattern
from .worded import read_as

_MIND: Final = re.compile("|".join(pattern(line, SLOTS) for line in lexicon("mistakes")["mind"]))
_CHOSEN: Final = frozenset({"choice", "multi_choice", "boolean"})


def changes_mind(scene: Scene, findings: Findings) -> bool:
    """Whether words that are no answer to the open question change the last one: 「还是自己去窗口拿吧，别寄了」."""
    last = scene.asking.last
    fact = scene.fact_at(last) if last is not None else None
    if last is None or fact is None or fact.kind not in _CHOSEN:
        return False
    held = scene.asking.held.get(last.key)
    words = scene.message.text.strip()
    changed = patched(fact, held, scene.message.folded) if fact.kind == "multi_choice" else None
    if changed is None and _MIND.search(scene.message.folded) is None and not _repeats(scene, fact):
        return False
    found = Found(Value(changed)) if changed is not None else read_as(scene, fact, words)
    if not is_certain(found) or found.value.value == held:  # type: ignore[union-attr]
        return False
    findings.answers.clear()
    findings.correct(last, found, words)
    findings.mention(last, found, 0, len(scene.message.text), words)
    return True


def _repeats(scene: Scene, fact: Fact) -> bool:
    """「我们不算加盟店」 behind the question whether it is one: the words are about that once more."""
    asked, core = words_of_question(fact), scene.message.core
    own = words_of_question(scene.asking.fact) if scene.asking.fact is not None else ""
    pairs = {core[at : at + 2] for at in range(len(core) - 1)} - EMPTY_PAIRS
    return fact.kind == "boolean" and any(pair in asked and pair not in own for pair in pairs)
