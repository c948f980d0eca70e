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

#: Longest chain of needs followed; a checked catalog stays far below it.
DEEPEST = 30


@dataclass(frozen=True, slots=True)
class Wanted:
    """An address to be asked, with the chain of needs from it up to a form's field or a rule.

    ``more`` marks the question whether a list has another item; ``optional`` that 「没有」 will do.
    """

    address: Address
    chain: tuple[Need, ...]
    more: bool = False
    optional: bool = False


def wanted(view: View) -> dict[str, Wanted]:
    """All that can be asked now and is needed, by address key, in no particular order.

    A fact whose relevance or rule waits for other facts is not in it; the facts it waits for are.
    """
    search = _Search(view)
    for form, when in active_permits(view):
        if when is None:
            search.form(form)
    for permit in view.release.scenario.permits:
        search.condition(permit.when, Need("", "permit", permit.form), ())
    for rule in view.release.scenario.rules:
        search.condition(rule.when, Need("", "rule", rule.id, rule.source), ())
    return search.found


def active_permits(view: View) -> Iterator[tuple[Form, Condition | None]]:
    """The forms that are filed for certain, each with None; those that may be, with the condition that is open."""
    for permit in view.release.scenario.permits:
        truth = view.truth(permit.when)
        if truth is True:
            yield view.release.forms[permit.form], None
        elif truth is None:
            yield view.release.forms[permit.form], permit.when


class _Search:
    """Walks from goals to askable facts; each fact is visited once."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._seen: set[str] = set()
        self.found: dict[str, Wanted] = {}

    def form(self, form: Form) -> None:
        view = self._view
        for field in form.fields:
            if field.when is None and field.annotations is None and view.resolve(field.fact).value is not UNKNOWN:
                continue
            need = Need("", "field", f"{form.id}#{field.pointer}")
            truth = view.truth(field.when)
            if truth is None:
                self.condition(field.when, need, ())
            elif truth and self._asks(field):
                self.fact(field.fact, need, ())
                if field.annotations is not None:
                    self.fact(field.annotations, need, ())
        for material in form.materials:
            self.condition(material.when, Need("", "material", material.id, material.basis), ())

    def _asks(self, field: Field) -> bool:
        return field.required or self._view.release.facts[field.fact].optional

    def condition(self, condition: Condition | None, need: Need, chain: tuple[Need, ...]) -> None:
        if condition is None:
            return
        for fact in self._view.waiting(condition):
            self.fact(fact, need, chain)

    def fact(self, name: str, need: Need, chain: tuple[Need, ...]) -> None:
        if name in self._seen or len(chain) > DEEPEST:
            return
        self._seen.add(name)
        resolved = self._view.resolve(name)
        if resolved.value is not UNKNOWN:
            return
        chain = (Need(name, need.kind, need.by, need.source), *chain)
        if resolved.waits:
            self._waits(name, resolved.waits, chain)
            return
        fact = self._view.release.facts[name]
        if fact.kind == "list":
            self._list(fact, chain)
        else:
            self.found[name] = Wanted(Address(name), chain, optional=fact.optional)

    def _waits(self, name: str, waits: tuple[Condition | str, ...], chain: tuple[Need, ...]) -> None:
        for wait in waits:
            if isinstance(wait, str):
                self.fact(wait, Need("", "fact", name), chain)
            else:
                self.condition(wait, Need("", "fact", name), chain)

    def _list(self, fact: Fact, chain: tuple[Need, ...]) -> None:
        roster = self._view.case.lists.get(fact.id, Roster())
        open_items = [self._item(fact, item, chain) for item in roster.items]
        if any(open_items):
            return
        if len(roster.items) < (fact.limits.min_items or 0):
            self._item(fact, str(roster.next), chain)
        elif not roster.complete:
            self.found[fact.id] = Wanted(Address(fact.id), chain, more=True)

    def _item(self, fact: Fact, item: str, chain: tuple[Need, ...]) -> bool:
        """Adds the unknown facts of one item; False when there are none."""
        before = len(self.found)
        scope = ItemScope(self._view, fact.id, item)
        for part in fact.items:
            address = Address(part.id, item)
            resolved = self._view.at(address)
            if resolved.value is not UNKNOWN:
                continue
            outside = [
                name
                for wait in resolved.waits
                for name in ((wait,) if isinstance(wait, str) else waiting_for(wait, scope))
                if self._view.release.plan.list_of.get(name) != fact.id
            ]
            for name in outside:
                self.fact(name, Need("", "fact", part.id), chain)
            if not resolved.waits:
                link = Need(part.id, "fact", fact.id)
                self.found[address.key] = Wanted(address, (link, *chain), optional=part.optional)
        return len(self.found) > before
