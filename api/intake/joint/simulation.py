"""Serial against parallel over sampled cases: how many working days applicants are spared. Pure: the randomness comes in.

Each case is drawn like this, and nothing else is assumed:

- a bundle of ``bundles.yml``, each as likely as the other; a part that is optional there is in it every second time;
- for each part one of the published examples of its form that apply anew, each as likely as the other. Which steps there are
  follows from it by the conditions of the process;
- for each step a number of working days, each from 1 to its limit as likely as the other (0 where it is done 当场; natural days
  as five for seven). A limit that runs from acceptance is drawn from there, and special procedures are added to it. A step
  without a limit of its own takes 1 to ``WITHOUT_LIMIT`` days;
- nothing is refused, corrected or withdrawn.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Final

from bot.catalog.processes import Definitions, JointBundle, ProcessStep, working_days

from .order import Place
from .parts import Bundle, HandedIn, Part, part_of
from .schedule import Planned, parallel, plan, serial

#: Working days that a step may take for which nothing sets a limit.
WITHOUT_LIMIT: Final = 5


@dataclass(frozen=True, slots=True)
class Sampled:
    """One case: its bundle, and the working days it takes either way."""

    bundle: str
    serial: int
    parallel: int

    @property
    def saved(self) -> int:
        """Working days spared; never negative."""
        return self.serial - self.parallel


@dataclass(frozen=True, slots=True)
class Comparison:
    """What some cases show, in working days: medians, and what the best-served tenth is spared at least."""

    cases: int
    serial: int
    parallel: int
    saved: int
    saved_by_a_tenth: int


def simulate(
    definitions: Definitions, examples: Mapping[str, Sequence[HandedIn]], cases: int, random: Random
) -> list[Sampled]:
    """So many cases, the same for the same state of ``random``.

    Args:
        examples: form -> applications to draw from. A bundle with a form that has none is not drawn.
    """
    parts = {
        form: [part_of(one.form, definitions.processes[form], one.facts) for one in found]
        for form, found in examples.items()
        if form in definitions.processes
    }
    bundles = [one for one in definitions.bundles.values() if all(parts.get(form) for form in one.forms)]
    plans: dict[tuple[str, tuple[tuple[str, frozenset[str]], ...]], tuple[Planned, ...]] = {}
    return [_sampled(random.choice(bundles), parts, plans, random) for _ in range(cases if bundles else 0)]


def compared(sampled: Sequence[Sampled]) -> Comparison:
    """What the cases (at least one) show together."""
    saved = [one.saved for one in sampled]
    return Comparison(
        cases=len(sampled),
        serial=_rank([one.serial for one in sampled], 0.5),
        parallel=_rank([one.parallel for one in sampled], 0.5),
        saved=_rank(saved, 0.5),
        saved_by_a_tenth=_rank(saved, 0.9),
    )


def _rank(values: Sequence[int], share: float) -> int:
    """The smallest value that at least this share of all is not above."""
    return sorted(values)[math.ceil(share * len(values)) - 1]


def _sampled(
    definition: JointBundle,
    parts: Mapping[str, Sequence[Part]],
    plans: dict[tuple[str, tuple[tuple[str, frozenset[str]], ...]], tuple[Planned, ...]],
    random: Random,
) -> Sampled:
    chosen = tuple(random.choice(parts[form]) for form in _forms(definition, random))
    key = definition.id, tuple((part.form, part.needed) for part in chosen)
    steps = plans.get(key)
    if steps is None:
        steps = plans[key] = plan(Bundle(definition, chosen))
    days: dict[Place, int] = {one.place: _days(one.step, random) for one in steps}
    return Sampled(definition.id, serial(steps, days), parallel(steps, days))


def _forms(definition: JointBundle, random: Random) -> list[str]:
    """The forms of one case, at least two."""
    optional = [part.form for part in definition.parts if part.optional]
    chosen = {part.form for part in definition.parts if not part.optional or random.random() < 0.5}
    while len(chosen) < 2:
        chosen.add(random.choice(optional))
    return [form for form in definition.forms if form in chosen]


def _days(step: ProcessStep, random: Random) -> int:
    if step.limit is None:
        return random.randint(1, WITHOUT_LIMIT)
    most = working_days(step.limit.law.days, step.limit.law.unit)
    return random.randint(1, most) if most else 0
