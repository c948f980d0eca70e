"""Answers worth trying on a condition: every option, and the values at, below, between and above its bounds."""

from __future__ import annotations

import itertools
from datetime import date, timedelta
from typing import Any, Final

from bot.engine.conditions import Condition, FactRef, FigureRef, Literal
from bot.engine.facts import Fact
from bot.engine.kinds import has_shape

from .building import Built
from .shaping import compares

_NUMERIC: Final = frozenset({"area", "integer", "money", "number", "percentage"})
_ENDS: Final = ("1900-01-01", "2100-12-31")


def candidates(built: Built, fact: Fact, condition: Condition) -> list[Any]:
    """Values of the fact, among them one for each way the condition can look at it."""
    if fact.kind == "boolean":
        return [True, False]
    if fact.kind == "multi_choice":
        values = [option.value for option in fact.options]
        pairs = itertools.combinations(values, 2)
        return [tuple(values), (), *((one,) for one in values), *pairs]
    if fact.options:
        return [option.value for option in fact.options]
    named = _named(built, fact, condition)
    if fact.kind in _NUMERIC:
        return _numbers(fact, named)
    if fact.kind == "date":
        days = [date.fromisoformat(day) for day in named if has_shape(fact, day)]
        near = [day + timedelta(days=step) for day in days for step in (-1, 0, 1)]
        return sorted({*_ENDS, *(day.isoformat() for day in near)})
    return ["x", "y", *named]


def _numbers(fact: Fact, named: list[Any]) -> list[Any]:
    bounds = [bound for bound in named if has_shape(fact, bound)]
    found = sorted({0, 10**6, *bounds, *(bound - 1 for bound in bounds), *(bound + 1 for bound in bounds)})
    if fact.kind == "integer":
        return found
    return found + [(low + high) / 2 for low, high in itertools.pairwise(found)]


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
