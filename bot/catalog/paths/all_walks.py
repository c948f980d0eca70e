"""Every walk there is, where there are few enough: each choice in turn, like an odometer."""

from __future__ import annotations

import math
from collections.abc import Mapping
from random import Random

from .aspects import Aspect
from .walk import Walk, Walker

#: Walks made to guess how many there are. With a dozen, themes of thousands of walks passed for small: few questions come early.
PROBES = 40
#: Walks after which it is looked at how many are left: where it would take twice as many as are made at most, no more are.
LOOK = 50


def may_be_few(walker: Walker, most: int) -> bool:
    """Whether there are about ``most`` walks or fewer: the mean, over walks drawn at random, of the product of what could be chosen."""
    random = Random(7)  # noqa: S311 - the same walks each time are what is wanted
    sizes = {aspect.key: len(aspect.classes) for found in walker.aspects.values() for aspect in found}
    total = 0.0
    for _ in range(PROBES):
        chosen = walker.walk(lambda aspect, _: random.randrange(len(aspect.classes))).chosen
        total += math.prod(sizes[key] for key in chosen)
        if total > most * PROBES:
            return False
    return True


def all_walks(walker: Walker, most: int) -> list[Walk] | None:
    """Every walk, each combination of choices once; None when there are more than ``most``."""
    found: dict[tuple[tuple[str, int], ...], Walk] = {}
    wheel: list[tuple[int, int]] = []  # what was chosen at each place of the walk, and out of how many
    limit = most * 4
    for number in range(1, limit + 1):
        turning = _Odometer([at for at, _ in wheel])
        walk = walker.walk(turning.choose)
        found.setdefault(tuple(sorted(walk.chosen.items())), walk)
        if len(found) > most:
            return None
        wheel = turning.taken
        while wheel and wheel[-1][0] + 1 == wheel[-1][1]:
            wheel.pop()
        if not wheel:
            return list(found.values())
        wheel[-1] = (wheel[-1][0] + 1, wheel[-1][1])
        if number % LOOK == 0 and number > 2 * limit * _turned(wheel):
            return None
    return None


def _turned(wheel: list[tuple[int, int]]) -> float:
    """How much of all there is lies behind the odometer, 0 to 1, as if there were as many walks behind each choice."""
    turned, part = 0.0, 1.0
    for at, out_of in wheel:
        part /= out_of
        turned += at * part
    return turned


class _Odometer:
    """Chooses what is prescribed for the first places, and the first class everywhere after."""

    def __init__(self, prescribed: list[int]) -> None:
        self._prescribed = prescribed
        self.taken: list[tuple[int, int]] = []

    def choose(self, aspect: Aspect, _: Mapping[str, int]) -> int:
        """The class for the place that the walk has come to."""
        place = len(self.taken)
        number = self._prescribed[place] if place < len(self._prescribed) else 0
        self.taken.append((number, len(aspect.classes)))
        return number
