"""What a clerk is told of a question while they put its answer in: how it is asked, why, and where that stands."""

from __future__ import annotations

from typing import Any

from bot.engine import Address
from bot.engine.events import Explained
from bot.engine.reasons import chain_of

from ..conversations import Conversations
from ..speech import Speaker, say


def about(conversations: Conversations, conversation: str, key: str) -> dict[str, Any]:
    """``{"ask", "example", "why"}`` of the fact at this address, in the words that its applicant would be told; empty where there is none.

    Raises UnknownConversation.
    """
    standing, address = conversations.standing(conversation), Address.parse(key)
    view = standing.position.view
    if address is None or view is None or address.fact not in view.release.facts:
        return {}
    speaker = Speaker(standing.catalog, standing.position)
    wording = speaker.wording(address)
    told = say(speaker, (Explained(address, chain_of(view, address)),))
    return {"ask": wording.ask, "example": wording.example, "why": "\n".join(one["text"] for one in told)}
