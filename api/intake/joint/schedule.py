"""How long one bundle takes, one thing after another or as the law lets it, with a given number of days for each step."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from bot.catalog.processes import ProcessStep, StepKind

from .order import Place, in_order, needs_of, standing
from .parts import Bundle

#: Days of each step: from its beginning; of one whose limit runs from acceptance, from there (pauses are added).
Days = Mapping[Place, int]
_NOTHING: Final = (0, 0)


@dataclass(frozen=True, slots=True)
class Planned:
    """A step that the case has, and the steps of the case that come before it."""

    place: Place
    step: ProcessStep
    first: tuple[Place, ...]


def plan(bundle: Bundle) -> tuple[Planned, ...]:
    """The steps that the bundle has, each after those that come before it, where nothing is refused."""
    needs = needs_of(bundle)
    gone: dict[Place, frozenset[Place]] = {}
    found = []
    for place, part, step in in_order(bundle, needs):
        first = standing(needs[place], gone)
        if step.id in part.needed:
            found.append(Planned(place, step, tuple(sorted(first))))
        else:
            gone[place] = first
    return tuple(found)


def parallel(steps: Sequence[Planned], days: Days) -> int:
    """Working days until all is done, where each step begins as soon as what comes before it has ended."""
    return _last(steps, days, {one.place: one.first for one in steps})


def serial(steps: Sequence[Planned], days: Days) -> int:
    """The same where every step waits for the one before, and each part for the part before to be finished."""
    return _last(_part_by_part(steps), days, dict(_chain(_part_by_part(steps))))


def _part_by_part(steps: Sequence[Planned]) -> list[Planned]:
    """The steps of one part after those of another, a part that has to be decided first before the other."""
    decided = [one.place.form for one in steps if one.step.kind is StepKind.decision]
    order = list(dict.fromkeys([*decided, *(one.place.form for one in steps)]))
    return sorted(steps, key=lambda one: order.index(one.place.form))


def _chain(steps: Sequence[Planned]) -> Iterator[tuple[Place, tuple[Place, ...]]]:
    for at, one in enumerate(steps):
        yield one.place, (steps[at - 1].place,) if at else ()


def _last(steps: Sequence[Planned], days: Days, first: Mapping[Place, Sequence[Place]]) -> int:
    spans: dict[Place, tuple[int, int]] = {}
    kinds: dict[tuple[str, StepKind], list[tuple[int, int]]] = {}
    for one in steps:
        start = max((spans[place][1] for place in first[one.place]), default=0)
        of = one.place.form
        if one.step.limit is not None and one.step.limit.since == "accepted":
            accepted = max((end for _, end in kinds.get((of, StepKind.accept), ())), default=None)
            base = start if accepted is None else accepted
            end = max(start, base + days[one.place] + _covered(kinds.get((of, StepKind.special), ())))
        else:
            end = start + days[one.place]
        spans[one.place] = start, end
        kinds.setdefault((of, one.step.kind), []).append(spans[one.place])
    return max((end for _, end in spans.values()), default=0)


def _covered(spans: Sequence[tuple[int, int]]) -> int:
    """How many days lie in any of the spans: the clock stands still in each, and in several at a time no longer.

    Source: 《行政许可法》第四十五条.
    """
    total, upto = 0, _NOTHING[1]
    for start, end in sorted(spans):
        total += max(0, end - max(start, upto))
        upto = max(upto, end)
    return total
