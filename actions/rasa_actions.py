"""`rasa run actions --actions actions.rasa_actions`: the same turn behind Rasa's own server."""

from __future__ import annotations

import os
from functools import lru_cache
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from bot.engine import Case

from .conversations import Conversations
from .inbound import Inbound
from .opening import open_core
from .settings import read_settings
from .store import ConversationExists


class ActionTurn(Action):  # type: ignore[misc]
    """Takes one turn and says its messages; buttons send their label as a text."""

    def name(self) -> str:
        """The name that the policy predicts."""
        return "action_turn"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[dict[str, Any]]:
        """The turn is stored; Rasa's tracker keeps nothing of it."""
        conversations = _conversations()
        conversation = f"rasa:{tracker.sender_id}"
        latest = tracker.latest_message
        inbound = Inbound(
            str(latest.get("message_id") or f"event-{len(tracker.events)}"), text=latest.get("text") or ""
        )
        if conversations.store.find(conversation) is None:
            _create(conversations, conversation)
        for message in conversations.take(conversation, inbound)["messages"]:
            buttons = [
                {"title": choice["label"], "payload": choice["label"]} for choice in message.get("choices") or ()
            ]
            dispatcher.utter_message(text=message["text"], buttons=buttons or None)
        return []


def _create(conversations: Conversations, conversation: str) -> None:
    try:
        conversations.store.create(conversation, channel="rasa", token_hash=None, case=Case(conversation))
    except ConversationExists:
        return


@lru_cache(maxsize=1)
def _conversations() -> Conversations:
    return open_core(read_settings(os.environ)).conversations
