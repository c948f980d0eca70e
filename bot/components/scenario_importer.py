"""Rasa's domain and NLU data from the scenarios: what authors wrote once is not written again for Rasa."""

from __future__ import annotations

from typing import Optional, Union

from rasa.shared.core.domain import Domain
from rasa.shared.core.training_data.structures import StoryGraph
from rasa.shared.importers.importer import TrainingDataImporter
from rasa.shared.importers.rasa import RasaFileImporter
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from .intents import ACTS, choose
from .shared_catalog import catalog


class ScenarioImporter(TrainingDataImporter):
    """Adds to the files of ``bot/``: an intent a scenario with its phrases, the knowledge questions, the acts."""

    def __init__(
        self,
        config_file: Optional[str] = None,
        domain_path: Optional[str] = None,
        training_data_paths: Optional[Union[list[str], str]] = None,
    ) -> None:
        self._files = RasaFileImporter(config_file, domain_path, training_data_paths)

    def get_domain(self) -> Domain:
        """The domain of the file with the scenarios' intents."""
        scenarios = [choose(name) for name in catalog().current]
        return self._files.get_domain().merge(Domain.from_dict({"intents": [*scenarios, *ACTS]}))

    def get_stories(self, exclusion_percentage: Optional[int] = None) -> StoryGraph:
        """The one rule that Rasa needs to train dialogue at all."""
        return self._files.get_stories(exclusion_percentage)

    def get_conversation_tests(self) -> StoryGraph:
        """The files' conversation tests."""
        return self._files.get_conversation_tests()

    def get_config(self) -> dict:
        """The configuration file."""
        return self._files.get_config()

    def get_config_file_for_auto_config(self) -> Optional[str]:
        """Nothing is configured automatically."""
        return self._files.get_config_file_for_auto_config()

    def get_nlu_data(self, language: Optional[str] = "zh") -> TrainingData:
        """The files' phrases with those of scenarios and knowledge."""
        phrases = [
            (phrase, choose(release.scenario.id))
            for release in catalog().current.values()
            for phrase in release.scenario.says
        ]
        phrases += [
            (question, "ask_knowledge") for entry in catalog().knowledge.values() for question in entry.questions
        ]
        messages = [Message({TEXT: text, INTENT: intent}) for text, intent in phrases]
        return self._files.get_nlu_data(language).merge(TrainingData(messages))
