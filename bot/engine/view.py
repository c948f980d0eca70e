"""The facts of a case as rules may read them: computed, answered, defaulted, parked or unknown."""

from __future__ import annotations

from datetime import date
from typing import Any

from .address import Address
from .case import Case, Stored
from .catalog import Release
from .conditions import ABSENT, UNKNOWN, Condition, Environment, Truth, evaluate, waiting_for
from .deriving import derived
from .facts import Fact
from .item_scope import ItemScope
from .places import Places
from .resolved import OPEN, PARKED, Resolved
from .wanted import FieldState, Wanted


class View:
    """One case under one release on one day; every value is computed once.

    It is the Environment of conditions. Cycles cannot occur in a checked catalog; in an unchecked one they read UNKNOWN.
    """

    def __init__(self, release: Release, case: Case, today: date, before: View | None = None) -> None:
        """A view; ``before``, of the same case earlier, spares computing what the changed answers do not touch."""
        self.release = release
        self.case = case
        self.today = today
        self._resolved: dict[str, Resolved] = {}
        self._truths: dict[int, Truth] = {}
        self._waits: dict[int, tuple[str, ...]] = {}
        #: Fact -> what can be asked to learn it; kept here because it holds as long as the fact's value does.
        self.asks: dict[str, dict[str, Wanted]] = {}
        #: Id of a condition -> what can be asked to decide it, kept as long as its truth.
        self.decides: dict[int, dict[str, Wanted]] = {}
        #: Id of a field -> its places, kept as long as the facts that shape them stay as they are.
        self.places: dict[int, Places] = {}
        #: Id of a field -> what it still needs, kept as long as its places.
        self.fields: dict[int, FieldState] = {}
        if before is not None and before.release is release and before.today == today:
            self._keep(before)

    def _keep(self, before: View) -> None:
        """Takes over what no changed answer can have changed."""
        plan = self.release.plan
        stale: set[str] = set()
        for fact in _changed(before.case, self.case):
            stale |= plan.affects.get(fact, frozenset())
        self._resolved, self._truths = dict(before._resolved), dict(before._truths)
        self._waits, self.asks = dict(before._waits), dict(before.asks)
        self.places, self.fields, self.decides = dict(before.places), dict(before.fields), dict(before.decides)
        for fact in stale:
            self._resolved.pop(fact, None)
            self.asks.pop(fact, None)
            for field in plan.fields.get(fact, ()):
                self.places.pop(field, None)
                self.fields.pop(field, None)
            for reader in plan.readers.get(fact, ()):
                self._truths.pop(reader, None)
                self._waits.pop(reader, None)
                self.decides.pop(reader, None)
        lists = tuple(f"{fact}[" for fact in stale if fact in self.release.facts and self.release.facts[fact].items)
        if lists:
            for key in [key for key in self._resolved if key.startswith(lists)]:
                del self._resolved[key]

    def read(self, fact: str) -> Any:
        """The fact's value, or UNKNOWN, or ABSENT."""
        return self.resolve(fact).value

    def figure(self, name: str) -> float:
        """The figure's value today. Raises FigureExpired when no period covers today."""
        return self.release.figures[name].on(self.today).value

    def truth(self, condition: Condition | None) -> Truth:
        """The condition's truth here; None as a condition always holds. For the release's own conditions."""
        if condition is None:
            return True
        key = id(condition)
        if key not in self._truths:
            self._truths[key] = evaluate(condition, self)
        return self._truths[key]

    def waiting(self, condition: Condition) -> tuple[str, ...]:
        """The facts that the condition, one of the release's own, waits for next; empty when its truth is known."""
        key = id(condition)
        if key not in self._waits:
            self._waits[key] = () if self.truth(condition) is not None else waiting_for(condition, self)
        return self._waits[key]

    def resolve(self, fact: str) -> Resolved:
        """The fact with its provenance."""
        found = self._resolved.get(fact)
        if found is None:
            self._resolved[fact] = OPEN
            found = self._resolved[fact] = self._compute(fact)
        return found

    def at(self, address: Address) -> Resolved:
        """What stands at an address: a fact, or a fact of one item of a list."""
        if address.item is None:
            return self.resolve(address.fact)
        key = address.key
        found = self._resolved.get(key)
        if found is None:
            self._resolved[key] = OPEN
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
            truth = self.truth(condition)
            if truth is False:
                return PARKED
            if truth is None:
                return Resolved(UNKNOWN, waits=(condition,))
        if fact.kind == "list":
            return self._list(fact)
        if name in self.release.scenario.assume:
            return Resolved(self.release.scenario.assume[name], "scenario", origin=self.release.scenario.id)
        computed = derived(fact, self) or self._by_rules(fact)
        return computed or self._answered(fact)

    def _list(self, fact: Fact) -> Resolved:
        """A list is known when the applicant said that it is complete (or it is full) and every item's facts are known."""
        roster = self.case.lists.get(fact.id)
        if roster is None:
            return OPEN
        full = fact.limits.max_items is not None and len(roster.items) >= fact.limits.max_items
        if not (roster.complete or full) or len(roster.items) < (fact.limits.min_items or 0):
            return OPEN
        if any(self.at(Address(part.id, item)).value is UNKNOWN for item in roster.items for part in fact.items):
            return OPEN
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
        return OPEN

    def _part(self, fact: Fact, whole: str, stored: Stored | None) -> Resolved | None:
        """The part as the whole answer said it, unless it was answered by itself later; waits while the whole is open."""
        owner = self.resolve(whole)
        if owner.stored is None:
            return Resolved(UNKNOWN, waits=(whole,)) if owner.value is UNKNOWN and stored is None else None
        if fact.id in owner.stored.parts and (stored is None or stored.turn <= owner.stored.turn):
            return Resolved(owner.stored.parts[fact.id], owner.stored.source, owner.stored)
        return None


def _changed(before: Case, after: Case) -> set[str]:
    """Facts whose own answer, or whose list, differs between two cases."""
    if before.answers is after.answers and before.lists is after.lists:
        return set()
    old, new = before.answers, after.answers
    keys = {key for key, stored in new.items() if old.get(key) is not stored} | {key for key in old if key not in new}
    facts = {address.fact for key in keys if (address := Address.parse(key)) is not None}
    names = {*before.lists, *after.lists}
    return facts | {name for name in names if before.lists.get(name) != after.lists.get(name)}


def _item_value(view: View, address: Address) -> Resolved:
    plan = view.release.plan
    fact = view.release.facts[address.fact]
    scope = ItemScope(view, plan.list_of.get(address.fact, ""), address.item or "")
    for condition in plan.relevance[address.fact]:
        truth = evaluate(condition, scope)
        if truth is False:
            return PARKED
        if truth is None:
            return Resolved(UNKNOWN, waits=(condition,))
    if (computed := derived(fact, scope)) is not None:
        return computed
    stored = view.case.answers.get(address.key)
    if stored is not None:
        return Resolved(stored.value if stored.absence is None else ABSENT, stored.source, stored)
    return OPEN if fact.default is None else Resolved(fact.default, "default")


def _all(conditions: tuple[Condition, ...], scope: Environment) -> Truth:
    result: Truth = True
    for condition in conditions:
        truth = evaluate(condition, scope)
        if truth is False:
            return False
        if truth is None:
            result = None
    return result
