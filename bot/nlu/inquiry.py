"""Questions the applicant asks: what a thing means, why it is asked, what the rules are."""

from __future__ import annotations

import re
from typing import Final

from bot.engine.commands import AskKnowledge, Command, Explain

from .clauses import Clause
from .cues import asks, asks_meaning, asks_plainly
from .fact_reader import choices_of
from .message import Message
from .plausible import names_firm, words_of_question
from .scene import Scene
from .spans import NAME
from .values.options import named_options
from .worded import is_short_text

#: Nearness to a known question from which that is meant, even where the words also ask what something means.
_SURE: Final = 0.62
#: A question of so few characters is about what was just asked.
_BARE: Final = 8
#: Free words no longer than this that sound like a question are one.
_SENTENCE: Final = 30
#: Nearness of a question that is a known one but for a letter.
_SAME: Final = 0.85
_DIFFERENCE: Final = re.compile(r"差在|差别|区别|不同|不一样|有啥两样|怎么选|怎么分|选哪|哪个(?:好|合适)")
_OF_OPTIONS: Final = re.compile(r"(?:这|那)?(?:几|[二两三四])?个?选项")
_THIS: Final = re.compile(r"这个|这题|这项|这写|这俩|这两|你问|你们(?:怎么)?问|你说")


def is_question(scene: Scene, clause: Clause) -> bool:
    """Whether the clause asks us something. Words inside a fact's name (「多少平」) do not count."""
    folded = clause.whole.rstrip(",， ")
    if not asks(folded) or _repeats_topic(scene, clause):
        return False
    kind = scene.asking.fact.kind if scene.asking.fact is not None and scene.asking.mode == "question" else ""
    if kind == "text" or (kind == "company_name" and names_firm(clause.folded)):
        short = scene.asking.fact is not None and (
            is_short_text(scene.asking.fact) or len(scene.message.text) <= _SENTENCE
        )
        return asks(folded) if short and "、" not in folded else asks_plainly(folded)
    names = [span for span in scene.indexes.spotter.find(clause.folded) if span.label == NAME]
    for span in reversed(names):
        folded = folded[: span.start] + folded[span.end :]
    return asks(folded)


def _repeats_topic(scene: Scene, clause: Clause) -> bool:
    """「营业执照？还没弄」 only takes up what was asked, and answers it."""
    fact = scene.asking.fact
    core = clause.folded.strip(" ?？")
    return (
        fact is not None
        and len(scene.whole) > 1
        and clause.start == scene.whole[0].start
        and 1 < len(core) <= _BARE
        and core in words_of_question(fact)
    )


def inquiry(scene: Scene, words: str) -> Command:
    """The command for a question: a knowledge entry, the reason for a fact, or a question nobody has answered yet."""
    today, search = scene.asking.today, scene.indexes.knowledge
    entry, nearness = search.best(words, today, scene.items)
    if entry is None:
        entry, nearness = search.best(scene.message.text, today, scene.items)
    message = Message.of(words)
    if nearness < _SAME and _compares_options(scene, message):
        return Explain()
    if asks_meaning(message.folded) and nearness < (_SAME if _repeats_question(scene, message) else _SURE):
        explained = _fact_asked_about(scene, message) or _open_question(scene, message)
        if explained is not None:
            return explained
    return AskKnowledge(words, entry, () if entry is not None else search.near(words, today, scene.items))


def _compares_options(scene: Scene, message: Message) -> bool:
    """「总监跟安全员差在哪」: how the choices offered differ, which the help of the question tells."""
    if _DIFFERENCE.search(message.folded) is None:
        return False
    if _OF_OPTIONS.search(message.folded) is not None and scene.asking.options:
        return True
    named = [one for one in named_options(message.folded, choices_of(scene.asking.options)) if one.strength > 1]
    return len({one.option.value for one in named}) > 1


def _open_question(scene: Scene, message: Message) -> Explain | None:
    """The words ask what the open question means: they repeat it, or name nothing at all."""
    fact = scene.asking.fact
    if fact is None or scene.asking.mode != "question":
        return None
    asked, core = words_of_question(fact) + "".join(one.label for one in fact.options), message.core
    repeats = any(core[at : at + 2] in asked for at in range(len(core) - 1))
    return Explain() if repeats or len(core) <= _BARE or _THIS.search(message.folded) is not None else None


def _repeats_question(scene: Scene, message: Message) -> bool:
    """「便利化评审是啥，没听说过」, where just that is asked: what it means is what the help of the question tells."""
    fact = scene.asking.fact
    if fact is None or scene.asking.mode != "question":
        return False
    called = max(("".join(one) for one in (fact.label, *fact.names)), key=len)
    return any(message.core[at : at + 4] in called for at in range(len(message.core) - 3))


def _fact_asked_about(scene: Scene, message: Message) -> Explain | None:
    for span in scene.indexes.spotter.find(message.folded):
        addresses = scene.named(scene.indexes.names.names.get(span.text, ()))
        if addresses:
            return Explain(None if addresses[0] == scene.asking.address else addresses[0])
    return None
