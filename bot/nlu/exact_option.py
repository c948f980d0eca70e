"""A reply that is one of the offered choices, word for word."""

from __future__ import annotations

from bot.engine.commands import Answer
from bot.engine.values import Json, Value

from .folding import fold
from .message import squash
from .scene import Scene


def exact_option(scene: Scene) -> Answer | None:
    """The choice whose label or name the whole message is; None when it is none, or several are called so."""
    core = scene.message.core
    called = [
        option.value
        for option in scene.asking.options
        if any(squash(fold(name)) == core for name in (option.label, *option.names))
    ]
    if len(called) != 1 or scene.asking.fact is None:
        return None
    value: Json = [called[0]] if scene.asking.fact.kind == "multi_choice" else called[0]
    return Answer(None, Value(value), scene.message.text.strip())
