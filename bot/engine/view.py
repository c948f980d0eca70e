"""The facts of a case as rules may read them: computed, answered, defaulted, parked or unknown."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from .address import Address
from .case import Case, Stored
from .catalog import Release
from .conditions import ABSENT, UNKNOWN, Condition, Environment, Truth, evaluate
from .derivations import FUNCTIONS
from .facts import Fact


@dataclass(frozen=True, slots=True)
class Resolved:
    """A fact's value with where it came from. ``value`` may be UNKNOWN or ABSENT.

    ``source`` is one of ``case.SOURCES``, ``parked`` (not relevant now), or empty when the value is unknown;
    ``waits`` is what keeps an unknown value from being known: conditions or facts, in the order they are to be settled.
    """

    value: Any
    source: str = ""
    stored: Stored | None = None
    origin: str = ""
    waits: tuple[Condition | str, ...] = ()


_PARKED: Final = Resolved(ABSENT, "parked")
_OPEN: Final = Resolved(UNKNOWN)


class View:
    """One case under one release on one day; every value is computed once.

    It is the Environment of conditions. Cycles cannot occur in a checked catalog; in an unchecked one they read UNKNOWN.
    """

    def __init__(self, release: Release, case: Case, today: date) -> None:
        self.release = release
        self.case = case
        self.today = today
        self._resolved: dict[str, Resolved] = {}

    def read(self, fact: str) -> Any:
        """The fact's value, or UNKNOWN, or ABSENT."""
        return self.resolve(fact).value

    def figure(self, name: str) -> float:
        """The figure's value today. Raises FigureExpired when no period covers today."""
        return self.release.figures[name].on(self.today).value

    def truth(self, condition: Condition | None) -> Truth:
        """The condition's truth here; None as a condition always holds."""
        return True if condition is None else evaluate(condition, self)

    def resolve(self, fact: str) -> Resolved:
        """The fact with its provenance."""
        found = self._resolved.get(fact)
        if found is None:
            self._resolved[fact] = _OPEN
            found = self._resolved[fact] = self._compute(fact)
        return found

    def at(self, address: Address) -> Resolved:
        """What stands at an address: a fact, or a fact of one item of a list."""
        if address.item is None:
            return self.resolve(address.fact)
        key = address.key
        found = self._resolved.get(key)
        if found is None:
            self._resolved[key] = _OPEN
            found = self._resolved[key] = _item_value(self, address)
        return found

    def relevant(self, address: Address) -> Truth:
        """Whether the fact matters here. A fact of a list's item matters where its list does and its own ``when`` holds."""
        scope: Environment = self
        owner = self.release.plan.list_of.get(address.fact)
        if owner is not None:
            if (truth := self.relevant(Address(owner))) is not True:
                return truth
            scope = ItemScope(self, owner, address.item or "")
        return _all(self.release.plan.relevance.get(address.fact, ()), scope)

    def _compute(self, name: str) -> Resolved:
        fact = self.release.facts[name]
        plan = self.release.plan
        for condition in plan.relevance[name]:
            truth = evaluate(condition, self)
            if truth is False:
                return _PARKED
            if truth is None:
                return Resolved(UNKNOWN, waits=(condition,))
        if fact.kind == "list":
            return self._list(fact)
        if name in self.release.scenario.assume:
            return Resolved(self.release.scenario.assume[name], "scenario", origin=self.release.scenario.id)
        computed = _derived(fact, self) or self._by_rules(fact)
        return computed or self._answered(fact)

    def _list(self, fact: Fact) -> Resolved:
        """A list is known when the applicant said that it is complete (or it is full) and every item's facts are known."""
        roster = self.case.lists.get(fact.id)
        if roster is None:
            return _OPEN
        full = fact.limits.max_items is not None and len(roster.items) >= fact.limits.max_items
        if not (roster.complete or full) or len(roster.items) < (fact.limits.min_items or 0):
            return _OPEN
        if any(self.at(Address(part.id, item)).value is UNKNOWN for item in roster.items for part in fact.items):
            return _OPEN
        return Resolved(roster.items, "said")

    def _by_rules(self, fact: Fact) -> Resolved | None:
        """What the scenario's rules make of the fact; None when none of them speaks and it can be asked instead."""
        plan = self.release.plan
        setters, adders = plan.setters.get(fact.id, ()), plan.adders.get(fact.id, ())
        if not setters and not adders:
            return None
        for rule in setters:
            truth = self.truth(rule.when)
            if truth is True:
                return Resolved(rule.set[fact.id], "derived", origin=rule.id)
            if truth is None and rule.when is not None:
                return Resolved(UNKNOWN, waits=(rule.when,))
        values: dict[str, str] = {}
        for rule in adders:
            truth = self.truth(rule.when)
            if truth is None and rule.when is not None:
                return Resolved(UNKNOWN, waits=(rule.when,))
            if truth is True:
                values.update(dict.fromkeys(rule.add[fact.id], rule.id))
        if values:
            return Resolved(tuple(values), "derived", origin=",".join(dict.fromkeys(values.values())))
        return None if fact.wording.ask else Resolved(() if adders else ABSENT, "derived")

    def _answered(self, fact: Fact) -> Resolved:
        stored = self.case.answers.get(fact.id)
        whole = self.release.plan.whole.get(fact.id)
        if whole is not None:
            from_whole = self._part(fact, whole, stored)
            if from_whole is not None:
                return from_whole
        if stored is not None:
            return Resolved(stored.value if stored.absence is None else ABSENT, stored.source, stored)
        if fact.default is not None:
            return Resolved(fact.default, "default")
        return _OPEN

    def _part(self, fact: Fact, whole: str, stored: Stored | None) -> Resolved | None:
        """The part as the whole answer said it, unless it was answered by itself later; waits while the whole is open."""
        owner = self.resolve(whole)
        if owner.stored is None:
            return Resolved(UNKNOWN, waits=(whole,)) if owner.value is UNKNOWN and stored is None else None
        if fact.id in owner.stored.parts and (stored is None or stored.turn <= owner.stored.turn):
            return Resolved(owner.stored.parts[fact.id], owner.stored.source, owner.stored)
        return None


class ItemScope:
    """The environment of conditions inside one item of a list: its own facts first, then the case's."""

    def __init__(self, view: View, owner: str, item: str) -> None:
        self.view = view
        self.release = view.release
        self._owner = owner
        self._item = item

    def read(self, fact: str) -> Any:
        if self.view.release.plan.list_of.get(fact) == self._owner:
            return self.view.at(Address(fact, self._item)).value
        return self.view.read(fact)

    def figure(self, name: str) -> float:
        return self.view.figure(name)


def _item_value(view: View, address: Address) -> Resolved:
    plan = view.release.plan
    fact = view.release.facts[address.fact]
    scope = ItemScope(view, plan.list_of.get(address.fact, ""), address.item or "")
    for condition in plan.relevance[address.fact]:
        truth = evaluate(condition, scope)
        if truth is False:
            return _PARKED
        if truth is None:
            return Resolved(UNKNOWN, waits=(condition,))
    if (derived := _derived(fact, scope)) is not None:
        return derived
    stored = view.case.answers.get(address.key)
    if stored is not None:
        return Resolved(stored.value if stored.absence is None else ABSENT, stored.source, stored)
    return _OPEN if fact.default is None else Resolved(fact.default, "default")


def _derived(fact: Fact, scope: View | ItemScope) -> Resolved | None:
    """What the fact's derivation gives; None when there is none, or it cannot tell and the fact can be asked."""
    if fact.derive is None:
        return None
    read = [_argument(arg, scope) for arg in fact.derive.args]
    if any(value is UNKNOWN for value in read):
        unknown = tuple(
            arg.removesuffix("@label") for arg, value in zip(fact.derive.args, read, strict=True) if value is UNKNOWN
        )
        return Resolved(UNKNOWN, waits=unknown)
    value = FUNCTIONS[fact.derive.function]([None if value is ABSENT else value for value in read])
    if value is None:
        return None if fact.wording.ask else Resolved(ABSENT, "derived")
    return Resolved(value, "derived", origin=fact.derive.function)


def _argument(arg: str, scope: View | ItemScope) -> Any:
    if arg.startswith("="):
        return arg[1:]
    name, _, wants_label = arg.partition("@")
    value = scope.read(name)
    if not wants_label or value is UNKNOWN or value is ABSENT:
        return value
    option = scope.release.facts[name].option(str(value))
    return option.label if option is not None else value


def _all(conditions: tuple[Condition, ...], scope: Environment) -> Truth:
    result: Truth = True
    for condition in conditions:
        truth = evaluate(condition, scope)
        if truth is False:
            return False
        if truth is None:
            result = None
    return result
