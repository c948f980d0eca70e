"""After an outcome: 「办好了」 answers anew the question that the outcome was decided by."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from bot.engine.address import Address
from bot.engine.commands import Answer, Correct
from bot.engine.reading import Reading
from bot.engine.values import Value

from .composing import compose
from .exact_option import exact_option
from .findings import Findings
from .passing import in_passing
from .scene import Scene
from .switching import leaves, switching

#: Kinds of which not just any words are a value.
_CHOSEN: Final = frozenset({"boolean", "choice", "multi_choice"})
#: Phrases that may be an answer; any other says what to do, and a bare yes agrees with what was told.
_ANSWERS: Final = frozenset({"no", "none", "no_more"})


def answered_anew(scene: Scene) -> Reading | None:
    """The reading of words that fit a question by which the outcome was decided, as a correction; None where they fit none."""
    for address in scene.asking.ended_by:
        asked = _asked(scene, address)
        findings = _answer(asked) if asked is not None else None
        if findings is not None:
            return _corrected(scene, address, findings)
    return None


def _asked(scene: Scene, address: Address) -> Scene | None:
    """The scene in which the question is open once more."""
    fact = scene.facts[address.fact]
    if fact.kind not in _CHOSEN:
        return None
    return replace(scene, asking=replace(scene.asking, address=address, fact=fact, options=fact.options, ended_by=()))


def _answer(asked: Scene) -> Findings | None:
    findings = Findings()
    exact = exact_option(asked)
    if exact is not None:
        findings.answers.append(exact)
    elif not _says_else(asked):
        compose(asked, findings)
    said = [one for one in findings.answers if isinstance(one, Answer) and one.address is None]
    sure = len(said) == 1 and isinstance(said[0].value, Value) and not said[0].value.approx
    return findings if sure and not findings.corrections and not findings.questions else None


def _says_else(asked: Scene) -> bool:
    """Whether the message steers, chats or asks for another matter."""
    return (
        (any(one.section not in _ANSWERS for one in asked.acts) and not asked.message.core.isdigit())
        or bool(asked.indexes.talk.find(asked.message.core))
        or in_passing(asked.message.folded) is not None
        or leaves(asked)
        or switching(asked) is not None
    )


def _corrected(scene: Scene, address: Address, findings: Findings) -> Reading:
    for one in [*findings.answers]:
        if isinstance(one, Answer) and one.address is None:
            findings.answers.remove(one)
            if isinstance(one.value, Value) and one.value.value == scene.asking.held.get(address.key):
                findings.answers.append(replace(one, address=address))
            else:
                findings.corrections.append(Correct(address, one.value, one.raw))
    return findings.reading()
