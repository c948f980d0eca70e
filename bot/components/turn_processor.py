"""Rasa's processor without what a turn of ours does not need: no replay, no copy, no extraction of slots.

Exceptions reach the caller; Rasa's own processor logs them and goes on as if all were well.
"""

from __future__ import annotations

from typing import Any, Optional

from rasa.core.actions.action import Action, ActionListen
from rasa.core.channels.channel import OutputChannel, UserMessage
from rasa.core.nlg import NaturalLanguageGenerator
from rasa.core.policies.policy import PolicyPrediction
from rasa.core.processor import MessageProcessor
from rasa.shared.core.constants import ACTION_LISTEN_NAME
from rasa.shared.core.events import ActionExecuted
from rasa.shared.core.trackers import DialogueStateTracker

from .scenario_policy import ACTION_TURN, next_action
from .turn_action import TurnAction


class TurnProcessor(MessageProcessor):
    """Runs ``action_turn`` once a message. ``turn`` is set before the first message."""

    turn: TurnAction

    async def parse_message(
        self, message: UserMessage, tracker: Optional[DialogueStateTracker] = None, only_output_properties: bool = True
    ) -> dict[str, Any]:
        """No reading here: the action reads, knowing the question. A leading ``/`` means nothing."""
        return {"text": "", "intent": {"name": "answer", "confidence": 1.0}, "entities": []}

    async def _update_tracker_session(
        self, tracker: DialogueStateTracker, output_channel: OutputChannel, metadata: Optional[dict] = None
    ) -> None:
        """A session starts once and does not run out: the case store knows where a conversation stands."""
        if not tracker.events:
            await super()._update_tracker_session(tracker, output_channel, metadata)

    async def run_action_extract_slots(
        self, output_channel: OutputChannel, tracker: DialogueStateTracker
    ) -> DialogueStateTracker:
        """There are no slots."""
        return tracker

    def predict_next_with_tracker_if_should(self, tracker: DialogueStateTracker) -> tuple[Action, PolicyPrediction]:
        """The policy's rule, without a run of the graph for it."""
        tracker.clear_followup_action()
        name = next_action(tracker)
        action = self.turn if name == ACTION_TURN else ActionListen()
        return action, PolicyPrediction.for_action_name(self.domain, name)

    async def _run_action(
        self,
        action: Action,
        tracker: DialogueStateTracker,
        output_channel: OutputChannel,
        nlg: NaturalLanguageGenerator,
        prediction: PolicyPrediction,
    ) -> bool:
        events = await action.run(output_channel, nlg, tracker, self.domain)
        tracker.update(ActionExecuted(action.name(), prediction.policy_name, prediction.max_confidence), self.domain)
        tracker.update_with_events(events, self.domain)
        if action.name() == ACTION_TURN:
            # The turn is over: listening is noted here instead of by another round.
            tracker.update(ActionExecuted(ACTION_LISTEN_NAME), self.domain)
            return False
        return self.should_predict_another_action(action.name())

    async def run_anonymization_pipeline(self, tracker: DialogueStateTracker) -> None:
        """Nothing personal is in the tracker."""
