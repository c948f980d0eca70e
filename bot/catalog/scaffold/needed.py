"""The facts that filling a form needs an applicant to be asked for, each once, in the form's order."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.engine.condition_parser import ConditionError, parse_condition
from bot.engine.facts import Fact


@dataclass(frozen=True, slots=True)
class Needed:
    """A fact with the title of the first section that needs it."""

    fact: str
    section: str


def to_ask(
    layout: Mapping[str, Any],
    materials: Sequence[Mapping[str, Any]],
    facts: Mapping[str, Fact],
    settled: Collection[str],
) -> tuple[Needed, ...]:
    """What is asked for the form's fields and conditions; what a condition reads comes before what waits for it.

    What is settled, defaulted or derived is not asked; several parts of one address are, by asking for the address.

    Args:
        facts: the whole dictionary, items of lists too. settled: what is assumed, or set by a rule.
    """
    wanted = _wanted(layout, materials, _Reader(facts, settled))
    whole = _addresses(wanted, facts)
    asked: dict[str, Needed] = {}
    for name, section in wanted.items():
        fact = facts[whole.get(name, name)]
        if fact.id not in settled and fact.default is None and fact.derive is None:
            asked.setdefault(fact.id, Needed(fact.id, section))
    return tuple(asked.values())


def _wanted(layout: Mapping[str, Any], materials: Sequence[Mapping[str, Any]], reader: _Reader) -> dict[str, str]:
    """Every fact that plays a part -> the title of the first section where it does."""
    found: dict[str, str] = {}
    for section in layout["sections"]:
        for name in _of_section(section, reader.facts):
            for one in reader.chain(name, set()):
                found.setdefault(one, section["title"])
    for entry in materials:
        for name in _read(entry.get("when")):
            for one in reader.chain(name, set()):
                found.setdefault(one, "申请材料")
    return found


def _addresses(wanted: Collection[str], facts: Mapping[str, Fact]) -> dict[str, str]:
    """Part -> the address that is asked for it: one that is wanted itself, or of which several parts are."""
    return {
        part: fact.id
        for fact in facts.values()
        if fact.wording.ask and (fact.id in wanted or len(set(wanted) & set(fact.parts.values())) > 1)
        for part in fact.parts.values()
    }


def _of_section(section: Mapping[str, Any], facts: Mapping[str, Fact]) -> Iterator[str]:
    for entry in section["fields"]:
        yield from _read(entry.get("when"))
        fact = facts.get(entry["fact"])
        if fact is not None and not entry.get("required", True) and not fact.optional:
            continue  # may stay empty, and nobody can say so: it is not asked
        yield entry["fact"]
        if "annotations" in entry:
            yield entry["annotations"]


class _Reader:
    """Follows what a fact waits for."""

    def __init__(self, facts: Mapping[str, Fact], settled: Collection[str]) -> None:
        self.facts = facts
        self._settled = settled
        self._owners = {item.id: fact.id for fact in facts.values() for item in fact.items}

    def chain(self, name: str, around: set[str]) -> Iterator[str]:
        """The fact behind all that it waits for; a list for the facts of its items; nothing for what is settled."""
        name = self._owners.get(name, name)
        if name not in self.facts or name in around or name in self._settled:
            return
        around.add(name)
        fact = self.facts[name]
        for part in (fact, *fact.items):
            reads = [*(part.when.facts() if part.when is not None else ())]
            reads += part.derive.facts() if part.derive is not None else ()
            for one in reads:
                yield from self.chain(one, around)
        yield name


def _read(condition: str | None) -> tuple[str, ...]:
    """The facts of a condition; none while it cannot be read (a check says so)."""
    if condition is None:
        return ()
    try:
        return tuple(parse_condition(condition).facts())
    except ConditionError:
        return ()
