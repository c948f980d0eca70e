"""What a condition brings about, as it can be looked at in any release: a value, or the facts that it waits for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from bot.engine import Release
from bot.engine.conditions import UNKNOWN, Condition, evaluate, waiting_for
from bot.engine.needs import waited_for
from bot.engine.scenario import Question, Rule
from bot.engine.view import View

#: View -> the value and nothing, or UNKNOWN and the facts that are missing.
Effect = Callable[[View], tuple[Any, tuple[str, ...]]]


def of_rule(release: Release, rule: Rule) -> tuple[Effect, ...]:
    """The facts that the rule settles, the texts it shows and the outcome it leads to."""
    facts = [_fact(name) for name in (*rule.set, *rule.add)]
    texts = [_shown(text) for text in (*rule.warnings, *rule.reports)]
    ends = [_some_rule(lambda one: one.outcome == rule.outcome)] if rule.outcome is not None else []
    return (*facts, *texts, *ends)


def of_question(question: Question) -> tuple[Effect, ...]:
    """Whether the question's fact matters."""
    return (relevance_of(question.fact),)


def relevance_of(fact: str) -> Effect:
    """Whether the fact matters."""
    return lambda view: _all(view, view.release.plan.relevance[fact])


def of_permit(index: int) -> tuple[Effect, ...]:
    """Whether the permit's form is filed."""
    return (lambda view: _truth(view, view.release.scenario.permits[index].when),)


def of_truth(form: str, group: str, index: int) -> tuple[Effect, ...]:
    """Whether the material is to be handed in."""
    return (lambda view: _truth(view, getattr(view.release.forms[form], group)[index].when),)


def of_check(form: str, index: int) -> tuple[Effect, ...]:
    """Whether the check refuses."""
    return (lambda view: _truth(view, view.release.forms[form].checks[index].refuse),)


def of_figure(conditions: Sequence[Condition]) -> tuple[Effect, ...]:
    """What the conditions that read the figure come to."""
    return tuple(truth_of(one) for one in conditions)


def truth_of(condition: Condition) -> Effect:
    """The condition's truth."""
    return lambda view: _evaluated(view, condition)


def _evaluated(view: View, condition: Condition) -> tuple[Any, tuple[str, ...]]:
    truth = evaluate(condition, view)
    return (truth, ()) if truth is not None else (UNKNOWN, waiting_for(condition, view))


def _truth(view: View, condition: Condition | None) -> tuple[Any, tuple[str, ...]]:
    return (True, ()) if condition is None else _evaluated(view, condition)


def _fact(name: str) -> Effect:
    def effect(view: View) -> tuple[Any, tuple[str, ...]]:
        resolved = view.resolve(name)
        if resolved.value is not UNKNOWN:
            value = resolved.value
            return (frozenset(value) if isinstance(value, tuple) else value, ())
        return UNKNOWN, tuple(waited_for(view, resolved.waits)) or (name,)

    return effect


def _shown(text: str) -> Effect:
    return _some_rule(lambda one: text in (*one.warnings, *one.reports))


def _some_rule(matches: Callable[[Rule], bool]) -> Effect:
    def effect(view: View) -> tuple[Any, tuple[str, ...]]:
        return _any(view, (rule.when for rule in view.release.scenario.rules if matches(rule)))

    return effect


def _any(view: View, conditions: Iterable[Condition | None]) -> tuple[Any, tuple[str, ...]]:
    """Whether one of the conditions holds."""
    waits: tuple[str, ...] = ()
    for condition in conditions:
        truth, missing = _truth(view, condition)
        if truth is True:
            return True, ()
        waits = waits or missing
    return (UNKNOWN, waits) if waits else (False, ())


def _all(view: View, conditions: Iterable[Condition]) -> tuple[Any, tuple[str, ...]]:
    """Whether all of the conditions hold."""
    waits: tuple[str, ...] = ()
    for condition in conditions:
        truth, missing = _truth(view, condition)
        if truth is False:
            return False, ()
        waits = waits or missing
    return (UNKNOWN, waits) if waits else (True, ())
