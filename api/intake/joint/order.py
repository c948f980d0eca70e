"""What waits for what in a whole bundle: the order of each part, and what the law demands between parts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from bot.catalog.processes import ProcessStep, StepKind, before

from .parts import Bundle, Part


class Place(NamedTuple):
    """A step of one part."""

    form: str
    step: str


def needs_of(bundle: Bundle) -> dict[Place, frozenset[Place]]:
    """Place -> the places that come before it, those among them that the case does not have.

    Between parts only the decisions wait: everything up to them goes on at once. What is awaited is a place without a step,
    which nobody can end before it is in.
    """
    found: dict[Place, frozenset[Place]] = {}
    present = {part.form: part for part in bundle.parts}
    for part in bundle.parts:
        own = before(part.process)
        earlier = frozenset(
            Place(one.after, step.id)
            for one in bundle.definition.order
            if one.form == part.form and one.after in present
            for step in present[one.after].steps
            if step.kind is StepKind.decision
        ) | frozenset(
            Place(one.after, "")
            for one in bundle.definition.order
            if one.form == part.form and one.after in bundle.awaited
        )
        for step in part.steps:
            places = frozenset(Place(part.form, name) for name in own[step.id])
            found[Place(part.form, step.id)] = places | earlier if step.kind is StepKind.decision else places
    return found


def ancestors_of(bundle: Bundle, place: Place) -> frozenset[Place]:
    """Everything that comes before the step, however far."""
    needs, found = needs_of(bundle), set[Place]()
    left = list(needs[place])
    while left:
        one = left.pop()
        if one not in found:
            found.add(one)
            left += needs.get(one, ())
    return frozenset(found)


def in_order(bundle: Bundle, needs: Mapping[Place, frozenset[Place]]) -> Iterator[tuple[Place, Part, ProcessStep]]:
    """Every step of the bundle after those that come before it; ``needs`` has no circle."""
    steps = {Place(part.form, step.id): (part, step) for part in bundle.parts for step in part.steps}
    left = dict.fromkeys(steps)
    while left:
        ready = [place for place in left if not any(one in left for one in needs[place])]
        if not ready:
            raise ValueError("the steps wait for each other")
        for place in ready:
            del left[place]
            yield (place, *steps[place])


def standing(first: frozenset[Place], gone: Mapping[Place, frozenset[Place]]) -> frozenset[Place]:
    """What has to come first, in place of steps that the case does not have whatever had to come before those.

    ``gone``: such a step -> what has to come before it, in the same way.
    """
    return frozenset(one for place in first for one in gone.get(place, (place,)))
