"""Answers in a message: to facts it names, to facts its values prove to belong to, and to the open question."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Final

from bot.engine.commands import Absence
from bot.engine.facts import Fact
from bot.engine.values import Value

from .addressed import take_segment
from .clauses import Clause
from .correction_frames import part_of
from .cues import stalls
from .evidence import evidence_in, give
from .fact_reader import OPEN_KINDS, Found, read_fact
from .findings import Findings
from .folding import fold
from .plausible import is_hearsay, second_thought, words_of_question
from .polarity import polarity_about, unquoted
from .scene import Scene
from .segments import segments

#: Kinds that an address, an area or an identifier cannot be: such a clause is meant for another fact.
_NOT_PROVEN: Final = OPEN_KINDS - {"text"}
#: Kinds to which 「没有」 about the thing asked for is an answer.
_SAYS_NO: Final = frozenset({"boolean", "multi_choice"})
#: Sections of the lexicon that are no value of any words' kind.
_EMPTY_WORDS: Final = ("yes", "no", "no_more", "hedged", "same_as", "none_of_them")


def answers_in(
    scene: Scene, clauses: list[Clause], findings: Findings, *, asked: bool = True, refuse: bool = True
) -> None:
    """Notes the answers that the clauses give; a refused answer to the open question only where nothing else was found.

    Args:
        asked: whether words that name nothing may answer the open question; ``refuse``: whether to tell if they cannot.
    """
    rest: list[Clause] = []
    for clause in clauses:
        rest.extend(_unnamed(scene, clause, findings))
    own = [clause for clause in rest if not _proven(scene, clause, len(clauses) > 1, findings)]
    if scene.asking.fact is None or scene.asking.fact.kind == "list" or findings.answers_asked or not asked:
        return
    words = _words(scene, clauses, own)
    if not words or _says_nothing(scene, own):
        return
    found = read_asked(scene, scene.asking.fact, words)
    if found.taken or (refuse and not findings):
        findings.answer(None, found, words)
        findings.mention(scene.asking.address, found, own[0].start, own[-1].end, words)


def read_asked(scene: Scene, fact: Fact, words: str) -> Found:
    """The words as the answer to the open question; 「都没有」 of an optional one is 「没有」."""
    found = read_fact(fact, words, scene.asking.today, scene.asking.options)
    folded = fold(words)
    if fact.kind in _SAYS_NO:
        found = _said_about(fact, folded, found, scene.asking.today)
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
    said = None if is_hearsay(folded) else polarity_about(folded, asked)
    if said is None or (fact.kind != "boolean" and (said or not fact.optional)):
        return found
    return Found(Value(said)) if fact.kind == "boolean" else Found(Absence.NONE)


def _unnamed(scene: Scene, clause: Clause, findings: Findings) -> list[Clause]:
    """The parts of the clause that gave no value to a fact they name."""
    fact = scene.asking.fact
    if fact is not None and fact.kind == "text":
        return [clause]
    left: list[Clause] = []
    at = clause.start
    for segment in segments(scene, clause):
        if take_segment(scene, segment, findings):
            _keep(left, clause, at, segment.start)
            at = segment.end
    _keep(left, clause, at, clause.end)
    return left


def _keep(left: list[Clause], clause: Clause, start: int, end: int) -> None:
    part = part_of(clause, start - clause.start, end - clause.start)
    if part.folded.strip(" ,、的和跟"):
        left.append(part)


def _proven(scene: Scene, clause: Clause, several: bool, findings: Findings) -> bool:
    """Whether the clause is a value that shows by itself what it is, of another kind than was asked."""
    fact = scene.asking.fact
    if fact is not None and fact.kind == "text":
        return False
    one = evidence_in(scene.message, clause)
    if one is None or (fact is not None and fact.kind == one.kind):
        return False
    if fact is not None and not several and fact.kind not in _NOT_PROVEN and _asked_takes(scene, fact, clause):
        return False
    return give(scene, one, findings)


def _asked_takes(scene: Scene, fact: Fact, clause: Clause) -> bool:
    words = scene.message.text[clause.start : clause.end]
    return read_fact(fact, words, scene.asking.today, scene.asking.options).taken


def _words(scene: Scene, clauses: list[Clause], own: list[Clause]) -> str:
    """What is left for the open question: the whole message as it came where nothing was taken out of it."""
    if not own:
        return ""
    if own == clauses and len(clauses) == len(scene.whole):
        return scene.message.text.strip()
    return "，".join(scene.message.text[one.start : one.end].strip() for one in own)


def _says_nothing(scene: Scene, own: list[Clause]) -> bool:
    """Words of which any would do as a name, but which are only a hesitation, a yes or a no."""
    fact = scene.asking.fact
    if fact is None or fact.kind not in OPEN_KINDS:
        return False
    if fact.kind == "text":
        return scene.says(*_EMPTY_WORDS) and not scene.message.core.isdigit()
    return scene.says(*_EMPTY_WORDS) or all(stalls(clause.folded) for clause in own)
