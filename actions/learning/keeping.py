"""Whether the words said at a question may be kept at all: never where they are likely to tell of a person or a place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from bot.engine.facts import Fact

from .miss import PLACES

#: Kinds whose answers are words for a choice, a yes, a number or a time. Every other kind is a name, a number of
#: somebody's, an address or free text, and its words are only counted.
PLAIN_KINDS: Final = frozenset(
    "choice multi_choice boolean area integer number percentage money date duration time_range business_hours list".split()
)


def may_keep(facts: Mapping[str, Fact], touched: Iterable[str]) -> bool:
    """Whether none of the facts is personal, part of an address, in a list about persons, or of a kind that holds names.

    A fact that is not known is taken for personal.
    """
    closed = closed_facts(facts)
    return all(name in PLACES or (name in facts and name not in closed) for name in touched)


def closed_facts(facts: Mapping[str, Fact]) -> frozenset[str]:
    """The facts of which no word may be kept."""
    found = {name for name, fact in facts.items() if fact.sensitivity != "public" or fact.kind not in PLAIN_KINDS}
    found.update(part for fact in facts.values() for part in fact.parts.values())
    for fact in facts.values():
        if any(item.sensitivity != "public" or item.kind == "person_name" for item in fact.items):
            found.update((fact.id, *(item.id for item in fact.items)))
    return frozenset(found)
