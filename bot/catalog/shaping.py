"""What a scenario stands on: its forms, and the facts and figures that they and its rules need."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from bot.engine.conditions import And, Compare, Condition, FigureRef, Known, Not, Or
from bot.engine.facts import Fact
from bot.engine.forms import Form
from bot.engine.scenario import Scenario


def conditions_of(scenario: Scenario, forms: Sequence[Form]) -> Iterator[Condition]:
    """Every condition of the scenario and of its forms."""
    whens = [entry.when for entry in scenario.rules]
    whens += [question.when for question in scenario.questions] + [permit.when for permit in scenario.permits]
    for form in forms:
        whens += [field.when for field in form.fields] + [material.when for material in form.materials]
        yield from (check.refuse for check in form.checks)
    yield from (when for when in whens if when is not None)


def shaping_facts(scenario: Scenario, forms: Sequence[Form], facts: Mapping[str, Fact]) -> frozenset[str]:
    """The facts that can play a part in the scenario; a list stands for the facts of its items."""
    found: set[str] = set()
    waiting = {*scenario.assume, *(question.fact for question in scenario.questions)}
    waiting.update(name for rule in scenario.rules for name in (*rule.set, *rule.add))
    waiting.update(name for condition in conditions_of(scenario, forms) for name in condition.facts())
    points = (point for form in forms for material in form.materials for point in material.points)
    waiting.update(name for point in points if point.when is not None for name in point.when.facts())
    for form in forms:
        waiting.update(check.fact for check in form.checks)
        waiting.update(name for field in form.fields for name in (field.fact, field.annotations or field.fact))
    lists = {item.id: one.id for one in facts.values() for item in one.items}
    wholes = {part: one.id for one in facts.values() for part in one.parts.values()}
    while waiting:
        name = waiting.pop()
        home = lists.get(name, name)
        if home in found or home not in facts:
            continue
        found.add(home)
        for fact in (facts[home], *facts[home].items):
            waiting.update(fact.when.facts() if fact.when is not None else ())
            waiting.update(fact.derive.facts() if fact.derive is not None else ())
            waiting.update((*fact.parts.values(), wholes.get(fact.id, home)))
    return frozenset(found)


def shaping_figures(
    scenario: Scenario, forms: Sequence[Form], facts: Mapping[str, Fact], names: frozenset[str]
) -> frozenset[str]:
    """The figures that a condition of the scenario, of its forms or of its facts compares with."""
    whens = [part.when for name in names for part in (facts[name], *facts[name].items) if part.when is not None]
    return frozenset(name for condition in (*conditions_of(scenario, forms), *whens) for name in figures_of(condition))


def compares(condition: Condition) -> Iterator[Compare]:
    """Every comparison inside a condition."""
    if isinstance(condition, Compare):
        yield condition
    elif isinstance(condition, (And, Or)):
        for part in condition.parts:
            yield from compares(part)
    elif isinstance(condition, Not):
        yield from compares(condition.part)


def figures_of(condition: Condition) -> Iterator[str]:
    """The figures that a condition compares with."""
    for compare in compares(condition):
        yield from (side.name for side in (compare.left, compare.right) if isinstance(side, FigureRef))


def known_facts(condition: Condition) -> Iterator[str]:
    """The facts of which the condition asks whether they are known."""
    if isinstance(condition, Known):
        yield condition.fact
    elif isinstance(condition, (And, Or)):
        for part in condition.parts:
            yield from known_facts(part)
    elif isinstance(condition, Not):
        yield from known_facts(condition.part)
