"""A clerk says of the applicant's words that they were understood wrongly; authors read it where they read what else was missed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from bot.engine import Address, Case
from bot.engine.confirming import REVIEW

from ..conversations import Conversations
from ..learning.miss import CONFIRM, ROUTING

#: What was open -> the place that the words count at, where it was no fact.
_PLACES: Final = {"scenario": ROUTING, "confirm": CONFIRM, "review": REVIEW.fact}


@dataclass(frozen=True, slots=True)
class Misheard:
    """Words, the question at which they were said, whose case it is, and who spoke."""

    question: str
    said: str
    case: Case
    person: str


def misheard(conversations: Conversations, conversation: str, seq: int) -> Misheard | None:
    """The words of that turn; None where the applicant did not speak in it, or the guide was not to understand them."""
    row = conversations.store.find(conversation)
    turns = conversations.store.turns_before(conversation, seq + 1, 2)
    if row is None or not turns or turns[-1].seq != seq:
        return None
    said = turns[-1].outcome.get("said")
    question = asked_in(turns[0].outcome) if len(turns) > 1 else ROUTING
    if said is None or said.get("by") != "applicant" or question is None:
        return None
    return Misheard(question, said["text"], row.case, row.identity or conversation)


def report_misheard(conversations: Conversations, found: Misheard) -> None:
    """The words are counted, where misses are."""
    if conversations.misses is not None:
        conversations.misses.report(found.case, found.question, found.said, found.person)


def asked_in(before: Mapping[str, Any]) -> str | None:
    """The fact or place that was asked; None where nothing was, or a clerk was there to hear it."""
    asking = before.get("asking")
    if before["case"].get("clerk") is not None:
        return None
    if asking is None:
        return ROUTING if before["case"]["stage"] == "routing" else None
    address = Address.parse(asking["fact"]) if asking.get("fact") else None
    return address.fact if address is not None else _PLACES.get(asking["kind"])
