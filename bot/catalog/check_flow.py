"""The way through a scenario: no circles, no contradictions, every required field obtained, every question reachable."""

from __future__ import annotations

import itertools
import math
from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Final

from bot.engine.conditions import ABSENT, UNKNOWN, And, Condition, Not, evaluate
from bot.engine.facts import Fact
from bot.engine.scenario import Scenario

from .building import Built
from .check_conditions import is_sound
from .circles import circle
from .issues import Issue
from .places import fact_path
from .shaping import conditions_of, known_facts
from .trial_values import candidates

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
        for name in sorted(built.facts):
            around = circle(name, needs)
            if around and frozenset(around) not in reported:
                reported.add(frozenset(around))
                first = min(around)
                what = f"信息项互相等待，问不下去：{' → '.join([*around, around[0]])}。"
                yield Issue(
                    document.file, document.line(*fact_path(built, first)), "CYCLE-01", what, "去掉其中一个条件。"
                )


def contradictory_rules(built: Built, today: date) -> Iterator[Issue]:
    """No two rules with the same condition set one fact to different values."""
    for name, scenario in built.scenarios.items():
        document = built.homes[("scenario", name)]
        seen: dict[tuple[str, str], tuple[str, Any]] = {}
        for index, rule in enumerate(scenario.rules):
            if rule.when is None and "when" in document.data["rules"][index]:
                continue
            for fact, value in rule.set.items():
                key = (fact, repr(rule.when))
                if key in seen and seen[key][1] != value:
                    what = f"规则 {rule.id} 和 {seen[key][0]} 条件一样，却把 {fact} 定成不同的值。"
                    yield Issue(document.file, document.line("rules", index), "RULE-01", what, "改条件，或者删掉一条。")
                seen.setdefault(key, (rule.id, value))


def obtained_fields(built: Built, today: date) -> Iterator[Issue]:
    """Every required field's fact can be had whatever is answered: asked, computed, defaulted, assumed or set by a rule."""
    for name, scenario in built.scenarios.items():
        document = built.homes[("scenario", name)]
        for index, permit in enumerate(scenario.permits):
            for field in built.forms[permit.form].fields if permit.form in built.forms else ():
                fact = built.facts.get(field.fact)
                if field.required and fact is not None and _missed(built, scenario, fact, field.when):
                    what = f"申请表 {permit.form} 的必填栏 {field.pointer}（{fact.label}）有的情况下没有办法得到。"
                    remedy = "给信息项写 ask，写进主题的 assume，或者加一条规则，让每种情况都有值。"
                    yield Issue(document.file, document.line("permits", index), "FIELD-01", what, remedy)


def _missed(built: Built, scenario: Scenario, fact: Fact, when: Condition | None) -> bool:
    """Whether some answers leave a fact of the form without a value."""
    asked = {one.fact for one in scenario.questions if one.wording is not None and one.wording.ask}
    if fact.wording.ask or fact.derive or fact.default is not None or fact.id in (*scenario.assume, *asked):
        return False
    if any(fact.id in rule.add for rule in scenario.rules):
        return False  # what is added to is an empty list until then
    rules = [rule.when for rule in scenario.rules if fact.id in rule.set]
    given = [condition for condition in rules if condition is not None]
    if len(given) < len(rules):
        return False
    parts = [part for part in (when, fact.when) if part is not None]
    return bool(satisfiable(built, scenario.assume, And((*parts, *(Not(one) for one in given))), doubt=not given))


def unreachable_questions(built: Built, today: date) -> Iterator[Issue]:
    """No question's condition is false whatever is answered, and each answer is of use to a field, rule or material."""
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
            if question.fact in built.facts and question.fact not in _used(built, scenario):
                line = document.line("questions", index, "fact")
                what = f"问题 {question.fact} 不会问到：没有栏目、规则或材料用到它的答案。"
                yield Issue(document.file, line, "REACH-03", what, "加一条用到它的规则，或者删掉这个问题。")


def _used(built: Built, scenario: Scenario) -> set[str]:
    """The facts that a form of the scenario, one of its rules, or a fact of the dictionary needs."""
    forms = [built.forms[permit.form] for permit in scenario.permits if permit.form in built.forms]
    used = {field.fact for form in forms for field in form.fields}
    used.update(fact for condition in conditions_of(scenario, forms) for fact in condition.facts())
    for fact in built.facts.values():
        used.update(fact.when.facts() if fact.when is not None else ())
        used.update(fact.derive.facts() if fact.derive is not None else ())
        used.update({fact.id} if fact.parts else ())
    return used


def dead_rules(built: Built, today: date) -> Iterator[Issue]:
    """No rule's condition is false whatever is answered, and every outcome has a rule that leads to it."""
    for name, scenario in built.scenarios.items():
        document = built.homes[("scenario", name)]
        for index, rule in enumerate(scenario.rules):
            if rule.when is not None and not satisfiable(built, scenario.assume, rule.when):
                line = document.line("rules", index, "when")
                what = f"规则 {rule.id} 的条件永远不成立，用不上。"
                yield Issue(document.file, line, "REACH-02", what, "改条件，或者删掉这条规则。")
        led_to = {rule.outcome for rule in scenario.rules}
        for outcome in scenario.outcomes:
            if outcome not in led_to:
                line = document.line("outcomes", outcome)
                what = f"结果 {outcome} 没有规则会走到。"
                yield Issue(document.file, line, "OUTCOME-02", what, "在该走到它的规则里写 outcome，或者删掉它。")


def satisfiable(built: Built, assume: Mapping[str, Any], condition: Condition, doubt: bool = True) -> bool:
    """Whether some answers make the condition true. With ``doubt``, what cannot be tried counts as true, and
    an answer may be missing where it need not be given; without, only what was seen counts."""
    if not is_sound(built, condition):
        return doubt
    facts = list(dict.fromkeys(condition.facts()))
    choices = [[assume[fact]] if fact in assume else candidates(built, built.facts[fact], condition) for fact in facts]
    if doubt:
        choices = [
            [*values, ABSENT] if _may_be_absent(built.facts[fact], condition) else values
            for fact, values in zip(facts, choices, strict=True)
        ]
    if math.prod(len(values) for values in choices) > MOST_TRIED:
        return doubt
    return any(
        evaluate(condition, _Trial(dict(zip(facts, values, strict=True)), built))
        for values in itertools.product(*choices)
    )


def _may_be_absent(fact: Fact, condition: Condition) -> bool:
    """Whether the condition can meet the fact without an answer."""
    return fact.optional or fact.when is not None or fact.id in known_facts(condition)


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


def _needs(built: Built, scenario: Scenario) -> dict[str, set[str]]:
    """Fact -> the facts its relevance and value wait for, in one scenario."""
    needs: defaultdict[str, set[str]] = defaultdict(set)
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
