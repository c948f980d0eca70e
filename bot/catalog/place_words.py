"""What a place of a form is called."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from bot.engine.facts import Fact
from bot.engine.forms import Field

from .fact_words import fact_label


def place_label(pointer: str, fields: Iterable[Field], facts: Mapping[str, Fact]) -> str | None:
    """The name of the place; of a list's item, with its number. None where none of the fields has it."""
    for field in fields:
        if pointer == field.pointer:
            return fact_label(field.fact, facts)
        if pointer.startswith(field.pointer + "/"):
            number, _, part = pointer.removeprefix(field.pointer + "/").partition("/")
            if number.isascii() and number.isdigit():
                name = fact_label(f"{field.fact}.{part}" if part else field.fact, facts)
                return f"{name}（第{int(number) + 1}项）"
    return None
