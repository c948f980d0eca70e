"""Rasa's agent in process as the host of conversations."""

from __future__ import annotations

import os
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

from .tensorflow_switch import leave_out_tensorflow

leave_out_tensorflow(os.environ)

from rasa.core.agent import Agent  # noqa: E402 - TensorFlow must be left out before Rasa is imported
from rasa.core.channels.channel import UserMessage  # noqa: E402
from rasa.utils.log_utils import configure_structlog  # noqa: E402

from actions.conversations import Conversations  # noqa: E402
from actions.inbound import Inbound  # noqa: E402

from .bounded_tracker_store import BoundedTrackerStore  # noqa: E402
from .ordered_lock_store import OrderedLockStore  # noqa: E402
from .turn_action import TurnAction  # noqa: E402
from .turn_channel import TurnChannel  # noqa: E402
from .turn_processor import TurnProcessor  # noqa: E402


class NoModel(RuntimeError):
    """There is no trained model; `make train` makes one."""


class RasaDialogue:
    """Takes turns through Rasa's agent."""

    def __init__(self, agent: Agent) -> None:
        self._agent = agent

    async def take(self, conversation: str, inbound: Inbound) -> dict[str, Any]:
        """The outcome of one message; messages of one conversation are taken in the order they arrive."""
        channel = TurnChannel(inbound)
        await self._agent.handle_message(
            UserMessage("", channel, sender_id=conversation, message_id=inbound.id, input_channel="daoban")
        )
        if channel.outcome is None:
            raise RuntimeError("Rasa's agent ran no turn")
        return channel.outcome


def rasa_host(model: Path) -> Callable[[Conversations], RasaDialogue]:
    """Makes the host of a trained model for the conversations it is given.

    Raises:
        NoModel: the file is not there.
    """
    if not model.exists():
        raise NoModel(f"{model} is not there; run make train")

    def host(conversations: Conversations) -> RasaDialogue:
        configure_structlog()
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return RasaDialogue(_agent(model, conversations))

    return host


def _agent(model: Path, conversations: Conversations) -> Agent:
    store, locks = BoundedTrackerStore(), OrderedLockStore()
    agent = Agent(tracker_store=store, lock_store=locks)
    processor = TurnProcessor(str(model), store, locks, agent.nlg)
    processor.turn = TurnAction(conversations, in_thread=conversations.store.is_remote)
    agent.processor, agent.domain = processor, processor.domain
    # Rasa wraps every store so that failures pass in silence; ours is set as it is.
    agent.tracker_store = store
    store.domain = processor.domain
    return agent
