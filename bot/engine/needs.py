"""What is still needed, and why: from the forms' fields and the rules down to the facts that can be asked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from .address import Address
from .case import Roster
from .conditions import UNKNOWN, Condition, waiting_for
from .events import Need
from .facts import Fact
from .forms import Field, Form
from .view import ItemScope, View


@dataclass(frozen=True, slots=True)
class Wanted:
    """An address to be asked. ``more``: whether its list has another item; ``optional``: 「没有」 will do."""

    address: Address
    more: bool = False
    optional: bool = False


def wanted(view: View) -> dict[str, Wanted]:
    """All that can be asked now and is needed, by address key, in no particular order.

    A fact whose relevance or rule waits for other facts is not in it; the facts it waits for are.
    """
    return _searched(view).found


def chain_of(view: View, address: Address) -> tuple[Need, ...]:
    """Why the address is asked: each link needs the one before it, the last is a form's field or a rule.

    Empty when nothing needs it now.
    """
    causes = _searched(view).causes
    links: list[Need] = []
    name = address.fact
    owner = view.release.plan.list_of.get(name)
    if owner is not None and owner in causes:
        links.append(Need(name, "fact", owner))
        name = owner
    while name in causes:
        kind, by, source, parent = causes[name]
        links.append(Need(name, kind, parent if kind == "fact" else by, source))
        name = parent
    return tuple(links)


def _searched(view: View) -> _Search:
    search = _Search(view)
    for form, when in active_permits(view):
        if when is None:
            search.form(form)
    for permit in view.release.scenario.permits:
        search.condition(permit.when, ("permit", permit.form, "", ""))
    for rule in view.release.scenario.rules:
        search.condition(rule.when, ("rule", rule.id, rule.source, ""))
    return search


def active_permits(view: View) -> Iterator[tuple[Form, Condition | None]]:
    """The forms that are filed for certain, each with None; those that may be, with the condition that is open."""
    for permit in view.release.scenario.permits:
        truth = view.truth(permit.when)
        if truth is True:
            yield view.release.forms[permit.form], None
        elif truth is None:
            yield view.release.forms[permit.form], permit.when


#: Why a fact is visited: kind of the need, what needs it, its source, and the fact that needs it (or empty).
_Cause = tuple[str, str, str, str]


class _Search:
    """Walks from goals to askable facts; each fact is visited once, and the first reason for it is kept."""

    def __init__(self, view: View) -> None:
        self._view = view
        self.causes: dict[str, _Cause] = {}
        self.found: dict[str, Wanted] = {}

    def form(self, form: Form) -> None:
        view = self._view
        for field in form.fields:
            if field.when is None and field.annotations is None and view.resolve(field.fact).value is not UNKNOWN:
                continue
            truth = view.truth(field.when)
            if truth is False or (truth and not self._asks(field)):
                continue
            cause = ("field", f"{form.id}#{field.pointer}", "", "")
            if truth is None:
                self.condition(field.when, cause)
                continue
            self.fact(field.fact, cause)
            if field.annotations is not None:
                self.fact(field.annotations, cause)
        for material in form.materials:
            self.condition(material.when, ("material", material.id, material.basis, ""))

    def _asks(self, field: Field) -> bool:
        return field.required or self._view.release.facts[field.fact].optional

    def condition(self, condition: Condition | None, cause: _Cause) -> None:
        if condition is None:
            return
        for fact in self._view.waiting(condition):
            self.fact(fact, cause)

    def fact(self, name: str, cause: _Cause) -> None:
        if name in self.causes:
            return
        resolved = self._view.resolve(name)
        if resolved.value is not UNKNOWN:
            return
        self.causes[name] = cause
        fact = self._view.release.facts[name]
        if resolved.waits:
            self._waits(name, resolved.waits)
        elif fact.kind == "list":
            self._list(fact)
        else:
            self.found[name] = Wanted(Address(name), optional=fact.optional)

    def _waits(self, name: str, waits: tuple[Condition | str, ...]) -> None:
        cause = ("fact", "", "", name)
        for wait in waits:
            if isinstance(wait, str):
                self.fact(wait, cause)
            else:
                self.condition(wait, cause)

    def _list(self, fact: Fact) -> None:
        roster = self._view.case.lists.get(fact.id, Roster())
        open_items = [self._item(fact, item) for item in roster.items]
        if any(open_items):
            return
        if len(roster.items) < (fact.limits.min_items or 0):
            self._item(fact, str(roster.next))
        elif not roster.complete:
            self.found[fact.id] = Wanted(Address(fact.id), more=True)

    def _item(self, fact: Fact, item: str) -> bool:
        """Adds the unknown facts of one item; False when there are none."""
        before = len(self.found)
        scope = ItemScope(self._view, fact.id, item)
        for part in fact.items:
            address = Address(part.id, item)
            resolved = self._view.at(address)
            if resolved.value is not UNKNOWN:
                continue
            for wait in resolved.waits:
                for name in (wait,) if isinstance(wait, str) else waiting_for(wait, scope):
                    if self._view.release.plan.list_of.get(name) != fact.id:
                        self.fact(name, ("fact", "", "", part.id))
            if not resolved.waits:
                self.found[address.key] = Wanted(address, optional=part.optional)
        return len(self.found) > before
