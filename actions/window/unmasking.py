"""A value whole, for a clerk who must compare it with what lies on the counter."""

from __future__ import annotations

from dataclasses import dataclass

from bot.engine.review import display, review

from ..conversations import Conversations


@dataclass(frozen=True, slots=True)
class Whole:
    """A value that is masked where it is shown otherwise."""

    label: str
    value: str


def whole(conversations: Conversations, conversation: str, fact: str) -> Whole | None:
    """The value of a field by its fact's address; None where no form has one. Raises UnknownConversation."""
    view = conversations.standing(conversation).position.view
    if view is None:
        return None
    filled = (one for application in review(view).applications for one in application.filled if one.address.key == fact)
    found = next(filled, None)
    if found is None or found.value is None:
        return None
    kind = view.release.facts[found.address.fact]
    return Whole(kind.label, display(view, found.address.fact, found.value))
