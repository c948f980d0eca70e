"""Answers worth trying on a condition: every option it names and one it does not; values at, between and past bounds."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from bot.engine.conditions import Condition, FactRef, FigureRef, Literal
from bot.engine.facts import Fact
from bot.engine.kinds import NUMERIC, has_shape

from .building import Built
from .shaping import compares

_ENDS: Final = ("1900-01-01", "2100-12-31")
#: The days that there are, counted.
_CALENDAR: Final = range(date.min.toordinal(), date.max.toordinal() + 1)
#: Named options of which every combination is tried; of more, only all, none, each and each pair.
_MOST_COMBINED: Final = 6


def candidates(built: Built, fact: Fact, condition: Condition) -> list[Any]:
    """Values of the fact, among them one for each way the condition can look at it."""
    if fact.kind == "boolean":
        return [True, False]
    named = _named(built, fact, condition)
    if fact.options:
        values = [option.value for option in fact.options]
        told = [value for value in values if value in named]
        left = [value for value in values if value not in named]
        worth = [*told, *(left if _is_compared(fact, condition) else left[:1])]
        return _combined(worth) if fact.kind == "multi_choice" else worth
    if fact.kind in NUMERIC:
        return _numbers(fact, named)
    if fact.kind == "date":
        days = [date.fromisoformat(day).toordinal() for day in named if has_shape(fact, day)]
        near = {day + step for day in days for step in (-1, 0, 1) if day + step in _CALENDAR}
        return sorted({*_ENDS, *(date.fromordinal(day).isoformat() for day in near)})
    return ["x", "y", *named, "".join(str(one) for one in named)]


def _is_compared(fact: Fact, condition: Condition) -> bool:
    """Whether the condition compares the fact with another: then each of its options may be the other's value."""
    sides = [(compare.left, compare.right) for compare in compares(condition)]
    return any(FactRef(fact.id) in pair and all(isinstance(side, FactRef) for side in pair) for pair in sides)


def _combined(values: Sequence[str]) -> list[tuple[str, ...]]:
    if len(values) <= _MOST_COMBINED:
        sizes = range(len(values), -1, -1)
        return [some for size in sizes for some in itertools.combinations(values, size)]
    return [tuple(values), (), *((one,) for one in values), *itertools.combinations(values, 2)]


def _numbers(fact: Fact, named: list[Any]) -> list[Any]:
    limits = fact.limits
    ends = [bound for bound in (limits.minimum, limits.above, limits.maximum) if bound is not None]
    bounds = [bound for bound in named if has_shape(fact, bound)] + ends
    found = sorted({0, 10**6, *bounds, *(bound - 1 for bound in bounds), *(bound + 1 for bound in bounds)})
    if fact.kind != "integer":
        found += [(low + high) / 2 for low, high in itertools.pairwise(found)]
    return [value for value in found if _allowed(fact, value)] or found


def _allowed(fact: Fact, value: float) -> bool:
    limits = fact.limits
    return (
        (limits.minimum is None or value >= limits.minimum)
        and (limits.above is None or value > limits.above)
        and (limits.maximum is None or value <= limits.maximum)
    )


def _named(built: Built, fact: Fact, condition: Condition) -> list[Any]:
    """The values that the condition compares the fact with."""
    values: list[Any] = []
    for compare in compares(condition):
        sides = (compare.left, compare.right)
        if not any(isinstance(side, FactRef) and side.fact == fact.id for side in sides):
            continue
        for side in sides:
            if isinstance(side, Literal):
                values += list(side.value) if isinstance(side.value, tuple) else [side.value]
            elif isinstance(side, FigureRef):
                values.append(built.figures[side.name].periods[0].value)
    return values
