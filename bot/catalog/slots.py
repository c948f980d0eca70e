"""What a text must have in braces, and may have."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Slots:
    """The names a text must have in braces, and those it may have besides."""

    must: frozenset[str] = frozenset()
    may: frozenset[str] = frozenset()


def table(rows: str) -> dict[str, Slots]:
    """Text id -> its slots. A row: the id, then the names; those in brackets may be left out."""
    found = {}
    for name, *slots in (row.split() for row in rows.strip().splitlines()):
        may = frozenset(slot.strip("[]") for slot in slots if slot.startswith("["))
        found[name] = Slots(frozenset(slot for slot in slots if not slot.startswith("[")), may)
    return found
