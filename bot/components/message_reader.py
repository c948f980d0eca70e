"""Rasa's view of a message: an intent and entities, by the same understanding that the conversation uses.

It has no context here, so it reads the text as an opening. In a conversation the action reads it again, knowing the
question; Rasa's own decisions do not depend on this component.
"""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import ENTITIES, INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message

from actions.local_time import now
from bot.engine.reading import Asking
from bot.nlu.reading_json import dump

from .intents import intent_of
from .shared_catalog import understander


@DefaultV1Recipe.register([DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER], is_trainable=False)
class MessageReader(GraphComponent):
    """Sets intent and entities."""

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> MessageReader:
        """Rasa's way to make one."""
        return cls()

    def process(self, messages: list[Message]) -> list[Message]:
        """The messages with intent and entities set."""
        for message in messages:
            reading = understander().read(message.get(TEXT) or "", Asking("routing", now().date()), None)
            message.set(INTENT, {"name": intent_of(reading), "confidence": 1.0}, add_to_output=True)
            message.set(ENTITIES, dump(reading).get("entities", []), add_to_output=True)
        return messages
