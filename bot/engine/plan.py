"""What can be known of a release before any answer: who sets a fact, what it is part of, in what order facts are asked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from .conditions import Condition
from .facts import Fact
from .forms import Check, Form
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
    """

    order: Mapping[str, int]
    setters: Mapping[str, tuple[Rule, ...]]
    adders: Mapping[str, tuple[Rule, ...]]
    whole: Mapping[str, str]
    list_of: Mapping[str, str]
    checks: Mapping[str, tuple[Check, ...]]
    question: Mapping[str, Question]
    relevance: Mapping[str, tuple[Condition, ...]]


def build_plan(scenario: Scenario, forms: Mapping[str, Form], facts: Mapping[str, Fact]) -> Plan:
    """The indexes of one release."""
    question = {question.fact: question for question in scenario.questions}
    return Plan(
        order=_order(scenario, forms, facts),
        setters=_by_fact((fact, rule) for rule in scenario.rules for fact in rule.set),
        adders=_by_fact((fact, rule) for rule in scenario.rules for fact in rule.add),
        whole={part: fact.id for fact in facts.values() for part in fact.parts.values()},
        list_of={item.id: fact.id for fact in facts.values() for item in fact.items},
        checks=_by_fact(
            (fact, check) for form in forms.values() for check in form.checks for fact in dict.fromkeys(check.refuse.facts())
        ),
        question=question,
        relevance={
            fact.id: tuple(
                when for when in (fact.when, question[fact.id].when if fact.id in question else None) if when is not None
            )
            for fact in facts.values()
        },
    )


def _order(scenario: Scenario, forms: Mapping[str, Form], facts: Mapping[str, Fact]) -> dict[str, int]:
    """Ranks: the scenario's questions, then each form's fields from top to bottom, then the dictionary."""
    asked = [question.fact for question in scenario.questions]
    on_forms = [field.fact for permit in scenario.permits if permit.form in forms for field in forms[permit.form].fields]
    return {fact: rank for rank, fact in enumerate(dict.fromkeys([*asked, *on_forms, *facts]))}


def _by_fact(pairs: Iterable[tuple[str, T]]) -> dict[str, tuple[T, ...]]:
    grouped: dict[str, tuple[T, ...]] = {}
    for fact, thing in pairs:
        grouped[fact] = (*grouped.get(fact, ()), thing)
    return grouped
