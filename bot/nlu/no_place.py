"""A value told for a fact that this scenario does not ask for: 「质量负责人叫卢芳」 where a drinks shop is opened.

It is told to have no place here, and is nobody else's: not the answer to the open question, however well it would fit there.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from bot.engine.address import Address
from bot.engine.commands import Answer
from bot.engine.facts import Fact
from bot.engine.values import Rejection, Value

from .asked import read_asked
from .fact_reader import OPEN_KINDS, read_fact
from .plausible import words_of_question
from .scene import Scene
from .segments import Segment

#: Kinds whose value shows in the words that it was meant.
_TOLD: Final = frozenset({"person_name", "mobile", "phone", "id_card", "integer", "number", "percentage", "money"})
_LINK: Final = re.compile(r"(?:就|也|现在|那个)*(?:是|叫做?|为|有|[:=])[ ,:]*")
#: Somebody who does another's work besides is the answer to both.
_TOO: Final = re.compile(r"兼|也是|一个人|同一")


def no_place(scene: Scene, segment: Segment) -> Answer | None:
    """What the segment tells of a fact that is none of this scenario's, refused; None where it tells nothing of such a fact."""
    if any(one in scene.facts for one in (*segment.ids, *segment.group)) or not scene.facts:
        return None
    name = scene.message.folded[segment.name_start : segment.name_end]
    asked = scene.asking.fact
    if asked is not None and name in words_of_question(asked):
        return None
    known = scene.indexes.names.facts
    for fact in (known[one] for one in segment.ids if one in known):
        if _tells(scene, segment, fact) and not _answers_asked(scene, segment, fact):
            words = scene.message.text[segment.start : segment.end].strip(" ,，、")
            return Answer(Address(fact.id), Rejection("answer.no_place", {"label": fact.label}, fact.id), words)
    return None


def corrects_nothing(scene: Scene, segments: Sequence[Segment]) -> Answer | None:
    """「主要负责人搞错了，是叶倩」 where only the one for quality is asked for: the thing that is put right has no place here.

    Args:
        segments: those of the words that tell what was wrong.
    """
    asked = [one for one in (scene.asking.fact, _last(scene)) if one is not None]
    for segment in segments:
        name = scene.message.folded[segment.name_start : segment.name_end]
        known = [scene.indexes.names.facts[one] for one in segment.ids if one in scene.indexes.names.facts]
        if not known or not scene.facts or any(one in scene.facts for one in (*segment.ids, *segment.group)):
            continue
        if any(name in words_of_question(one) for one in asked) or known[0].kind not in _TOLD:
            continue
        words = scene.message.text.strip()
        return Answer(Address(known[0].id), Rejection("answer.no_place", {"label": known[0].label}, known[0].id), words)
    return None


def _last(scene: Scene) -> Fact | None:
    return scene.fact_at(scene.asking.last) if scene.asking.last is not None else None


def _tells(scene: Scene, segment: Segment, fact: Fact) -> bool:
    """Whether the words behind the name are surely a value of the fact."""
    if fact.kind not in _TOLD or _TOO.search(scene.message.folded) is not None:
        return False
    link = _LINK.match(scene.message.folded, segment.name_end, segment.end)
    words = scene.message.text[link.end() if link is not None else segment.name_end : segment.end].strip(" ,，、。")
    found = read_fact(fact, words, scene.asking.today).value if words else None
    return isinstance(found, Value) and not found.approx


def _answers_asked(scene: Scene, segment: Segment, fact: Fact) -> bool:
    """Whether the words may still be the answer to the open question; a person told by his office is no other's name."""
    asked = scene.asking.fact
    if asked is None or fact.kind == "person_name":
        return False
    if asked.kind in (*OPEN_KINDS, fact.kind):
        return True
    return read_asked(scene, asked, scene.message.text[segment.start : segment.end]).taken
