"""A scenario with one small mistake planted in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Any

from bot.catalog import Built
from bot.engine import Release
from bot.engine.conditions import Condition, evaluate, waiting_for
from bot.engine.scenario import Rule
from bot.engine.view import View

from .condition_changes import changes
from .effects import Effect, of_check, of_figure, of_permit, of_question, of_rule, of_truth
from .parts import Part, acting_parts, acts, parts
from .searching import can_matter


@dataclass(frozen=True, slots=True)
class Mutant:
    """One planted mistake.

    Args:
        what: in the author's words, with what it was planted in.
        release: makes the scenario with the mistake. Most mistakes in what scenarios share are tried in one of them only.
        touches: whether the mistake can make a difference to a case that ends in these facts.
        effects: what the mistake may change, to be looked at in either release.
        facts: what the mistake reads and settles: the stories that speak of them are tried first.
        conditions: the condition before and after, where nothing else was changed.
        on_refusal: the mistake changes which answers are refused, so that nothing may be taken from an earlier run.
    """

    file: str
    line: int
    what: str
    release: Callable[[], Release]
    touches: Callable[[View], bool]
    effects: tuple[Effect, ...]
    facts: frozenset[str]
    conditions: tuple[Condition, ...] = ()
    on_refusal: bool = False

    def __str__(self) -> str:
        return f"{self.file}:{self.line}  {self.what}"


def mutants(built: Built, release: Release, today: date) -> Iterator[Mutant]:
    """Every planted mistake of one scenario: in its questions, rules and permits, in its forms' materials and checks, in
    the figures they compare with. A check whose fact never matters in the scenario plays no part."""
    for part in acting_parts(built, release, today):
        if part.kind == "check" and not can_matter(release, release.forms[part.form].checks[part.index].fact, today):
            continue
        for condition, words in changes(part.condition):
            yield Mutant(
                part.placed.document.file,
                part.placed.line,
                f"{part.placed.owner} 的条件：{words}",
                partial(part.with_condition, condition),
                _differs(part.condition, condition),
                _EFFECTS[part.kind](part, release),
                _concerned(part, release),
                conditions=(part.condition, condition),
                on_refusal=part.kind == "check",
            )
    yield from _rules(built, release, today)
    yield from _figures(built, release)


_EFFECTS: Mapping[str, Callable[[Part, Release], tuple[Effect, ...]]] = {
    "rule": lambda part, release: of_rule(release, release.scenario.rules[part.index]),
    "question": lambda part, release: of_question(release.scenario.questions[part.index]),
    "permit": lambda part, release: of_permit(part.index),
    "material": lambda part, release: of_truth(part.form, "materials", part.index),
    "check": lambda part, release: of_check(part.form, part.index),
}


def _differs(old: Condition, new: Condition) -> Callable[[View], bool]:
    def touches(view: View) -> bool:
        truth = evaluate(new, view)
        if truth is not evaluate(old, view):
            return True
        return truth is None and waiting_for(new, view) != waiting_for(old, view)

    return touches


def _rules(built: Built, release: Release, today: date) -> Iterator[Mutant]:
    document = built.homes[("scenario", release.scenario.id)]
    for index, rule in enumerate(release.scenario.rules):
        if not acts(built, release, "rules", index, today):
            continue
        for changed, words in _without(built, rule):
            yield Mutant(
                *document.at("rules", index),
                f"规则 {rule.id}：{words}",
                partial(_with_rule, release, index, changed),
                _holds(rule),
                of_rule(release, rule),
                _settled(rule),
            )


def _with_rule(release: Release, index: int, changed: Rule | None) -> Release:
    scenario = release.scenario
    rules = tuple(one for one in (*scenario.rules[:index], changed, *scenario.rules[index + 1 :]) if one)
    return replace(release, scenario=replace(scenario, rules=rules))


def _concerned(part: Part, release: Release) -> frozenset[str]:
    settled = _settled(release.scenario.rules[part.index]) if part.kind == "rule" else frozenset()
    return settled | frozenset(part.condition.facts())


def _settled(rule: Rule) -> frozenset[str]:
    read = rule.when.facts() if rule.when is not None else ()
    return frozenset((*rule.set, *rule.add, *read))


def _holds(rule: Rule) -> Callable[[View], bool]:
    return lambda view: view.truth(rule.when) is not False


def _without(built: Built, rule: Rule) -> Iterator[tuple[Rule | None, str]]:
    yield None, "整条去掉"
    for fact, value in rule.set.items():
        other = _another(built, fact, value)
        if other is not None:
            yield replace(rule, set={**rule.set, fact: other}), f"{fact} 定成 {other!r}，不是 {value!r}"
    several = sum(map(len, (rule.set, rule.warnings, rule.reports, *rule.add.values()))) + bool(rule.outcome) > 1
    if not several:
        return
    for fact, values in rule.add.items():
        for value in values:
            rest = {**rule.add, fact: tuple(one for one in values if one != value)}
            yield replace(rule, add={key: left for key, left in rest.items() if left}), f"{fact} 里不添 {value}"
    for text in rule.warnings:
        yield replace(rule, warnings=tuple(one for one in rule.warnings if one != text)), f"不提醒 {text}"
    for text in rule.reports:
        yield replace(rule, reports=tuple(one for one in rule.reports if one != text)), f"不报告 {text}"
    if rule.outcome is not None:
        yield replace(rule, outcome=None), f"不走到结果 {rule.outcome}"


def _another(built: Built, name: str, value: Any) -> Any:
    """Another value of the fact, or None when there is none."""
    if isinstance(value, bool):
        return not value
    return next((one.value for one in built.facts[name].options if one.value != value), None)


def _figures(built: Built, release: Release) -> Iterator[Mutant]:
    document = built.source.figures
    if document is None:
        return
    read = [(part.condition, name) for part in parts(built, release) for name in part.figures]
    for name in dict.fromkeys(name for _, name in read):
        for step in (1, -1):
            yield Mutant(
                document.file,
                document.line("figures", name),
                f"数字 {name}：{'加' if step > 0 else '减'} 1",
                partial(_with_figure, release, name, step),
                lambda view: True,
                of_figure([condition for condition, figure in read if figure == name]),
                frozenset(fact for condition, figure in read if figure == name for fact in condition.facts()),
            )


def _with_figure(release: Release, name: str, step: int) -> Release:
    figure = release.figures[name]
    moved = replace(figure, periods=tuple(replace(one, value=one.value + step) for one in figure.periods))
    return replace(release, figures={**release.figures, name: moved})
