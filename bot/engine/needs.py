"""What is still needed: from the forms' fields and the rules down to the facts that can be asked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final, Union

from .address import Address
from .case import Roster
from .conditions import UNKNOWN, Condition, waiting_for
from .facts import Fact
from .forms import Field, Form, Material
from .item_scope import ItemScope
from .scenario import Permit, Rule
from .view import View
from .wanted import FieldState, Wanted

#: What is to be settled: a field to fill, with its form's id, or a condition to decide.
Goal = tuple[Union[Field, Material, Permit, Rule], str]


def wanted(view: View) -> dict[str, Wanted]:
    """All that can be asked now and is needed, by address key, in no particular order."""
    return survey(view)[0]


def survey(view: View, only: frozenset[str] | None = None) -> tuple[dict[str, Wanted], int]:
    """All that can be asked now and is needed, by address key, in no particular order; and how much may follow.

    A fact whose relevance or rule waits for other facts is not in it; the facts it waits for are. What may follow is the
    number of fields that may still turn out to be needed: unknown, and waiting for another answer.

    Args:
        only: ids of the forms that count; None: all.
    """
    found: dict[str, Wanted] = {}
    waiting: list[str] = []
    conditions = list(view.release.plan.decisive)
    for form, when in active_permits(view):
        if only is not None and form.id not in only:
            continue
        for field in form.fields:
            state = view.fields.get(id(field))
            if state is None:
                state = view.fields[id(field)] = _state(view, field)
            if state is _SETTLED:
                continue
            if when is None:
                found.update(state.asks)
            if state.waits:
                waiting.append(field.fact)
        if when is None:
            conditions += [material.when for material in form.materials if material.when is not None]
    for condition in conditions:
        asks = view.decides.get(id(condition))
        if asks is None:
            asks = view.decides[id(condition)] = _all_for(view, view.waiting(condition))
        if asks:
            found.update(asks)
    asked = {one.address.fact for one in found.values()}
    return found, sum(1 for fact in waiting if fact not in asked)


_SETTLED: Final = FieldState()


def _state(view: View, field: Field) -> FieldState:
    asks = _all_for(view, _of_field(view, field))
    resolved, truth = view.resolve(field.fact), view.truth(field.when)
    waits = resolved.value is UNKNOWN and truth is not False and (truth is None or bool(resolved.waits))
    return FieldState(asks, waits) if asks or waits else _SETTLED


def active_permits(view: View) -> Iterator[tuple[Form, Condition | None]]:
    """The forms that are filed for certain, each with None; those that may be, with the condition that is open."""
    for permit in view.release.scenario.permits:
        truth = view.truth(permit.when)
        if truth is True:
            yield view.release.forms[permit.form], None
        elif truth is None:
            yield view.release.forms[permit.form], permit.when


def open_goals(view: View) -> Iterator[tuple[Goal, tuple[str, ...]]]:
    """What is not settled yet, most important first, each with the facts it needs next."""
    things: list[Material | Permit | Rule] = []
    for form, when in active_permits(view):
        if when is None:
            yield from (((field, form.id), facts) for field in form.fields if (facts := _of_field(view, field)))
            things += form.materials
    things += view.release.scenario.permits
    things += view.release.scenario.rules
    for thing in things:
        if thing.when is not None and (facts := view.waiting(thing.when)):
            yield (thing, ""), facts


def _of_field(view: View, field: Field) -> tuple[str, ...]:
    """What a field needs next. One that may stay empty is asked for only where 「没有」 is an answer."""
    if field.when is not None and (truth := view.truth(field.when)) is not True:
        return view.waiting(field.when) if truth is None else ()
    if not field.required and not view.release.facts[field.fact].optional:
        return ()
    return (field.fact,) if field.annotations is None else (field.fact, field.annotations)


def asked_for(view: View, name: str) -> dict[str, Wanted]:
    """The questions that can be asked now to learn a fact, by address key; empty when it is known."""
    found = view.asks.get(name)
    if found is None:
        view.asks[name] = {}  # a cycle asks for nothing
        found = view.asks[name] = _asked_for(view, name)
    return found


def _asked_for(view: View, name: str) -> dict[str, Wanted]:
    resolved = view.resolve(name)
    if resolved.value is not UNKNOWN:
        return {}
    if resolved.waits:
        return _all_for(view, waited_for(view, resolved.waits))
    fact = view.release.facts[name]
    if fact.kind == "list":
        return _asked_for_list(view, fact)
    return {name: Wanted(Address(name), optional=fact.optional)}


def waited_for(view: View, waits: Iterable[Condition | str]) -> Iterator[str]:
    """The facts behind what keeps a value from being known."""
    for wait in waits:
        if isinstance(wait, str):
            yield wait
        else:
            yield from view.waiting(wait)


def _all_for(view: View, facts: Iterable[str]) -> dict[str, Wanted]:
    found: dict[str, Wanted] = {}
    for fact in facts:
        found.update(asked_for(view, fact))
    return found


def _asked_for_list(view: View, fact: Fact) -> dict[str, Wanted]:
    """The open facts of its items; without any, the first fact of one more item, or whether there is another."""
    roster = view.case.lists.get(fact.id, Roster())
    found: dict[str, Wanted] = {}
    for item in roster.items:
        found.update(_asked_for_item(view, fact, item))
    if found:
        return found
    if len(roster.items) < (fact.limits.min_items or 0):
        return _asked_for_item(view, fact, str(roster.next))
    return {} if roster.complete else {fact.id: Wanted(Address(fact.id), more=True)}


def _asked_for_item(view: View, fact: Fact, item: str) -> dict[str, Wanted]:
    found: dict[str, Wanted] = {}
    for part in fact.items:
        address = Address(part.id, item)
        resolved = view.at(address)
        if resolved.value is not UNKNOWN:
            continue
        if resolved.waits:
            found.update(_all_for(view, item_waits(view, part.id, item)))
        else:
            found[address.key] = Wanted(address, optional=part.optional)
    return found


def item_waits(view: View, part: str, item: str) -> Iterator[str]:
    """The facts outside its list that a fact of one item waits for."""
    list_of = view.release.plan.list_of
    scope = ItemScope(view, list_of[part], item)
    for wait in view.at(Address(part, item)).waits:
        names = (wait,) if isinstance(wait, str) else waiting_for(wait, scope)
        yield from (name for name in names if list_of.get(name) != list_of[part])
