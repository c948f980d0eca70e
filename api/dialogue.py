"""The port to the bot: whoever hosts the conversation takes a turn and gives its outcome."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import Any, Protocol

from actions.conversations import Conversations
from actions.inbound import Inbound


class Dialogue(Protocol):
    """Takes one inbound message of a conversation."""

    async def take(self, conversation: str, inbound: Inbound) -> dict[str, Any]:
        """The outcome, as ``Conversations.take`` gives it."""


@dataclass
class DirectDialogue:
    """The conversation without a host: the engine straight behind the API, one turn of a conversation at a time."""

    conversations: Conversations
    _order: dict[str, asyncio.Lock] = field(default_factory=dict)

    async def take(self, conversation: str, inbound: Inbound) -> dict[str, Any]:
        """The outcome; messages of one conversation are taken in the order they arrive."""
        async with self._order.setdefault(conversation, asyncio.Lock()):
            return self.conversations.take(conversation, inbound)
