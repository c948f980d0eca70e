"""Why a question is asked: the chain of needs from it up to a form's field or a rule."""

from __future__ import annotations

import itertools

from .address import Address
from .case import Roster
from .events import Need
from .forms import Field, Material
from .needs import Goal, asked_for, item_waits, open_goals, waited_for
from .scenario import Rule
from .view import View


def chain_of(view: View, address: Address) -> tuple[Need, ...]:
    """Why the address is asked: each link needs the one before it, the last is a form's field or a rule.

    Empty when nothing needs it now.
    """
    for goal, facts in open_goals(view):
        for fact in facts:
            path = _path(view, fact, address)
            if path:
                links = [Need(child, "fact", parent) for parent, child in itertools.pairwise(path)]
                return (*reversed(links), _last(path[0], goal))
    return ()


def _path(view: View, name: str, address: Address) -> tuple[str, ...]:
    """The facts from ``name`` down to the address, each waiting for the next; empty when none leads there."""
    if address.key not in asked_for(view, name):
        return ()
    if name == address.fact:
        return (name,)
    if view.release.plan.list_of.get(address.fact) == name:
        return name, address.fact
    return next(
        (name, *between[:-1], *path) for between in _below(view, name) if (path := _path(view, between[-1], address))
    )


def _below(view: View, name: str) -> list[tuple[str, ...]]:
    """What a fact waits for: other facts, each after the list's fact that waits for it where ``name`` is a list."""
    roster = view.case.lists.get(name, Roster())
    parts = view.release.facts[name].items
    return [(fact,) for fact in waited_for(view, view.resolve(name).waits)] + [
        (part.id, fact)
        for item in (*roster.items, str(roster.next))
        for part in parts
        for fact in item_waits(view, part.id, item)
    ]


def _last(fact: str, goal: Goal) -> Need:
    thing, form = goal
    if isinstance(thing, Field):
        return Need(fact, "field", f"{form}#{thing.pointer}")
    if isinstance(thing, Material):
        return Need(fact, "material", thing.id, thing.basis)
    if isinstance(thing, Rule):
        return Need(fact, "rule", thing.id, thing.source)
    return Need(fact, "permit", thing.form)
