"""What the guide, silent while a clerk helps, would say to the applicant's latest words: for the clerk alone."""

from __future__ import annotations

from typing import Any

from bot.engine.clerks import CLERK

from ..conversations import Conversations
from ..inbound import Inbound


def suggestion(conversations: Conversations, conversation: str) -> dict[str, Any] | None:
    """``{"seq", "said", "fills", "messages"}``; None where the latest turn is nothing that the applicant wrote to a clerk.

    ``fills``: the clerk can fill the words in as they are. Raises UnknownConversation.
    """
    row = conversations.store.find(conversation)
    if row is None or row.case.clerk is None:
        return None
    turns = conversations.store.turns_before(conversation, row.case.seq + 1, 1)
    said = turns[-1].outcome.get("said") if turns and "Passed" in turns[-1].events else None
    if said is None:
        return None
    told = conversations.suggest(conversation, said["text"])
    as_clerk = Inbound("/suggested", text=said["text"], actor=CLERK, by=row.case.clerk.id)
    fills = conversations.attempt(conversation, as_clerk).fine
    messages = [one["text"] for one in told.messages]
    return {"seq": turns[-1].seq, "said": said["text"], "fills": fills, "messages": messages} if messages else None
