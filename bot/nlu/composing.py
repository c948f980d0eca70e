"""One message of several parts: corrections, answers, a question, and politeness between them."""

from __future__ import annotations

from bot.engine.commands import Command
from bot.engine.values import Value

from .acts import absence, control
from .answered import answers_in
from .clauses import Clause
from .correction import corrections_in
from .cues import asks, without_doubt
from .fact_reader import OPEN_KINDS, Found, read_fact
from .findings import Findings
from .inquiry import inquiry, is_question
from .message import squash
from .phrases import Match
from .plausible import is_hearsay
from .scene import Scene

#: Kinds of which 「有吗」 is a question and no hesitant answer.
_NEVER_DOUBTED = OPEN_KINDS | {"boolean"}
#: Longest answer that may be said as a question.
_DOUBT = 12


def compose(scene: Scene, findings: Findings, skip: int = 0) -> None:
    """Notes everything that the clauses say: corrections, answers, then a question or a steering phrase.

    Args:
        skip: clauses at the beginning that have been read already.
    """
    left = [one for one in scene.whole[skip:] if not (_is_courtesy(scene, one) or _is_about_others(scene, one))]
    questions = [clause for clause in left if is_question(scene, clause)]
    if len(left) == 1 and questions and _doubted_answer(scene, findings):
        return
    left = corrections_in(scene, [clause for clause in left if clause not in questions], findings)
    left, act = _steering(scene, left)
    if left:
        answers_in(
            scene, left, findings, asked=act is None or not _is_open(scene), refuse=act is None and not questions
        )
    if questions:
        words = "，".join(scene.message.text[one.start : one.end].strip() for one in questions)
        findings.questions.append(inquiry(scene, words))
    elif act is not None and not findings.answers_asked:
        findings.questions.append(act)


def _is_courtesy(scene: Scene, clause: Clause) -> bool:
    """A greeting or thanks beside something else."""
    if len(scene.whole) == 1:
        return False
    core = squash(clause.folded)
    return not core or any(match.section in ("greeting", "thanks", "bye") for match in scene.indexes.talk.find(core))


def _is_about_others(scene: Scene, clause: Clause) -> bool:
    """「听说隔壁店120平」 says nothing about this shop; a free text may talk of anybody."""
    fact = scene.asking.fact
    return (fact is None or fact.kind != "text") and is_hearsay(clause.folded)


def _doubted_answer(scene: Scene, findings: Findings) -> bool:
    """「80平行吗」 is 80, roughly, so that it is confirmed before it is written."""
    fact = scene.asking.fact
    plain = without_doubt(scene.message.folded.strip())
    if fact is None or fact.kind in _NEVER_DOUBTED or plain is None or len(plain) > _DOUBT or asks(plain):
        return False
    found = read_fact(fact, plain, scene.asking.today, scene.asking.options)
    if not isinstance(found.value, Value) or found.value.value is None:
        return False
    rough = Found(Value(found.value.value, approx=True), found.parts)
    findings.answer(None, rough, scene.message.text.strip())
    findings.mention(scene.asking.address, rough, 0, len(scene.message.text), scene.message.text)
    return True


def _steering(scene: Scene, clauses: list[Clause]) -> tuple[list[Clause], Command | None]:
    """The clauses that are no steering phrases, and the command of the last one that is; two that agree count together."""
    if len(scene.whole) < 2:
        return clauses, None
    left: list[Clause] = []
    act: Command | None = None
    before: tuple[Match, ...] = ()
    for clause in clauses:
        found = scene.indexes.acts.find(squash(clause.folded))
        both = tuple(match for match in found if match in before)
        said = control(both or found) or _absent(scene, found, clause)
        if said is None:
            left.append(clause)
        else:
            act, before = said, both or found
    return left, act


def _absent(scene: Scene, found: tuple[Match, ...], clause: Clause) -> Command | None:
    fact = scene.asking.fact
    if fact is None or fact.kind == "boolean":
        return None
    but = () if fact.optional and fact.kind not in ("choice", "multi_choice") else ("none",)
    return absence(found, scene.message.text[clause.start : clause.end], but)


def _is_open(scene: Scene) -> bool:
    return scene.asking.fact is not None and scene.asking.fact.kind in OPEN_KINDS
