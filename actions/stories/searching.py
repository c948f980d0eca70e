"""Looks for answers that show something: every combination that can matter is tried, or the search says it gave up."""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Final, Union

from bot.catalog.paths.aspects import all_conditions
from bot.catalog.shaping import compares
from bot.engine import Case, Release
from bot.engine.answers import refuse, refuse_in_context, write
from bot.engine.case import Roster, Stored
from bot.engine.commands import Absence
from bot.engine.conditions import ABSENT, UNKNOWN, Condition, FactRef, FigureRef, Literal, Truth, evaluate
from bot.engine.facts import Fact
from bot.engine.kinds import NUMERIC
from bot.engine.needs import asked_for
from bot.engine.scenario import Rule
from bot.engine.view import View
from bot.engine.wanted import Wanted

from ..made_up_answers import made_up
from .alike_options import alike_options
from .effects import Effect, relevance_of, truth_of
from .situation import at_nine

#: Cases looked at before a search gives up; combinations of values looked at without rules.
MOST_CASES: Final = 4000
MOST_COMBINED: Final = 20_000
#: Options of a multiple choice that may be combined in every way.
_COMBINED: Final = 9


class GaveUp(Exception):
    """Too many combinations, or an answer that cannot be thought of."""


def can_hold(release: Release, condition: Condition, truth: bool, today: date, *, refused: bool = False) -> bool:
    """Whether some answers bring the condition to this truth; True also where the search gave up.

    Args:
        refused: answers that a check across fields refuses count too: there the check itself holds.
    """
    search = _Search((release,), today, refused)
    if not search.combined((condition,), lambda found: found[0] is truth):
        return False
    return search.finds(lambda views: _is(truth_of(condition), views[0], truth))


def can_matter(release: Release, fact: str, today: date) -> bool:
    """Whether the fact is relevant after some answers; True also where the search gave up."""
    search = _Search((release,), today)
    return search.may_matter(fact) and search.finds(lambda views: _is(relevance_of(fact), views[0], True))


def can_differ(
    one: Release, other: Release, effects: Sequence[Effect], today: date, conditions: Sequence[Condition] = ()
) -> bool:
    """Whether some answers bring an effect to different values in two releases; True also where the search gave up.

    Args:
        conditions: the condition in the one and in the other, where the releases differ in nothing else.
    """
    search = _Search((one, other), today, refused=True)
    if conditions and not search.combined(conditions, lambda found: found[0] is not found[1]):
        return False
    return search.finds(lambda views: _differ(effects, views))


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
    def __init__(self, releases: tuple[Release, ...], today: date, refused: bool = False) -> None:
        self._releases = releases
        self._today = today
        self._refused = refused
        self._left = MOST_CASES
        self._domains: dict[str, list[Any]] = {}
        self._may_matter: dict[str, bool] = {}
        self._may_hold: dict[int, bool] = {}
        self._named, self._alike = _told_apart(releases[0]) if len(releases) == 1 else _told_apart_in(releases)

    def finds(self, told: Callable[[Sequence[View]], _Told]) -> bool:
        """Whether some case makes ``told`` true; True also where there are too many cases."""
        case = Case("search", self._releases[0].scenario.id)
        try:
            return self._below(case, [View(release, case, self._today) for release in self._releases], told)
        except GaveUp:
            return True

    def combined(self, conditions: Sequence[Condition], told: Callable[[list[Truth]], bool]) -> bool:
        """Whether some values of the facts make ``told`` true of the conditions, each fact taken by itself.

        No rule keeps values apart here, so that False is certain and True only possible.
        """
        release = self._releases[0]
        names = list(dict.fromkeys(name for condition in conditions for name in condition.facts()))
        try:
            domains = [self._alone(release, name) for name in names]
        except GaveUp:
            return True
        if math.prod(len(domain) for domain in domains) > MOST_COMBINED:
            return True
        for values in itertools.product(*domains):
            scope = _Values(dict(zip(names, values, strict=True)), release, self._today)
            if told([evaluate(condition, scope) for condition in conditions]):
                return True
        return False

    def may_matter(self, name: str) -> bool:
        """Whether nothing by itself keeps the fact from being relevant."""
        found = self._may_matter.get(name)
        if found is None:
            self._may_matter[name] = True  # facts that wait for each other are an author's mistake, told elsewhere
            conditions = self._releases[0].plan.relevance[name]
            found = all(self.combined((one,), lambda truths: truths[0] is True) for one in conditions)
            self._may_matter[name] = found
        return found

    def may_hold(self, rule: Rule) -> bool:
        """Whether nothing by itself keeps the rule from holding."""
        found = self._may_hold.get(id(rule))
        if found is None:
            self._may_hold[id(rule)] = True  # rules that wait for each other are an author's mistake, told elsewhere
            found = rule.when is None or self.combined((rule.when,), lambda truths: truths[0] is True)
            self._may_hold[id(rule)] = found
        return found

    def _alone(self, release: Release, name: str) -> list[Any]:
        """What a fact can be: what rules make of it, or what can be answered; and nothing, where it may not matter."""
        fact, scenario = release.facts[name], release.scenario
        if name in scenario.assume:
            return [scenario.assume[name]]
        if not self.may_matter(name):
            return [ABSENT]
        found: list[Any] = [ABSENT] if fact.optional or release.plan.relevance[name] else []
        adders = [
            rule for release in self._releases for rule in release.plan.adders.get(name, ()) if self.may_hold(rule)
        ]
        added = {value for rule in adders for value in rule.add[name]}
        always = {value for rule in adders if rule.when is None for value in rule.add[name]}
        found += [rule.set[name] for release in self._releases for rule in release.plan.setters.get(name, ())]
        if fact.wording.ask:
            found += self._domain(fact)
        elif added:
            alone = [[one] for one in self._named.get(name, []) if isinstance(one, str)]
            found += [chosen for chosen in _choices(sorted(added), alone) if always <= set(chosen)]
        return [ABSENT if one is None else one for one in found] or [ABSENT]

    def _below(self, case: Case, views: list[View], told: Callable[[Sequence[View]], _Told]) -> bool:
        found = told(views)
        if isinstance(found, bool):
            return found
        if self._left < 0:
            raise GaveUp
        view, wanted = self._ask(views, found)
        for after in self._answers(view, case, wanted):
            self._left -= 1
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
            if self._refused or refuse_in_context(view, after, address) is None:
                yield after

    def _domain(self, fact: Fact) -> list[Any]:
        found = self._domains.get(fact.id)
        if found is None:
            found = self._domains[fact.id] = list(self._values(fact))
        return found

    def _values(self, fact: Fact) -> Iterator[Any]:
        """Answers that tell every condition on the fact apart. Raises GaveUp where they are too many."""
        release, named = self._releases[0], self._named.get(fact.id, [])
        offered = release.offered(fact.id)
        if fact.optional:
            yield None
        if fact.kind == "boolean":
            yield from (True, False)
        elif fact.kind == "multi_choice":
            yield from _choices([one.value for one in offered], self._alike.get(fact.id, []))
        elif offered:
            yield from (one.value for one in offered)
        elif fact.kind in NUMERIC:
            yield from _numbers(named)
        elif fact.kind == "text" and named:
            yield from _texts([str(one) for one in named])
        else:
            yield next(iter(value for value in made_up(release, fact.id, self._today) if value is not None))


_Apart = tuple[dict[str, list[Any]], dict[str, list[list[str]]]]
#: The release that was looked through last with what its conditions tell apart: one after another is searched, many times each.
_LAST: list[tuple[Release, _Apart]] = []


def _told_apart(release: Release) -> _Apart:
    """What ``_told_apart_in`` finds in one release, which is looked through once as long as no other comes between."""
    last = next(iter(_LAST), None)
    if last is None or last[0] is not release:
        last = release, _told_apart_in((release,))
        _LAST[:] = [last]
    return last[1]


def _told_apart_in(releases: Sequence[Release]) -> _Apart:
    """Fact -> the values that conditions compare it with; fact -> its options that no condition tells apart."""
    return named_values(releases), alike_options(one for release in releases for one in all_conditions(release))


class _Values:
    """An environment of values, each by itself."""

    def __init__(self, values: Mapping[str, Any], release: Release, today: date) -> None:
        self._values, self._release, self._today = values, release, today

    def read(self, fact: str) -> Any:
        """The value."""
        return self._values[fact]

    def figure(self, name: str) -> float:
        """The figure's value of the day."""
        return self._release.figures[name].on(self._today).value


def _choices(offered: Sequence[str], alike: Sequence[Sequence[str]]) -> Iterator[tuple[str, ...]]:
    """Every combination of the options that conditions tell apart, one for those that are alike, with those that none names."""
    told_apart = [next((one for one in offered if one in group), None) for group in alike]
    relevant = [one for one in offered if one in told_apart]
    other = [one for one in offered if not any(one in group for group in alike)]
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


def named_values(releases: Sequence[Release]) -> dict[str, list[Any]]:
    """Fact -> the values that conditions of the releases compare it with."""
    found: dict[str, list[Any]] = {}
    for release in releases:
        for condition in all_conditions(release):
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
