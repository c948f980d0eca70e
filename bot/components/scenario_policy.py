"""One action a turn: ``action_turn`` after a message, then listen."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Optional

from rasa.core.policies.policy import Policy, PolicyPrediction
from rasa.engine.graph import ExecutionContext
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.core.constants import ACTION_LISTEN_NAME
from rasa.shared.core.domain import Domain
from rasa.shared.core.generator import TrackerWithCachedStates
from rasa.shared.core.trackers import DialogueStateTracker

ACTION_TURN = "action_turn"


def next_action(tracker: DialogueStateTracker) -> str:
    """What comes next in a conversation."""
    return ACTION_TURN if tracker.latest_action_name == ACTION_LISTEN_NAME else ACTION_LISTEN_NAME


@DefaultV1Recipe.register([DefaultV1Recipe.ComponentType.POLICY_WITHOUT_END_TO_END_SUPPORT], is_trainable=True)
class ScenarioPolicy(Policy):
    """Predicts ``next_action`` with certainty."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Its priority among policies; there is no other."""
        return {"priority": 6}

    def train(self, training_trackers: list[TrackerWithCachedStates], domain: Domain, **kwargs: Any) -> Resource:
        """Nothing is learnt; Rasa wants a resource all the same."""
        with self._model_storage.write_to(self._resource) as folder:
            (Path(folder) / "policy.txt").write_text(ACTION_TURN)
        return self._resource

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> ScenarioPolicy:
        """The policy as trained."""
        return cls(config, model_storage, resource, execution_context)

    def predict_action_probabilities(
        self,
        tracker: DialogueStateTracker,
        domain: Domain,
        rule_only_data: Optional[dict[str, Any]] = None,
        **kwargs: Any,
    ) -> PolicyPrediction:
        """All on ``next_action``."""
        scores = [0.0] * domain.num_actions
        scores[domain.index_for_action(next_action(tracker))] = 1.0
        return self._prediction(scores)
