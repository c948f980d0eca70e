"""Looks for answers that show something: every combination that can matter is tried, or the search says it gave up."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from typing import Any, Final, Union

from bot.catalog.shaping import compares, conditions_of
from bot.engine import Case, Release
from bot.engine.answers import refuse, refuse_in_context, write
from bot.engine.case import Roster, Stored
from bot.engine.commands import Absence
from bot.engine.conditions import UNKNOWN, Condition, FactRef, FigureRef, Literal
from bot.engine.facts import Fact
from bot.engine.needs import asked_for
from bot.engine.view import View
from bot.engine.wanted import Wanted

from ..made_up_answers import made_up
from .effects import Effect, relevance_of
from .situation import at_nine

#: Cases looked at before a search gives up.
MOST_CASES: Final = 3000
#: Options of a multiple choice that may be combined in every way.
_COMBINED: Final = 7
_NUMERIC: Final = frozenset({"area", "integer", "money", "number", "percentage"})


class GaveUp(Exception):
    """Too many combinations, or an answer that cannot be thought of."""


def can_be(release: Release, effect: Effect, value: Any, today: date) -> bool:
    """Whether some answers bring the effect to this value; True also where the search gave up."""
    try:
        return _Search((release,), today).finds(lambda views: _is(effect, views[0], value))
    except GaveUp:
        return True


def can_matter(release: Release, fact: str, today: date) -> bool:
    """Whether the fact is relevant after some answers; True also where the search gave up."""
    return can_be(release, relevance_of(fact), True, today)


def can_differ(one: Release, other: Release, effects: Sequence[Effect], today: date) -> bool:
    """Whether some answers bring an effect to different values in two releases; True also where the search gave up."""
    try:
        return _Search((one, other), today).finds(lambda views: _differ(effects, views))
    except GaveUp:
        return True


#: Found (True), impossible here (False), or the facts that must be known first.
_Told = Union[bool, tuple[str, ...]]


def _is(effect: Effect, view: View, value: Any) -> _Told:
    found, waits = effect(view)
    return waits if found is UNKNOWN else bool(found == value)


def _differ(effects: Sequence[Effect], views: Sequence[View]) -> _Told:
    waits: tuple[str, ...] = ()
    for effect in effects:
        (left, waits_left), (right, waits_right) = (effect(view) for view in views)
        if left is UNKNOWN or right is UNKNOWN:
            waits = waits or waits_left or waits_right
        elif left != right:
            return True
    return waits or False


class _Search:
    def __init__(self, releases: tuple[Release, ...], today: date) -> None:
        self._releases = releases
        self._today = today
        self._left = MOST_CASES
        self._domains: dict[str, list[Any]] = {}
        self._named = _named_values(releases)

    def finds(self, told: Callable[[Sequence[View]], _Told]) -> bool:
        """Whether some case makes ``told`` true. Raises GaveUp."""
        case = Case("search", self._releases[0].scenario.id)
        return self._below(case, [View(release, case, self._today) for release in self._releases], told)

    def _below(self, case: Case, views: list[View], told: Callable[[Sequence[View]], _Told]) -> bool:
        found = told(views)
        if isinstance(found, bool):
            return found
        self._left -= 1
        if self._left < 0:
            raise GaveUp
        view, wanted = self._ask(views, found)
        for after in self._answers(view, case, wanted):
            below = [View(one.release, after, self._today, one) for one in views]
            if self._below(after, below, told):
                return True
        return False

    def _ask(self, views: Sequence[View], names: Iterable[str]) -> tuple[View, Wanted]:
        """The first question, in either release, that helps to learn one of the facts."""
        for view, name in itertools.product(views, names):
            for wanted in asked_for(view, name).values():
                return view, wanted
        raise GaveUp

    def _answers(self, view: View, case: Case, wanted: Wanted) -> Iterator[Case]:
        address = wanted.address
        if wanted.more:
            roster = case.lists.get(address.fact, Roster())
            yield Case(case.id, case.scenario, answers=case.answers, lists={
                **case.lists, address.fact: Roster(roster.items, roster.next, complete=True)
            })  # fmt: skip
            return
        for value in self._domain(view.release.facts[address.fact]):
            absence = Absence.NONE if value is None else None
            if refuse(view, address, value, absence) is not None:
                continue
            stored = Stored(value, "", "said", "applicant", at_nine(self._today), len(case.answers), absence=absence)
            after = write(case, address, stored)
            if refuse_in_context(view, after, address) is None:
                yield after

    def _domain(self, fact: Fact) -> list[Any]:
        found = self._domains.get(fact.id)
        if found is None:
            found = self._domains[fact.id] = list(self._values(fact))
        return found

    def _values(self, fact: Fact) -> Iterator[Any]:
        """Answers that tell every condition on the fact apart. Raises GaveUp where they are too many."""
        release, named = self._releases[0], self._named.get(fact.id, [])
        if fact.optional:
            yield None
        question = release.plan.question.get(fact.id)
        offered = question.options if question is not None and question.options is not None else fact.options
        if fact.kind == "boolean":
            yield from (True, False)
        elif fact.kind == "multi_choice":
            yield from _choices([one.value for one in offered], [one for one in named if isinstance(one, str)])
        elif offered:
            yield from (one.value for one in offered)
        elif fact.kind in _NUMERIC:
            yield from _numbers(named)
        elif fact.kind == "text" and named:
            yield from _texts([str(one) for one in named])
        else:
            yield next(iter(value for value in made_up(release, fact.id, self._today) if value is not None))


def _choices(offered: Sequence[str], named: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Every combination of the options that a condition names, with one that none names."""
    relevant = [one for one in offered if one in named]
    other = [one for one in offered if one not in named]
    if len(relevant) > _COMBINED:
        raise GaveUp
    for size in range(len(relevant) + 1):
        for chosen in itertools.combinations(relevant, size):
            yield chosen
            if other:
                yield (*chosen, *other)


def _numbers(named: Sequence[Any]) -> Iterator[float]:
    bounds = sorted({0, *(one for one in named if isinstance(one, (int, float)) and not isinstance(one, bool))})
    yield from sorted({value for bound in bounds for value in (bound - 1, bound, bound + 1, bound + 2) if value >= 0})


def _texts(named: Sequence[str]) -> Iterator[str]:
    for size in range(len(named) + 1):
        for chosen in itertools.combinations(named, size):
            yield "".join(chosen) or "某某"


def _named_values(releases: Sequence[Release]) -> dict[str, list[Any]]:
    """Fact -> the values that conditions of the releases compare it with."""
    found: dict[str, list[Any]] = {}
    for release in releases:
        for condition in _all_conditions(release):
            for compare in compares(condition):
                values: list[Any] = []
                for side in (compare.left, compare.right):
                    if isinstance(side, Literal):
                        values += side.value if isinstance(side.value, tuple) else [side.value]
                    elif isinstance(side, FigureRef):
                        values += [period.value for period in release.figures[side.name].periods]
                for side in (compare.left, compare.right):
                    if isinstance(side, FactRef):
                        found.setdefault(side.fact, []).extend(
                            one for one in values if one not in found.get(side.fact, [])
                        )
    return found


def _all_conditions(release: Release) -> Iterator[Condition]:
    yield from conditions_of(release.scenario, list(release.forms.values()))
    yield from (fact.when for fact in release.facts.values() if fact.when is not None)
