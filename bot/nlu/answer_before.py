"""The open question's answer at the head of a message that goes on to put an earlier one right: 「40 总的是110 不是120」."""

from __future__ import annotations

import re
from typing import Final

from bot.engine.commands import Correct
from bot.engine.values import Value

from .asked import read_asked
from .fact_reader import Found
from .findings import Findings
from .scene import Scene
from .spans import NAME

_HEAD: Final = re.compile(r"\s*(?P<head>[^\s,，。;；!！]+)[\s,，。;；!！]+(?=\S)")
#: A head that says that something was wrong, calls for a stop, or is a yes or no to anything.
_NO_ANSWER: Final = re.compile(
    r".*[错漏忘改换加减]|[多少]|不对|等|慢着|刚|前|上|不好意思|抱歉|(?:是|不是|对|对了|嗯|哦|好|没有?|有|不)[的了啊呀哦]*$"
)
#: Kinds of which any words would do.
_ANY_WORDS: Final = frozenset({"text", "company_name", "address", "list"})


def answer_before(scene: Scene, findings: Findings) -> None:
    """Notes the first words as the open question's answer, where they alone surely are one and are no part of the correction."""
    fact, head = scene.asking.fact, _HEAD.match(scene.message.folded)
    if fact is None or fact.kind in _ANY_WORDS or scene.asking.mode != "question" or head is None:
        return
    start, end = head.span("head")
    if _NO_ANSWER.match(head["head"]) is not None or _names_another(scene, head["head"]):
        return
    words = scene.message.text[start:end]
    value = read_asked(scene, fact, words).value
    if not isinstance(value, Value) or value.approx or value.range is not None or _is_corrected(scene, value, findings):
        return
    found = Found(value)
    findings.answer(None, found, words)
    findings.mention(scene.asking.address, found, start, end, words)


def _names_another(scene: Scene, words: str) -> bool:
    asked = scene.asking.address
    spans = [one for one in scene.indexes.spotter.find(words) if one.label == NAME]
    named = (scene.indexes.names.names.get(one.text, ()) for one in spans)
    return any(asked is None or asked.fact not in ids for ids in named)


def _is_corrected(scene: Scene, value: Value, findings: Findings) -> bool:
    """Whether the correction is about this very value, the old or the new, or about the open question itself."""
    for one in findings.corrections:
        if not isinstance(one, Correct) or one.address in (None, scene.asking.address):
            return True
        told = one.value.value if isinstance(one.value, Value) else None
        if value.value in (told, scene.asking.held.get(one.address.key)):
            return True
    return False
