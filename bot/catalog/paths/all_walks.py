"""Every walk there is, where there are few enough: each choice in turn, like an odometer."""

from __future__ import annotations

from collections.abc import Mapping
from random import Random
from statistics import fmean

from .aspects import Aspect
from .walk import Walk, Walker

#: Walks made to guess how many there are.
PROBES = 12


def estimated(walker: Walker) -> float:
    """About how many walks there are: the mean, over walks drawn at random, of the product of what could be chosen."""
    random = Random(7)  # noqa: S311 - the same walks each time are what is wanted
    sizes = {aspect.key: len(aspect.classes) for found in walker.aspects.values() for aspect in found}
    guesses = []
    for _ in range(PROBES):
        product = 1.0
        for key in walker.walk(lambda aspect, _: random.randrange(len(aspect.classes))).chosen:
            product *= sizes[key]
        guesses.append(product)
    return fmean(guesses)


def all_walks(walker: Walker, most: int) -> list[Walk] | None:
    """Every walk, each combination of choices once; None when there are more than ``most``."""
    found: dict[tuple[tuple[str, int], ...], Walk] = {}
    wheel: list[tuple[int, int]] = []  # what was chosen at each place of the walk, and out of how many
    for _ in range(most * 4):
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
    return None


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
