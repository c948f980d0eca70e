"""The way through a scenario: no circles, no contradictions, every required field obtained, every question reachable."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Final

from bot.engine.conditions import UNKNOWN, Compare, Condition, FactRef, FigureRef, Literal, evaluate
from bot.engine.facts import Fact
from bot.engine.scenario import Scenario

from .building import Built
from .check_conditions import compares
from .issues import Issue
from .places import fact_path

#: Combinations of values tried before a condition is taken to be satisfiable.
MOST_TRIED: Final = 5000


def cycles(built: Built, today: date) -> Iterator[Issue]:
    """No fact's relevance or value depends on itself."""
    document = built.source.dictionary
    if document is None:
        return
    reported: set[frozenset[str]] = set()
    for scenario in built.scenarios.values():
        needs = _needs(built, scenario)
        for name in needs:
            circle = _circle(name, needs)
            if circle and frozenset(circle) not in reported:
                reported.add(frozenset(circle))
                first = min(circle)
                what = f"信息项互相等待，问不下去：{' → '.join([*circle, circle[0]])}。"
                yield Issue(
                    document.file, document.line(*fact_path(built, first)), "CYCLE-01", what, "去掉其中一个条件。"
                )


def contradictory_rules(built: Built, today: date) -> Iterator[Issue]:
    """No two rules with the same condition set one fact to different values."""
    for name, scenario in built.scenarios.items():
        document = built.homes[("scenario", name)]
        seen: dict[tuple[str, str], tuple[str, Any]] = {}
        for index, rule in enumerate(scenario.rules):
            for fact, value in rule.set.items():
                key = (fact, repr(rule.when))
                if key in seen and seen[key][1] != value:
                    what = f"规则 {rule.id} 和 {seen[key][0]} 条件一样，却把 {fact} 定成不同的值。"
                    yield Issue(document.file, document.line("rules", index), "RULE-01", what, "改条件，或者删掉一条。")
                seen.setdefault(key, (rule.id, value))


def obtained_fields(built: Built, today: date) -> Iterator[Issue]:
    """Every required field's fact can be had: asked, computed, assumed, defaulted or set by a rule."""
    for name, scenario in built.scenarios.items():
        document = built.homes[("scenario", name)]
        given = {*scenario.assume, *(fact for rule in scenario.rules for fact in (*rule.set, *rule.add))}
        asked = {
            question.fact for question in scenario.questions if question.wording is not None and question.wording.ask
        }
        for index, permit in enumerate(scenario.permits):
            for field in built.forms[permit.form].fields:
                fact = built.facts[field.fact]
                can_be_had = (
                    fact.wording.ask or fact.derive or fact.default is not None or fact.id in given or fact.id in asked
                )
                if field.required and not can_be_had and not _never(built, scenario, fact):
                    what = f"申请表 {permit.form} 的必填栏 {field.pointer}（{fact.label}）没有办法得到。"
                    yield Issue(
                        document.file,
                        document.line("permits", index),
                        "FIELD-01",
                        what,
                        "给信息项写 ask，或者加一条规则。",
                    )


def unreachable_questions(built: Built, today: date) -> Iterator[Issue]:
    """No question's condition is false whatever is answered."""
    for name, scenario in built.scenarios.items():
        document = built.homes[("scenario", name)]
        for index, question in enumerate(scenario.questions):
            if question.when is not None and not satisfiable(built, scenario.assume, question.when):
                what = f"问题 {question.fact} 的条件永远不成立，问不到。"
                yield Issue(
                    document.file,
                    document.line("questions", index, "when"),
                    "REACH-01",
                    what,
                    "改条件，或者删掉这个问题。",
                )


def satisfiable(built: Built, assume: Mapping[str, Any], condition: Condition) -> bool:
    """Whether some answers make the condition true; taken to be so when there are too many to try."""
    facts = list(dict.fromkeys(condition.facts()))
    choices = [[assume[fact]] if fact in assume else _candidates(built, built.facts[fact], condition) for fact in facts]
    count = 1
    for values in choices:
        count *= len(values)
    if count > MOST_TRIED:
        return True
    return any(
        evaluate(condition, _Trial(dict(zip(facts, values, strict=True)), built))
        for values in itertools.product(*choices)
    )


class _Trial:
    """An environment of trial answers."""

    def __init__(self, values: Mapping[str, Any], built: Built) -> None:
        self._values = values
        self._built = built

    def read(self, fact: str) -> Any:
        """The trial value."""
        return self._values.get(fact, UNKNOWN)

    def figure(self, name: str) -> float:
        """Any value of the figure will do."""
        return self._built.figures[name].periods[0].value


def _candidates(built: Built, fact: Fact, condition: Condition) -> list[Any]:
    if fact.kind == "boolean":
        return [True, False]
    if fact.kind == "multi_choice":
        return [tuple(option.value for option in fact.options), (), *((option.value,) for option in fact.options)]
    if fact.options:
        return [option.value for option in fact.options]
    found: list[Any] = ["x"] if fact.kind not in ("area", "integer", "money", "number", "percentage") else [0, 10**6]
    for compare in compares(condition):
        found += _around(built, fact, compare)
    return found


def _around(built: Built, fact: Fact, compare: Compare) -> list[Any]:
    sides = (compare.left, compare.right)
    if not any(isinstance(side, FactRef) and side.fact == fact.id for side in sides):
        return []
    values: list[Any] = []
    for side in sides:
        if isinstance(side, Literal):
            values += list(side.value) if isinstance(side.value, tuple) else [side.value]
        elif isinstance(side, FigureRef):
            values.append(built.figures[side.name].periods[0].value)
    numbers = [value for value in values if isinstance(value, (int, float)) and not isinstance(value, bool)]
    return values + [number - 1 for number in numbers] + [number + 1 for number in numbers]


def _never(built: Built, scenario: Scenario, fact: Fact) -> bool:
    """Whether the fact is never relevant in the scenario."""
    return fact.when is not None and not satisfiable(built, scenario.assume, fact.when)


def _needs(built: Built, scenario: Scenario) -> dict[str, set[str]]:
    """Fact -> the facts its relevance and value wait for, in one scenario."""
    needs: dict[str, set[str]] = {name: set() for name in built.facts}
    for name, fact in built.facts.items():
        if fact.when is not None:
            needs[name].update(fact.when.facts())
        if fact.derive is not None:
            needs[name].update(fact.derive.facts())
        for part in fact.parts.values():
            needs[part].add(name)
    for question in scenario.questions:
        if question.when is not None:
            needs[question.fact].update(question.when.facts())
    for rule in scenario.rules:
        for name in (*rule.set, *rule.add):
            if name not in scenario.assume and rule.when is not None:
                needs[name].update(rule.when.facts())
    for name in scenario.assume:
        needs[name] = set()
    return needs


def _circle(start: str, needs: Mapping[str, set[str]]) -> list[str]:
    """A circle through ``start``, or an empty list."""
    path = [start]
    seen = {start}
    stack = [iter(sorted(needs.get(start, ())))]
    while stack:
        step = next(stack[-1], None)
        if step is None:
            stack.pop()
            path.pop()
        elif step == start:
            return path
        elif step not in seen:
            seen.add(step)
            path.append(step)
            stack.append(iter(sorted(needs.get(step, ()))))
    return []
