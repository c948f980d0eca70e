"""Reading while a question is open. First sure step wins: exact choice, steering phrase, small talk, then the parts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from bot.engine.commands import Absence, AskKnowledge, Later, Smalltalk, Unknown
from bot.engine.reading import Reading

from .acts import absence, control
from .answered import read_asked
from .composing import compose
from .exact_option import exact_option
from .fact_reader import OPEN_KINDS, Found
from .findings import Findings, only
from .folding import fold
from .listed import list_command
from .scene import Scene
from .switching import switching

#: Kinds whose own reader knows what 「没有」 means.
_KNOWS_NONE: Final = frozenset({"boolean", "choice", "multi_choice"})

#: Nearness to a known question from which words that are no answer ask it, and from which even a name is that question.
_NEAR: Final = 0.5
_SAME: Final = 0.85
#: Characters from which words tell enough to be a question without sounding like one.
_TELLING: Final = 6


def read_question(scene: Scene) -> Reading:
    """The reading of a reply to the open question (or to none, when nothing is asked)."""
    for step in _STEPS:
        reading = step(scene)
        if reading is not None:
            return reading
    return only(Unknown())


def _exact(scene: Scene) -> Reading | None:
    answer = exact_option(scene)
    if answer is None:
        return None
    findings = Findings(answers=[answer])
    findings.mention(scene.asking.address, Found(answer.value), 0, len(scene.message.text), scene.message.text)
    return findings.reading()


def _control(scene: Scene) -> Reading | None:
    command = control(scene.acts)
    if command is None or (isinstance(command, Later) and _names_option(scene)):
        return None
    return only(command)


def _names_option(scene: Scene) -> bool:
    """「还在办」 is a state of the licence and no putting off, where 「在办」 is one of the choices."""
    return any(
        len(name) > 1 and fold(name) in scene.message.folded
        for option in scene.asking.options
        for name in (option.label, *option.names)
    )


def _absence(scene: Scene) -> Reading | None:
    """「没有」, 「不知道」 and the like; where the fact's own reader takes 「没有」 for a value, that counts."""
    fact = scene.asking.fact
    raw = scene.message.text.strip()
    answer = absence(scene.acts, raw)
    if fact is None or answer is None:
        return None
    if answer.value is Absence.NONE and (fact.kind in _KNOWS_NONE or not fact.optional):
        found = read_asked(scene, fact, raw)
        if found.taken:
            findings = Findings()
            findings.answer(None, found, raw)
            findings.mention(scene.asking.address, found, 0, len(scene.message.text), scene.message.text)
            return findings.reading()
    return only(answer)


def _talk(scene: Scene) -> Reading | None:
    topics = scene.indexes.talk.find(scene.message.core)
    return only(Smalltalk(topics[0].section)) if topics else None


def _empty_words(scene: Scene) -> Reading | None:
    """An 「知道了」, or a yes, a no, 「跟执照一样」 where something else was asked."""
    fact = scene.asking.fact
    if scene.says("ack"):
        return only(Unknown())
    if fact is None or fact.kind in _KNOWS_NONE or scene.message.core.isdigit():
        return None
    if scene.says("same_as", "none_of_them") or (
        fact.kind in OPEN_KINDS and scene.says("yes", "no", "no_more", "hedged")
    ):
        return only(Unknown())
    return None


def _lists(scene: Scene) -> Reading | None:
    command = list_command(scene)
    return only(command) if command is not None else None


def _switch(scene: Scene) -> Reading | None:
    fact = scene.asking.fact
    command = switching(scene) if fact is None or fact.kind != "text" else None
    return only(command) if command is not None else None


def _known_question(scene: Scene) -> Reading | None:
    """Where any words would do for a name, words that are a known question all but to the letter are that question."""
    fact = scene.asking.fact
    if fact is None or fact.kind != "company_name" or len(scene.message.core) < _TELLING:
        return None
    entry, near = scene.indexes.knowledge.best(scene.message.text, scene.asking.today)
    return only(AskKnowledge(scene.message.text.strip(), entry)) if entry is not None and near >= _SAME else None


def _parts(scene: Scene) -> Reading | None:
    findings = Findings()
    compose(scene, findings)
    if not findings or findings.only_refuses:
        entry, near = scene.indexes.knowledge.best(scene.message.text, scene.asking.today)
        if entry is not None and near >= _NEAR:
            return only(AskKnowledge(scene.message.text.strip(), entry))
    return findings.reading() if findings else None


_STEPS: Final[tuple[Callable[[Scene], Reading | None], ...]] = (
    _exact,
    _control,
    _absence,
    _talk,
    _empty_words,
    _lists,
    _switch,
    _known_question,
    _parts,
)
