"""One fact's reader on some words: a value with its parts, 「没有」, or a rejection."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from bot.engine.commands import Understood
from bot.engine.facts import Fact, Option
from bot.engine.values import Json, Rejection

from .values import KINDS, ChoiceOption, parse_address, read_value

#: Kinds whose value may be any words: nothing in the words themselves says that they are one.
OPEN_KINDS: Final = frozenset({"text", "company_name", "person_name"})


@dataclass(frozen=True, slots=True)
class Found:
    """What some words are for one fact. ``parts``: for an address, fact id -> value."""

    value: Understood
    parts: Mapping[str, Json] = field(default_factory=dict)

    @property
    def taken(self) -> bool:
        """Whether the words were a value (or 「没有」) and not refused."""
        return not isinstance(self.value, Rejection)


def read_fact(fact: Fact, words: str, today: date, options: Sequence[Option] | None = None) -> Found:
    """The words as a value of the fact.

    Args:
        options: the choices as they were shown; None means the fact's own.
    """
    if fact.kind not in KINDS:
        return Found(Rejection("answer.shape", {"label": fact.label, "example": fact.wording.example}, fact.id))
    if fact.kind == "address":
        return _read_address(fact, words, today)
    offered = tuple(
        ChoiceOption(one.value, one.label, one.names) for one in (fact.options if options is None else options)
    )
    return Found(read_value(fact.kind, words, today=today, options=offered))


def _read_address(fact: Fact, words: str, today: date) -> Found:
    value = read_value("address", words, today=today)
    if isinstance(value, Rejection) or not fact.parts:
        return Found(value)
    parts = parse_address(words)
    said = {target: getattr(parts, name, None) for name, target in fact.parts.items()}
    return Found(value, {target: part for target, part in said.items() if part is not None})
