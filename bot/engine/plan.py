"""What can be known of a release before any answer: who sets a fact, what it is part of, in what order facts are asked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from .address import Address
from .conditions import Condition
from .facts import Fact
from .forms import Check, Field, Form
from .scenario import Question, Rule, Scenario

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Plan:
    """Indexes over one release, built once.

    Args:
        order: fact -> rank; lower ranks are asked first.
        setters, adders: fact -> the rules that set it, or add values to it, in the scenario's order.
        whole: part of an address -> the address fact.
        list_of: fact of a list's item -> the list.
        checks: fact -> the checks across fields that read it.
        question: fact -> the scenario's own question.
        relevance: fact -> the conditions that must hold for it to matter (the dictionary's and the question's).
        affects: fact -> the facts whose value or relevance may change with it, itself included.
        outside: addresses of the facts that stand in no list and are not assumed.
        readers: fact -> ids (of the objects) of the release's conditions that read it.
        decisive: the conditions of permits and rules, which have to be decided whatever the forms need.
        fields: fact -> ids of the forms' fields that hold it, or are on the form because of it.
    """

    order: Mapping[str, int]
    setters: Mapping[str, tuple[Rule, ...]]
    adders: Mapping[str, tuple[Rule, ...]]
    whole: Mapping[str, str]
    list_of: Mapping[str, str]
    checks: Mapping[str, tuple[Check, ...]]
    question: Mapping[str, Question]
    relevance: Mapping[str, tuple[Condition, ...]]
    affects: Mapping[str, frozenset[str]]
    outside: tuple[Address, ...]
    readers: Mapping[str, tuple[int, ...]]
    fields: Mapping[str, tuple[int, ...]]
    decisive: tuple[Condition, ...]


def build_plan(scenario: Scenario, forms: Mapping[str, Form], facts: Mapping[str, Fact]) -> Plan:
    """The indexes of one release."""
    question = {question.fact: question for question in scenario.questions}
    relevance = {
        fact.id: tuple(
            when for when in (fact.when, question[fact.id].when if fact.id in question else None) if when is not None
        )
        for fact in facts.values()
    }
    return Plan(
        order=_order(scenario, forms, facts),
        setters=_by_fact((fact, rule) for rule in scenario.rules for fact in rule.set),
        adders=_by_fact((fact, rule) for rule in scenario.rules for fact in rule.add),
        whole={part: fact.id for fact in facts.values() for part in fact.parts.values()},
        list_of={item.id: fact.id for fact in facts.values() for item in fact.items},
        checks=_by_fact(
            (fact, check)
            for form in forms.values()
            for check in form.checks
            for fact in dict.fromkeys(check.refuse.facts())
        ),
        question=question,
        relevance=relevance,
        affects=_affects(scenario, facts, relevance),
        outside=_outside(scenario, facts),
        readers=_readers(scenario, forms, relevance),
        decisive=_decisive(scenario),
        fields=_by_fact(
            (fact, id(field))
            for form in forms.values()
            for field in form.fields
            for fact in dict.fromkeys(_shaping(field))
        ),
    )


def _order(scenario: Scenario, forms: Mapping[str, Form], facts: Mapping[str, Fact]) -> dict[str, int]:
    """Ranks: the scenario's questions, then each form's fields from top to bottom, then the dictionary.

    A fact that only serves another (an address for its parts, what a rule or a ``when`` reads) is asked just before it.
    """
    needs = _needs(scenario, facts)
    ranked: dict[str, None] = {}

    def visit(fact: str, path: frozenset[str]) -> None:
        if fact in ranked or fact in path or fact not in facts:
            return
        for need in needs.get(fact, ()):
            visit(need, path | {fact})
        ranked[fact] = None

    for question in scenario.questions:
        ranked[question.fact] = None
    for permit in scenario.permits:
        for field in forms[permit.form].fields if permit.form in forms else ():
            for name in (*(field.when.facts() if field.when is not None else ()), field.fact):
                visit(name, frozenset())
    for fact in facts:
        visit(fact, frozenset())
    return {fact: rank for rank, fact in enumerate(ranked)}


def _needs(scenario: Scenario, facts: Mapping[str, Fact]) -> dict[str, list[str]]:
    """Fact -> the facts it is computed from or waits for."""
    needs: dict[str, list[str]] = {name: [] for name in facts}
    for fact in facts.values():
        if fact.when is not None:
            needs[fact.id].extend(fact.when.facts())
        if fact.derive is not None:
            needs[fact.id].extend(fact.derive.facts())
        for part in fact.parts.values():
            needs.setdefault(part, []).append(fact.id)
    for rule in scenario.rules:
        for fact_id in (*rule.set, *rule.add):
            needs.setdefault(fact_id, []).extend(rule.when.facts() if rule.when is not None else ())
    return needs


def _outside(scenario: Scenario, facts: Mapping[str, Fact]) -> tuple[Address, ...]:
    in_lists = {item.id for fact in facts.values() for item in fact.items}
    return tuple(Address(name) for name in facts if name not in in_lists and name not in scenario.assume)


def _affects(
    scenario: Scenario, facts: Mapping[str, Fact], relevance: Mapping[str, tuple[Condition, ...]]
) -> dict[str, frozenset[str]]:
    """The transitive closure of "is read by": what must be computed anew when a fact changes."""
    direct: dict[str, set[str]] = {name: {name} for name in facts}
    for name, needs in _needs(scenario, facts).items():
        for need in (*needs, *(read for when in relevance.get(name, ()) for read in when.facts())):
            direct.setdefault(need, {need}).add(name)
    for fact in facts.values():
        for item in fact.items:
            direct[item.id].add(fact.id)
            direct[fact.id].add(item.id)
    return {name: frozenset(_closure(name, direct)) for name in direct}


def _closure(start: str, direct: Mapping[str, set[str]]) -> set[str]:
    found, left = {start}, [start]
    while left:
        for name in direct.get(left.pop(), ()):
            if name not in found:
                found.add(name)
                left.append(name)
    return found


def _readers(
    scenario: Scenario, forms: Mapping[str, Form], relevance: Mapping[str, tuple[Condition, ...]]
) -> dict[str, tuple[int, ...]]:
    """Which of the release's conditions read a fact."""
    conditions = [
        *(when for whens in relevance.values() for when in whens),
        *(rule.when for rule in scenario.rules),
        *(permit.when for permit in scenario.permits),
        *(field.when for form in forms.values() for field in form.fields),
        *(material.when for form in forms.values() for material in form.materials),
        *(point.when for form in forms.values() for material in form.materials for point in material.points),
        *(check.refuse for form in forms.values() for check in form.checks),
    ]
    return _by_fact((fact, id(when)) for when in conditions if when is not None for fact in dict.fromkeys(when.facts()))


def _shaping(field: Field) -> Iterator[str]:
    yield field.fact
    if field.annotations is not None:
        yield field.annotations
    if field.when is not None:
        yield from field.when.facts()


def _decisive(scenario: Scenario) -> tuple[Condition, ...]:
    conditions = [permit.when for permit in scenario.permits] + [rule.when for rule in scenario.rules]
    return tuple(when for when in conditions if when is not None)


def _by_fact(pairs: Iterable[tuple[str, T]]) -> dict[str, tuple[T, ...]]:
    grouped: dict[str, tuple[T, ...]] = {}
    for fact, thing in pairs:
        grouped[fact] = (*grouped.get(fact, ()), thing)
    return grouped
