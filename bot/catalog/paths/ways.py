"""Which answers make a condition true, or false: read off its structure, through the rules that settle facts."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from bot.engine.catalog import Release
from bot.engine.conditions import OPERATORS, And, Compare, Condition, FactRef, Known, Literal, Not, Or
from bot.engine.scenario import Rule

from .aspects import NOTHING, Aspect, Aspects

#: Aspect -> class.
Way = Mapping[str, int]

#: Facts settled by rules whose conditions read facts settled by rules, and so on; further in, nothing is demanded.
DEEPEST: Final = 6


@dataclass(frozen=True, slots=True)
class Ways:
    """Finds ways. What cannot be told from the structure demands nothing, so a way is a guess that a walk has to prove."""

    release: Release
    aspects: Aspects
    #: Id of a condition, side and depth -> the ways found so far; with the condition, so that its id stays its own.
    found: dict[tuple[int, bool, int], tuple[Condition, Iterable[Way]]] = field(
        init=False, repr=False, compare=False, default_factory=dict
    )

    def to(self, condition: Condition | None, side: bool, depth: int = 0) -> Iterable[Way]:
        """Each way to bring the condition to the side; as many as there are, lazily, and each looked for once."""
        if condition is None:
            return ({},) if side else ()
        if depth > DEEPEST:
            return ({},)
        key = id(condition), side, depth
        if key not in self.found:
            self.found[key] = condition, _Remembered(self._to(condition, side, depth))
        return self.found[key][1]

    def _to(self, condition: Condition, side: bool, depth: int) -> Iterator[Way]:
        if isinstance(condition, Not):
            yield from self.to(condition.part, not side, depth)
        elif isinstance(condition, (And, Or)):
            if isinstance(condition, And) is side:
                yield from self._all([(part, side) for part in condition.parts], depth)
            else:
                for part in condition.parts:
                    yield from self.to(part, side, depth)
        elif isinstance(condition, Literal):
            yield from ({},) if bool(condition.value) is side else ()
        else:
            yield from self._of_fact(condition, side, depth)

    def all_true(self, conditions: Sequence[Condition]) -> Iterator[Way]:
        """Each way to make all of them true at once."""
        return self.all_of([(one, True) for one in conditions])

    def all_of(self, wished: Sequence[tuple[Condition | None, bool]]) -> Iterator[Way]:
        """Each way to bring every condition to its side at once."""
        return self._all(wished, 0)

    def _all(self, wished: Sequence[tuple[Condition | None, bool]], depth: int) -> Iterator[Way]:
        """The ways that bring every condition to its side at once."""
        if not wished:
            yield {}
            return
        others = _Remembered(self._all(wished[1:], depth))
        for first in self.to(*wished[0], depth):
            for rest in others:
                if all(rest.get(key, number) == number for key, number in first.items()):
                    yield {**rest, **first}

    def _of_fact(self, condition: FactRef | Compare | Known, side: bool, depth: int) -> Iterator[Way]:
        names = list(condition.facts())
        if len(names) != 1:
            yield {}
            return
        name, holds = names[0], _test(condition)
        plan, scenario = self.release.plan, self.release.scenario
        if name in scenario.assume:
            yield from ({},) if holds(scenario.assume[name]) is side else ()
        elif name in plan.setters or name in plan.adders:
            yield from self._settled(name, holds, side, depth)
        elif name not in self.aspects:
            yield {}
        else:
            yield from self._answered(name, holds, side, depth)

    def _answered(self, name: str, holds: Callable[[Any], bool], side: bool, depth: int) -> Iterator[Way]:
        """The fact is asked, and answered with a class that brings the condition to the side; or it is not asked."""
        relevant = self.release.plan.relevance.get(name, ())
        asked = _Remembered(self._all([(one, True) for one in relevant], depth + 1))
        for way in _classes(self.aspects[name], holds, side):
            for around in asked:
                if all(way.get(key, number) == number for key, number in around.items()):
                    yield {**around, **way}
        if relevant and holds(NOTHING) is side:
            yield from self._all([(relevant[0], False)], depth + 1)

    def _settled(self, name: str, holds: Callable[[Any], bool], side: bool, depth: int) -> Iterator[Way]:
        """A rule settles the fact: the first of those that set it, or all of those that add to it."""
        setters, adders = self.release.plan.setters.get(name, ()), self.release.plan.adders.get(name, ())
        for place, rule in enumerate(setters):
            if holds(rule.set[name]) is side:
                yield from self._all([(rule.when, True), *((one.when, False) for one in setters[:place])], depth + 1)
        adding = [rule for rule in adders if holds(rule.add[name])]
        if adders and side:
            for rule in adding:
                yield from self.to(rule.when, True, depth + 1)
        elif adders:
            yield from self._all([(rule.when, False) for rule in adding], depth + 1)
        if name in self.aspects and self.release.facts[name].wording.ask:
            rules: list[Rule] = [*setters, *adders]
            unsettled = _Remembered(self._all([(rule.when, False) for rule in rules], depth + 1))
            for way in self._answered(name, holds, side, depth + 1):
                for around in unsettled:
                    if all(way.get(key, number) == number for key, number in around.items()):
                        yield {**around, **way}


class _Remembered(Iterable[Way]):
    """Ways that are gone through more than once; what was found is not looked for again."""

    def __init__(self, ways: Iterator[Way]) -> None:
        self._ways = ways
        self._found: list[Way] = []

    def __iter__(self) -> Iterator[Way]:
        for at in itertools.count():
            if at == len(self._found):
                found = next(self._ways, None)
                if found is None:
                    return
                self._found.append(found)
            yield self._found[at]


def _classes(aspects: Sequence[Aspect], holds: Callable[[Any], bool], side: bool) -> Iterator[Way]:
    """The classes of one aspect for which the test comes out so. An option is tried alone, and left out."""
    for aspect in aspects:
        for number, values in enumerate(aspect.classes):
            value = ((aspect.option,) if number else ()) if aspect.option is not None else values[0]
            if holds(value) is side and (aspect.option is None or holds((aspect.option,))):
                yield {aspect.key: number}


def _test(condition: FactRef | Compare | Known) -> Callable[[Any], bool]:
    """The condition as a test of its one fact's value; ``NOTHING`` stands for no answer."""
    if isinstance(condition, FactRef):
        return bool
    if isinstance(condition, Known):
        return lambda value: value is not NOTHING
    left, right, operator = condition.left, condition.right, condition.op

    def holds(value: Any) -> bool:
        if value is NOTHING:
            return operator == "!="
        sides = [one.value if isinstance(one, Literal) else value for one in (left, right)]
        return OPERATORS[operator](*sides)

    return holds
