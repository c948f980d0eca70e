"""Whether some answers make a condition true: a search over the answers worth trying, cut off where none can."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from bot.engine.conditions import ABSENT, UNKNOWN, Condition, evaluate
from bot.engine.facts import Fact

from .building import Built
from .check_conditions import is_sound
from .shaping import known_facts
from .trial_values import candidates

#: Steps of the search, and comparisons made in all of them, before a condition is taken to be satisfiable.
MOST_TRIED: Final = 5000
MOST_COMPARED: Final = 60_000
#: Every option of every fact can be answered.
_ALL: Final[Mapping[str, Collection[str]]] = {}


class _TooMany(Exception):
    """The search would take too long."""


def satisfiable(
    built: Built,
    assume: Mapping[str, Any],
    condition: Condition,
    doubt: bool = True,
    offered: Mapping[str, Collection[str]] = _ALL,
) -> bool:
    """Whether some answers make the condition true.

    With ``doubt``, what cannot be tried counts as true, and an answer may be missing where it need not be given;
    without, only what was seen counts. ``offered``: facts of which only some options can be answered -> those options.
    """
    if not is_sound(built, condition):
        return doubt
    facts = list(dict.fromkeys(condition.facts()))
    # ``known`` takes what is not answered yet for False: it can be told only when its facts have their answers.
    first = [fact for fact in facts if fact in known_facts(condition)]
    ordered = [*first, *(fact for fact in facts if fact not in first)]
    choices = [_choices(built, assume, condition, built.facts[fact], doubt, offered) for fact in ordered]
    search = _Search(condition, ordered, choices, _Trial(built), len(first))
    try:
        return search.found(0)
    except _TooMany:
        return doubt


def _choices(
    built: Built,
    assume: Mapping[str, Any],
    condition: Condition,
    fact: Fact,
    doubt: bool,
    offered: Mapping[str, Collection[str]],
) -> list[Any]:
    if fact.id in assume:
        return [assume[fact.id]]
    if fact.id in offered:
        fact = replace(fact, options=tuple(one for one in fact.options if one.value in offered[fact.id]))
    values = candidates(built, fact, condition)
    may_be_absent = fact.optional or fact.when is not None or fact.id in known_facts(condition)
    return [*values, ABSENT] if doubt and may_be_absent else values


class _Search:
    """Gives one fact after another a value, and goes on only while the condition is not false yet."""

    def __init__(
        self, condition: Condition, facts: Sequence[str], choices: Sequence[list[Any]], trial: _Trial, first: int
    ) -> None:
        self._condition, self._facts, self._choices = condition, facts, choices
        self._trial, self._first = trial, first
        self._left = min(MOST_TRIED, MOST_COMPARED // max(1, sum(1 for _ in condition.facts())))

    def found(self, at: int) -> bool:
        """Whether the facts from ``at`` on have values that make the condition true, those before it being as they are."""
        self._left -= 1
        if self._left < 0:
            raise _TooMany
        if at >= self._first:
            truth = evaluate(self._condition, self._trial)
            if truth is not None or at == len(self._facts):
                return bool(truth)
        fact = self._facts[at]
        for value in self._choices[at]:
            self._trial.values[fact] = value
            if self.found(at + 1):
                return True
        self._trial.values.pop(fact, None)
        return False


class _Trial:
    """An environment of trial answers."""

    def __init__(self, built: Built) -> None:
        self.values: dict[str, Any] = {}
        self._built = built

    def read(self, fact: str) -> Any:
        """The trial value."""
        return self.values.get(fact, UNKNOWN)

    def figure(self, name: str) -> float:
        """Any value of the figure will do."""
        return self._built.figures[name].periods[0].value
