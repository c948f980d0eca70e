"""What the tables of values are read with: the day, options in short, and a result as the tables write it."""

from __future__ import annotations

from datetime import date
from typing import Any

from bot.engine.values import Rejection, Value
from bot.nlu.values import ChoiceOption

TODAY = date(2026, 11, 24)


def offered(*said: str) -> tuple[ChoiceOption, ...]:
    """Options of ``value=label/name,name``."""
    parts = [one.partition("=") for one in said]
    return tuple(
        ChoiceOption(value, words.split("/")[0], tuple(words.partition("/")[2].split(",")) if "/" in words else ())
        for value, _, words in parts
    )


def seen(found: Value | Rejection) -> Any:
    """The result: a rejection by its code, a value with ``~`` where it is rough, a range in its place."""
    if isinstance(found, Rejection):
        return found.code
    value = found.range if found.range is not None else found.value
    return ("~", value) if found.approx else value


def told(found: Value | Rejection) -> Any:
    """The result where it does not matter why something is refused: None then, ``("~", value)`` for a rough one."""
    if isinstance(found, Rejection):
        return None
    assert found.value is not None
    return ("~", found.value) if found.approx else found.value
