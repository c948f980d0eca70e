"""Both sides of every condition: which were seen, and which answers would bring the others about."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from bot.engine.catalog import Release
from bot.engine.conditions import Condition
from bot.engine.forms import Field
from bot.engine.scenario import Rule

from .aspects import Aspects
from .walk import Walk
from .ways import Way, Ways

#: Ways looked at for one side of a condition, and how many different ones are walked before it counts as not seen.
MOST_FOUND: Final = 200
MOST_WALKED: Final = 6

#: A condition's place (``rules 3``) and the side of it.
Side = tuple[str, int, bool]


@dataclass
class Goals:
    """The conditions of rules, questions, permits and materials, and on which sides the walks have been."""

    release: Release
    aspects: Aspects
    conditions: dict[tuple[str, int], Condition] = field(init=False)
    seen: set[Side] = field(init=False, default_factory=set)
    #: Outcomes that a walk has ended in. A rule may hold where an earlier one decides.
    reached: set[str] = field(init=False, default_factory=set)
    _ways: Ways = field(init=False)

    def __post_init__(self) -> None:
        self._ways = Ways(self.release, self.aspects)
        self.conditions = {place: when for place, when in placed_conditions(self.release) if when is not None}

    def take(self, walk: Walk) -> bool:
        """Counts in the sides on which a walk ended, and its outcome; whether one of them is new."""
        view = walk.position.view if walk.position is not None else None
        if view is None or walk.fault is not None:
            return False
        rule = self.decider(walk)
        ended = {rule.outcome} if rule is not None and rule.outcome is not None else set()
        found = {
            (*place, truth)
            for place, condition in self.conditions.items()
            if (truth := view.truth(condition)) is not None
        }
        news = not (found <= self.seen and ended <= self.reached)
        self.seen |= found
        self.reached |= ended
        return news

    def decider(self, walk: Walk) -> Rule | None:
        """The rule whose outcome ended the walk, or None."""
        outcome = walk.position.outcome if walk.position is not None else None
        rules = self.release.scenario.rules
        return next((one for one in rules if outcome is not None and one.id == outcome[1]), None)

    def unreached(self) -> list[Rule]:
        """The rules with an outcome that no walk has ended in."""
        rules = self.release.scenario.rules
        return [one for one in rules if one.outcome is not None and one.outcome not in self.reached]

    def deciding(self, rule: Rule, against: Sequence[Rule]) -> Way | None:
        """Choices under which the rule may hold and none of the others does; None where the structure shows none."""
        found = self._ways.all_of([(rule.when, True), *((one.when, False) for one in against)])
        return next(found, None)

    @property
    def fields(self) -> Iterator[Field]:
        """The fields of all forms."""
        return (field for form in self.release.forms.values() for field in form.fields)

    def open(self) -> list[Side]:
        """The sides that no walk has been on."""
        return [
            (*place, truth) for place in self.conditions for truth in (True, False) if (*place, truth) not in self.seen
        ]

    def reads_only(self, rule: str, fact: str) -> bool:
        """Whether the rule's condition reads this fact and no other."""
        found = next((one for one in self.release.scenario.rules if one.id == rule), None)
        return found is not None and found.when is not None and set(found.when.facts()) == {fact}

    def ways(self, side: Side) -> Iterator[Way]:
        """A few sets of choices under which the condition might be on the side; each is looked for when it is wanted."""
        found = self._ways.to(self.conditions[side[0], side[1]], side[2])
        return itertools.islice(_distinct(itertools.islice(found, MOST_FOUND)), MOST_WALKED)

    def asking(self, wished: Way) -> Iterator[Way]:
        """A few sets of choices, in keeping with those wished for, under which their facts are all asked."""
        facts = [key.partition(" ")[0].removesuffix("[]") for key in wished]
        whens = [one for fact in facts for one in self.release.plan.relevance.get(fact, ())]
        whens += [one.when for one in self.fields if one.fact in facts and one.when is not None]
        found = itertools.islice(self._ways.all_true(whens), MOST_FOUND)
        fitting = (way for way in found if all(way.get(key, number) == number for key, number in wished.items()))
        return itertools.islice(fitting, 2)


def _distinct(ways: Iterable[Way]) -> Iterator[Way]:
    """Each way once."""
    seen: set[frozenset[tuple[str, int]]] = set()
    for way in ways:
        key = frozenset(way.items())
        if key not in seen:
            seen.add(key)
            yield way


def placed_conditions(release: Release) -> Iterator[tuple[tuple[str, int], Condition | None]]:
    """Every condition of the scenario and of its forms' materials, with where it stands."""
    scenario = release.scenario
    for index, question in enumerate(scenario.questions):
        yield ("questions", index), question.when
    for index, rule in enumerate(scenario.rules):
        yield ("rules", index), rule.when
    for index, permit in enumerate(scenario.permits):
        yield ("permits", index), permit.when
    for form in release.forms.values():
        for index, material in enumerate(form.materials):
            yield (f"materials of {form.id}", index), material.when
