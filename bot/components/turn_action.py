"""``action_turn`` in process: the same use case that runs behind `rasa run actions`, without a server between."""

from __future__ import annotations

import asyncio

from rasa.core.actions.action import Action, create_bot_utterance
from rasa.core.channels.channel import OutputChannel
from rasa.core.nlg import NaturalLanguageGenerator
from rasa.shared.core.constants import ACTION_LISTEN_NAME
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import Event, FollowupAction
from rasa.shared.core.trackers import DialogueStateTracker

from actions.conversations import Conversations

from .scenario_policy import ACTION_TURN


class TurnAction(Action):
    """Takes the turn that the channel carries."""

    def __init__(self, conversations: Conversations, in_thread: bool) -> None:
        self._conversations = conversations
        self._in_thread = in_thread

    def name(self) -> str:
        """The name that the policy predicts."""
        return ACTION_TURN

    async def run(
        self,
        output_channel: OutputChannel,
        nlg: NaturalLanguageGenerator,
        tracker: DialogueStateTracker,
        domain: Domain,
    ) -> list[Event]:
        """The outcome is on the channel; Rasa's tracker gets what was said, without what the applicant typed."""
        take, inbound = self._conversations.take, output_channel.inbound
        if self._in_thread:
            output_channel.outcome = await asyncio.to_thread(take, tracker.sender_id, inbound)
        else:
            output_channel.outcome = take(tracker.sender_id, inbound)
        kinds = [message["kind"] for message in output_channel.outcome["messages"]]
        said = create_bot_utterance({"text": "", "metadata": {"seq": output_channel.outcome["seq"], "kinds": kinds}})
        return [said, FollowupAction(ACTION_LISTEN_NAME)]
