"""Facts near the open question: those of the same subject (法定代表人's), and those that matter only because of its answer."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from bot.engine.address import Address
from bot.engine.facts import Fact

from .folding import fold
from .scene import Scene


def near(scene: Scene) -> list[Address]:
    """Addresses near the open question that a text may answer, itself left out; those that hang on it first."""
    asked = scene.asking.address
    if asked is None:
        return []
    on_it = scene.indexes.names.hanging.get(asked.fact, frozenset())
    hanging = [one for one in scene.asking.addressable if one != asked and one.fact in on_it] if on_it else []
    groups = {_group(asked.fact), *(_group(one.fact) for one in hanging)} - {None}
    same = [
        one
        for one in (scene.asking.addressable if groups else ())
        if one.fact not in on_it and one.item == asked.item and one != asked and _group(one.fact) in groups
    ]
    return hanging + same


def hangs_on_question(scene: Scene, address: Address) -> bool:
    """Whether the fact matters only because of the answer to the open question."""
    asked = scene.asking.address
    return asked is not None and address.fact in scene.indexes.names.hanging.get(asked.fact, ())


def hanging_on(scene: Scene, told: Collection[Address]) -> list[Address]:
    """The facts that matter only because of what the same message has told: the lease's end of 「租的」."""
    names = {name for one in told for name in scene.indexes.names.hanging.get(one.fact, ())}
    return [one for one in scene.asking.addressable if one.fact in names] if names else []


def lists_near(scene: Scene) -> Iterator[Fact]:
    """Lists that hang on the open question: a value may belong to an item that is not there yet."""
    asked = scene.asking.address
    for name in scene.indexes.names.hanging.get(asked.fact, ()) if asked is not None else ():
        fact = scene.facts.get(name)
        if fact is not None and fact.kind == "list":
            yield fact


def is_called(fact: Fact, name: str) -> bool:
    """Whether the fact's label or one of its names ends like ``name``: 「法人的电话」 may be called 「电话」."""
    return any(fold(spoken).endswith(name) for spoken in (fact.label, *fact.names))


def called_near(scene: Scene, name: str) -> list[Address]:
    """Addresses near the open question with a name that ends like ``name``: after 「法人叫王强」 「电话」 is his."""
    found = []
    for address in near(scene):
        fact = scene.fact_at(address)
        if fact is not None and is_called(fact, name):
            found.append(address)
    return of_the_same(scene, found)


def of_the_same(scene: Scene, found: list[Address]) -> list[Address]:
    """Those of the very person or thing that the open question is about, where there are such; else all."""
    asked = scene.asking.address
    group = asked.fact.rpartition(".")[0] if asked is not None else ""
    return [one for one in found if one.fact.rpartition(".")[0] == group] or found


def of_a_person(scene: Scene, fact: Fact) -> bool:
    """Whether the fact is one of a person's: there is a name beside it."""
    group = fact.id.rpartition(".")[0]
    name = scene.facts.get(f"{group}.name") if group else None
    return name is not None and name.kind == "person_name"


def of_another_person(scene: Scene, address: Address, fact: Fact) -> bool:
    """Whether the fact is a person's and the open question is not about that person: who is a pharmacist is not the head of quality."""
    asked = scene.asking.address
    return (
        of_a_person(scene, fact)
        and asked is not None
        and asked.fact.rpartition(".")[0] != address.fact.rpartition(".")[0]
    )


def _group(fact: str) -> str | None:
    """``legal_rep`` of ``legal_rep.name``; the premises and the firm are no persons: their facts are told apart by name."""
    group, dot, _ = fact.partition(".")
    return group if dot and group not in ("premises", "operator", "online_business") else None
