"""Commands as Rasa's intents: ``choose_<scenario>``, ``ask_knowledge``, ``back`` ..."""

from __future__ import annotations

import re
from typing import get_args

from bot.engine.commands import ChooseScenario, Command
from bot.engine.reading import Reading


def _snake(name: str) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower()


#: Intents that are not about one scenario.
ACTS = tuple(sorted({_snake(kind.__name__) for kind in get_args(Command)}))


def choose(scenario: str) -> str:
    """The intent of asking for a scenario."""
    return f"choose_{scenario}"


def intent_of(reading: Reading) -> str:
    """The intent of a reading: its first command's."""
    first = reading.commands[0] if reading.commands else None
    if isinstance(first, ChooseScenario) and first.scenario is not None:
        return choose(first.scenario)
    return _snake(type(first).__name__) if first is not None else "unknown"
