"""What a scenario settles before anything is asked: conditions without the parts that are certain from the start."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator
from typing import Any, Final

from bot.engine.catalog import Release
from bot.engine.conditions import ABSENT, UNKNOWN, And, Condition, Literal, Not, Or, Truth, evaluate

ALWAYS: Final = Literal(True)
NEVER: Final = Literal(False)
#: Combinations of possible values tried on one comparison.
_MOST: Final = 64


class Settling:
    """One release, and which values of its facts are possible at all."""

    def __init__(self, release: Release) -> None:
        self._release = release
        self._possible: dict[str, tuple[Any, ...] | None] = {}
        for name in self._downwards():
            self.possible(name)

    def _downwards(self) -> Iterator[str]:
        """All facts, each after those that its relevance and its rules read, so that no chain of facts runs deep."""
        seen: set[str] = set()
        for start in self._release.facts:
            path = [(start, iter(self._reads(start)))] if start not in seen else []
            seen.add(start)
            while path:
                name, reads = path[-1]
                step = next((one for one in reads if one not in seen), None)
                if step is None:
                    path.pop()
                    yield name
                else:
                    seen.add(step)
                    path.append((step, iter(self._reads(step))))

    def _reads(self, name: str) -> list[str]:
        plan = self._release.plan
        rules = (*plan.setters.get(name, ()), *plan.adders.get(name, ()))
        whens = [*plan.relevance.get(name, ()), *(rule.when for rule in rules if rule.when is not None)]
        return [fact for when in whens for fact in when.facts()]

    def settle(self, condition: Condition | None) -> Condition:
        """The condition without what holds, or does not, whatever is answered; ALWAYS or NEVER when nothing is left."""
        if condition is None:
            return ALWAYS
        if isinstance(condition, Not):
            part = self.settle(condition.part)
            return Literal(not part.value) if isinstance(part, Literal) else Not(part)
        if not isinstance(condition, (And, Or)):
            truth = self._truth(condition)
            return condition if truth is None else Literal(truth)
        ends = isinstance(condition, Or)  # an or ends with a part that holds, an and with one that does not
        parts = [self.settle(part) for part in condition.parts]
        if any(isinstance(part, Literal) and bool(part.value) is ends for part in parts):
            return Literal(ends)
        left = tuple(part for part in parts if not isinstance(part, Literal))
        return Literal(not ends) if not left else left[0] if len(left) == 1 else type(condition)(left)

    def relevance(self, fact: str) -> Condition:
        """When the fact matters: the dictionary's condition and the question's."""
        return self.settle(And(self._release.plan.relevance.get(fact, ())))

    def asked(self, name: str) -> bool:
        """Whether the fact may have to be asked where it matters: nothing settles, computes or supposes it for certain."""
        fact, plan, scenario = self._release.facts.get(name), self._release.plan, self._release.scenario
        if fact is None or name in scenario.assume or fact.default is not None:
            return False
        rules = (*plan.setters.get(name, ()), *plan.adders.get(name, ()))
        if any(self.settle(rule.when) == ALWAYS for rule in rules):
            return False
        return bool(fact.wording.ask) or (fact.derive is None and not rules)

    def possible(self, name: str) -> tuple[Any, ...] | None:
        """The values the fact can have, ABSENT among them; of a multiple choice the smallest and largest; None: any."""
        if name not in self._possible:
            self._possible[name] = None  # a circle settles nothing
            self._possible[name] = self._values(name)
        return self._possible[name]

    def _values(self, name: str) -> tuple[Any, ...] | None:
        scenario, plan, fact = self._release.scenario, self._release.plan, self._release.facts.get(name)
        when = self.relevance(name)
        if fact is None or when == NEVER:
            return None if fact is None else (ABSENT,)
        sometimes = () if when == ALWAYS else (ABSENT,)
        if fact.kind == "list":
            return None
        if name in scenario.assume:
            return (scenario.assume[name], *sometimes)
        if self.asked(name) or fact.derive is not None or fact.default is not None:
            return None
        setters = [(self.settle(rule.when), rule.set[name]) for rule in plan.setters.get(name, ())]
        adders = [(self.settle(rule.when), rule.add[name]) for rule in plan.adders.get(name, ())]
        if setters and adders:
            return None
        if setters:
            values = [value for when, value in setters if when != NEVER]
            return (*values, *sometimes, *(() if any(when == ALWAYS for when, _ in setters) else (ABSENT,)))
        least = tuple(value for when, values in adders if when == ALWAYS for value in values)
        most = tuple(value for when, values in adders if when != NEVER for value in values)
        return (least, most, *sometimes)

    def _truth(self, leaf: Condition) -> Truth:
        """The leaf's truth if it is the same whatever is answered, else None."""
        facts = list(dict.fromkeys(leaf.facts()))
        choices = [self.possible(fact) for fact in facts]
        known = [values for values in choices if values is not None]
        if len(known) < len(facts) or math.prod(len(values) for values in known) > _MOST:
            return None
        found: set[Truth] = set()
        for values in itertools.product(*known):
            found.add(_evaluated(leaf, dict(zip(facts, values, strict=True))))
            if len(found) > 1:
                return None
        return found.pop() if len(found) == 1 else None


def _evaluated(leaf: Condition, values: dict[str, Any]) -> Truth:
    try:
        return evaluate(leaf, _Trial(values))
    except TypeError:  # values that have no order are compared: an author's mistake that a check names
        return None


class _Trial:
    """An environment of possible values; figures are left open."""

    def __init__(self, values: dict[str, Any]) -> None:
        self._values = values

    def read(self, fact: str) -> Any:
        """The value on trial."""
        return self._values.get(fact, UNKNOWN)

    def figure(self, name: str) -> Any:
        """Nothing: a condition on a figure stays as it is."""
        return UNKNOWN
