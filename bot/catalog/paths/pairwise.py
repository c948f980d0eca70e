"""Walks that bring every two answers together that can meet, and every condition to both its sides."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from random import Random
from typing import Final

from bot.engine.scenario import Rule

from .aspects import Aspect
from .goals import Goals, Side
from .walk import Walk, Walker
from .ways import Way

#: Two answers, each as aspect and class, the lesser aspect first.
Pair = tuple[str, int, str, int]

#: Walks in a row that bring nothing new before the rest is gone after one by one.
IDLE: Final = 4
#: Earlier rules that are kept from deciding, so that a later one may.
MOST_AGAINST: Final = 6


@dataclass
class Covering:
    """What the walks so far have shown."""

    walker: Walker
    goals: Goals
    kept: list[Walk] = field(default_factory=list)
    met: set[Pair] = field(default_factory=set)
    #: Aspects asked on one walk -> the first such walk.
    together: dict[tuple[str, str], Walk] = field(default_factory=dict)
    single: set[tuple[str, int]] = field(default_factory=set)
    #: Answers that end the matter by themselves: nothing asked later can meet them.
    final: set[tuple[str, int]] = field(default_factory=set)
    tried: set[Pair] = field(default_factory=set)
    given_up: set[Side] = field(default_factory=set)
    random: Random = field(default_factory=lambda: Random(11))  # noqa: S311 - the same each time

    def take(self, walk: Walk) -> bool:
        """Counts a walk in; whether it showed anything new, and so is kept."""
        answers = sorted(walk.chosen.items())
        pairs = {(a, i, b, j) for (a, i), (b, j) in itertools.combinations(answers, 2)}
        news = not pairs <= self.met or not set(answers) <= self.single
        news = self.goals.take(walk) or news or walk.fault is not None
        self.met |= pairs
        self.single.update(answers)
        for (a, _), (b, _) in itertools.combinations(answers, 2):
            self.together.setdefault((a, b), walk)
        self._note_end(walk)
        if news:
            self.kept.append(walk)
        return news

    def _note_end(self, walk: Walk) -> None:
        """The one answer that ended the walk is final, until a walk goes on after it."""
        ended = self._ended_by(walk)
        self.final -= set(walk.chosen.items()) - ended
        if len(ended) == 1:
            self.final |= ended

    def _ended_by(self, walk: Walk) -> set[tuple[str, int]]:
        """What was answered last, where the outcome that ended the walk reads nothing else: the options chosen, of a multiple choice."""
        outcome = walk.position.outcome if walk.position is not None else None
        if outcome is None or not walk.chosen:
            return set()
        last = list(walk.chosen)[-1].partition(" ")[0]
        if not self.goals.reads_only(outcome[1], last):
            return set()
        answers = {(key, number) for key, number in walk.chosen.items() if key.partition(" ")[0] == last}
        options = {(key, number) for key, number in answers if key != last and not key.endswith("[]")}
        return {one for one in options if one[1]} or answers - options

    def gain(self, aspect: Aspect, number: int, before: Mapping[str, int]) -> float:
        """How many answers it would meet for the first time; an answer that ends the matter is not chosen for that."""
        own = (aspect.key, number)
        if own in self.final:
            return -1.0
        new = sum(1 for other in before.items() if pair_of(own, other) not in self.met)
        return new + 2 * (own not in self.single) + self.random.random() / 2

    def choose(self, aspect: Aspect, before: Mapping[str, int]) -> int:
        """The class that meets most that it has not met."""
        return max(range(len(aspect.classes)), key=lambda number: self.gain(aspect, number, before))

    def towards(
        self, wished: Mapping[str, int], setting: Mapping[str, int]
    ) -> Callable[[Aspect, Mapping[str, int]], int]:
        """Chooses what is wished for, else what gave the setting in which it can be asked, else what meets most.

        Where some options are not to be chosen and one has to be, it is one that nothing was wished of.
        """
        facts = self.walker.release.facts

        def choose(aspect: Aspect, before: Mapping[str, int]) -> int:
            if aspect.key not in wished and aspect.option is not None and not facts[aspect.fact].optional:
                said = [number for key, number in wished.items() if key.startswith(f"{aspect.fact} ")]
                chosen = [number for key, number in before.items() if key.startswith(f"{aspect.fact} ")]
                if said and not any((*said, *chosen)):
                    return 1
            number = wished.get(aspect.key, setting.get(aspect.key))
            return self.choose(aspect, before) if number is None else number

        return choose


def pair_of(one: tuple[str, int], other: tuple[str, int]) -> Pair:
    """Two answers as a pair, whichever comes first."""
    return (*one, *other) if one[0] < other[0] else (*other, *one)


def pairwise_walks(
    walker: Walker, goals: Goals, progress: Callable[[int, int], None], *, pairs: bool = True
) -> Covering:
    """Walks such that every condition has been on both sides and every two answers have met, where that can be.

    Args:
        pairs: whether two answers that have not met are brought together; without, each answer is given once at least.
    """
    covering = Covering(walker, goals)
    idle = 0
    while idle < IDLE:
        idle = 0 if covering.take(walker.walk(covering.choose)) else idle + 1
        progress(len(covering.met), len(covering.met) + 1)
    for _ in range(3):  # each round may open questions that the one before could not reach
        before = len(covering.kept)
        _singles(covering)
        _sides(covering)
        _ends(covering)
        if pairs:
            _pairs(covering, progress)
        if len(covering.kept) == before:
            break
    return covering


def _singles(covering: Covering) -> None:
    """Each class of each aspect that was ever asked."""
    for aspect in _aspects(covering):
        for number in range(len(aspect.classes)):
            asked = next((walk.chosen for walk in covering.kept if aspect.key in walk.chosen), None)
            if asked is not None and (aspect.key, number) not in covering.single:
                covering.take(covering.walker.walk(covering.towards({aspect.key: number}, asked)))


def _sides(covering: Covering) -> None:
    """Each condition true and false; what no way led to is not tried again."""
    for side in covering.goals.open():
        if side in covering.given_up:
            continue
        covering.given_up.add(side)
        for way in covering.goals.ways(side):
            covering.take(covering.walker.walk(covering.towards(way, _setting(covering, way))))
            if side in covering.goals.seen:
                break


def _ends(covering: Covering) -> None:
    """Each outcome: where another rule decides before, that one is kept from holding too."""
    for rule in covering.goals.unreached():
        against: list[Rule] = []
        while len(against) < MOST_AGAINST and (way := covering.goals.deciding(rule, against)) is not None:
            walk = covering.walker.walk(covering.towards(way, _setting(covering, way)))
            covering.take(walk)
            decider = covering.goals.decider(walk)
            if decider is None or decider.id == rule.id or decider in against:
                break
            against.append(decider)


def _setting(covering: Covering, way: Mapping[str, int]) -> Mapping[str, int]:
    """The choices of the walk that is nearest to the way, the longest of those."""
    return max(
        (walk.chosen for walk in covering.kept),
        key=lambda chosen: (sum(chosen.get(key) == number for key, number in way.items()), len(chosen)),
        default={},
    )


def _pairs(covering: Covering, progress: Callable[[int, int], None]) -> None:
    """Each two answers of aspects that were asked on one walk."""
    parted: set[tuple[str, int, str]] = set()  # an answer after which an aspect was not asked any more
    for first, i, second, j, walk_before in list(_missing(covering)):
        pair = pair_of((first, i), (second, j))
        if pair in covering.met or pair in covering.tried or (first, i, second) in parted:
            continue
        covering.tried.add(pair)
        asked = False
        wished = {first: i, second: j}
        for also, setting in _attempts(covering, wished, walk_before):
            walk = covering.walker.walk(covering.towards({**also, **wished}, setting))
            covering.take(walk)
            asked = asked or walk.chosen.get(first) != i or second in walk.chosen
            if pair in covering.met:
                break
        if not asked:
            parted.add((first, i, second))
        progress(len(covering.met), len(covering.met) + len(covering.tried - covering.met))


def apart(covering: Covering) -> set[Pair]:
    """The answers that were given, but never on one walk, though nothing says that they cannot be."""
    return {pair_of((first, i), (second, j)) for first, i, second, j, _ in _missing(covering)}


def _attempts(covering: Covering, wished: Way, before: Walk) -> Iterator[tuple[Way, Way]]:
    """What else to choose, and the setting for the rest: nothing; a walk that gave one of the answers and asked for the
    other; a walk that asked for both; what makes both matter."""
    yield {}, {}
    there = [walk.chosen for walk in covering.kept if wished.keys() <= walk.chosen.keys()]
    near = [chosen for chosen in there if any(chosen[key] == number for key, number in wished.items())]
    yield from (({}, chosen) for chosen in near[:1])
    yield {}, before.chosen
    for way in covering.goals.asking(wished):
        yield way, {}


def _missing(covering: Covering) -> Iterator[tuple[str, int, str, int, Walk]]:
    """The answers that were given, but have not met, and may: the first does not end the matter before the second."""
    classes = {aspect.key: len(aspect.classes) for aspect in _aspects(covering)}
    for (a, b), walk in covering.together.items():
        order = list(walk.chosen)
        first, second = (a, b) if order.index(a) < order.index(b) else (b, a)
        for i, j in itertools.product(range(classes[first]), range(classes[second])):
            pair = pair_of((first, i), (second, j))
            given = {(first, i), (second, j)} <= covering.single and (first, i) not in covering.final
            if given and pair not in covering.met:
                yield first, i, second, j, walk


def _aspects(covering: Covering) -> Iterator[Aspect]:
    return (aspect for found in covering.walker.aspects.values() for aspect in found)
