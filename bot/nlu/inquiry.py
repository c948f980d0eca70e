"""Questions the applicant asks: what a thing means, why it is asked, what the rules are."""

from __future__ import annotations

from bot.engine.commands import AskKnowledge, Command, Explain

from .clauses import Clause
from .cues import asks, asks_meaning, asks_plainly
from .message import Message
from .plausible import names_firm
from .scene import Scene
from .spans import NAME


def is_question(scene: Scene, clause: Clause) -> bool:
    """Whether the clause asks us something. Words inside a fact's name (「多少平」) do not count."""
    folded = clause.whole
    if not asks(folded):
        return False
    kind = scene.asking.fact.kind if scene.asking.fact is not None and scene.asking.mode == "question" else ""
    if kind == "text" or (kind == "company_name" and names_firm(clause.folded)):
        return asks_plainly(folded)
    names = [span for span in scene.indexes.spotter.find(clause.folded) if span.label == NAME]
    for span in reversed(names):
        folded = folded[: span.start] + folded[span.end :]
    return asks(folded)


def inquiry(scene: Scene, words: str) -> Command:
    """The command for a question: a knowledge entry, the reason for a fact, or a question nobody has answered yet."""
    today, search = scene.asking.today, scene.indexes.knowledge
    entry = search.best(words, today)[0] or search.best(scene.message.text, today)[0]
    if entry is None:
        message = Message.of(words)
        if asks_meaning(message.folded):
            explained = _fact_asked_about(scene, message)
            if explained is not None:
                return explained
    return AskKnowledge(words, entry)


def _fact_asked_about(scene: Scene, message: Message) -> Explain | None:
    for span in scene.indexes.spotter.find(message.folded):
        addresses = scene.named(scene.indexes.names.names.get(span.text, ()))
        if addresses:
            return Explain(None if addresses[0] == scene.asking.address else addresses[0])
    return None
