"""The port to the bot: whoever hosts the conversation takes a turn and gives its outcome."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Protocol

from actions.conversations import Conversations
from actions.inbound import Inbound


class Dialogue(Protocol):
    """Takes one inbound message of a conversation."""

    async def take(self, conversation: str, inbound: Inbound) -> dict[str, Any]:
        """The outcome, as ``Conversations.take`` gives it."""


@dataclass(frozen=True, slots=True)
class DirectDialogue:
    """The conversation without a host: the engine straight behind the API, one turn after the other."""

    conversations: Conversations

    async def take(self, conversation: str, inbound: Inbound) -> dict[str, Any]:
        """The outcome; nothing else runs meanwhile, so messages are taken in the order they arrive."""
        return self.conversations.take(conversation, inbound)
