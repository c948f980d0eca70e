"""Some words as the answer to the open question."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Final

from bot.engine.commands import Absence
from bot.engine.facts import Fact
from bot.engine.values import Rejection, Value

from .fact_reader import Found, read_fact
from .folding import fold
from .plausible import is_hearsay, second_thought, words_of_question
from .polarity import polarity_about, unquoted
from .said_instead import said_instead
from .scene import Scene
from .share_of import share_of
from .worded import is_short_text, read_short

#: Kinds to which 「没有」 about the thing asked for is an answer.
_SAYS_NO: Final = frozenset({"boolean", "multi_choice"})


def read_asked(scene: Scene, fact: Fact, words: str) -> Found:
    """The words as the answer to the open question; 「都没有」 of an optional one is 「没有」."""
    if is_short_text(fact):
        return read_short(scene, fact, words)
    found = read_fact(fact, words, scene.asking.today, scene.asking.options)
    folded = fold(words)
    if fact.kind == "integer":
        return share_of(scene, fact, folded) or found
    if fact.kind in _SAYS_NO:
        found = _said_about(fact, folded, found, scene.asking.today)
    if fact.kind == "boolean" and not is_hearsay(folded):
        if isinstance(found.value, Value):
            found = replace(found, value=second_thought(fact, folded, found.value, ()))
        return said_instead(fact, words, found)
    if not isinstance(found.value, Value):
        return found
    if fact.optional and found.value.value == []:
        return Found(Absence.NONE)
    return replace(found, value=second_thought(fact, folded, found.value, scene.asking.options))


def _said_about(fact: Fact, folded: str, found: Found, today: date) -> Found:
    """What the words say about the thing asked for, where the reader alone was misled or found nothing."""
    asked = words_of_question(fact)
    if found.taken:
        plain = unquoted(folded, asked)
        if fact.kind != "boolean" or plain == folded or found.value != Value(False):
            return found
        again = read_fact(fact, plain, today)
        return again if again.taken else found
    unsure = isinstance(found.value, Rejection) and found.value.code == "boolean.unsure"
    said = None if unsure or is_hearsay(folded) else polarity_about(folded, asked)
    if said is None or (fact.kind != "boolean" and (said or not fact.optional)):
        return found
    return Found(Value(said)) if fact.kind == "boolean" else Found(Absence.NONE)
