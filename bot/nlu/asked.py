"""Some words as the answer to the open question."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import Final

from bot.engine.commands import Absence
from bot.engine.facts import Fact
from bot.engine.kinds import NUMERIC
from bot.engine.values import Rejection, Value

from .fact_reader import Found, read_fact
from .folding import fold
from .patching import tells_a_digit
from .plausible import is_hearsay, second_thought, words_of_question
from .polarity import polarity_about, unquoted
from .said_instead import said_instead
from .scene import Scene
from .share_of import share_of
from .worded import is_short_text, read_short

#: Kinds to which one may answer with a question that expects no answer: 「食堂怎么会卖酒」.
_ANSWERED_BACK: Final = frozenset({"boolean", "choice", "multi_choice"})
_HOW_COULD: Final = re.compile(
    r"(?:怎么|哪里?)(?:会|可能)(?P<thing>有|卖|做|用|放|是|去|开|办|让|给)(?![^,，]*[吗呢?？])"
)
#: 「没有床」, where beds are counted.
_NONE_OF: Final = re.compile(
    r"(?:我们?|店里|这里|我家|目前|现在|压根|根本)*(?:一[个张间台把]?(?:也|都))?(?:没有?|不设|不放|不装)(?P<thing>[\u3400-\u9fff]{1,4}?)的?(?:$|[,，])"
)
#: Kinds to which 「没有」 about the thing asked for is an answer.
_SAYS_NO: Final = frozenset({"boolean", "multi_choice"})


def read_asked(scene: Scene, fact: Fact, words: str) -> Found:
    """The words as the answer to the open question; 「都没有」 of an optional one is 「没有」."""
    if is_short_text(fact):
        return read_short(scene, fact, words)
    if fact.kind in _ANSWERED_BACK:
        words = _HOW_COULD.sub(lambda match: "没有" if match["thing"] == "有" else f"不{match['thing']}", words)
    folded = fold(words)
    if fact.kind in NUMERIC and tells_a_digit(folded):
        return Found(Rejection(f"{fact.kind}.unreadable", {"understood": words[:60], "accepted": fact.wording.example}))
    found = read_fact(fact, words, scene.asking.today, scene.asking.options)
    if fact.kind == "integer":
        return share_of(scene, fact, folded) or (found if found.taken else _none_of(fact, folded, found))
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


def _none_of(fact: Fact, folded: str, found: Found) -> Found:
    """Nought, where the words deny the thing that is counted."""
    denied = _NONE_OF.match(folded)
    asked = words_of_question(fact)
    counted = denied is not None and denied["thing"][-1] in asked and denied["thing"] in asked
    return Found(Value(0)) if counted else found


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
