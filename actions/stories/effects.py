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
    texts = [_some_rule(lambda one, text=text: text in one.warnings) for text in rule.warnings]
    texts += [_some_rule(lambda one, text=text: text in one.reports) for text in rule.reports]
    ends = [_some_rule(lambda one: one.outcome == rule.outcome)] if rule.outcome is not None else []
    return (*facts, *texts, *ends)


def of_question(question: Question) -> tuple[Effect, ...]:
    """Whether the question's fact matters."""
    return (lambda view: _any(view, (), all_of=view.release.plan.relevance[question.fact]),)


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
    return tuple(lambda view, one=one: _evaluated(view, one) for one in conditions)  # type: ignore[misc]


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


def _some_rule(matches: Callable[[Rule], bool]) -> Effect:
    def effect(view: View) -> tuple[Any, tuple[str, ...]]:
        return _any(view, (rule.when for rule in view.release.scenario.rules if matches(rule)))

    return effect


def _any(
    view: View, conditions: Iterable[Condition | None], all_of: Sequence[Condition] = ()
) -> tuple[Any, tuple[str, ...]]:
    """Whether one of the conditions holds; with ``all_of``, whether all of those do."""
    waits: tuple[str, ...] = ()
    for condition in all_of or conditions:
        truth, missing = _truth(view, condition)
        if truth is (not all_of):
            return truth, ()
        waits = waits or missing
    return (UNKNOWN, waits) if waits else (bool(all_of), ())
