"""What goes wrong, drawn from a seed: the same push of the same phone has the same fate in every run, whatever else happens meanwhile."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Faults:
    """Rates from 0 to 1, each drawn for every push or every call.

    Args:
        duplicates: pushes that are delivered once more, while they are under way or after.
        disorder: pushes that let the next one of the same person pass, if that comes within 0.3 s.
        delays, longest: pushes that start out late, by up to so many seconds.
        lost: pushes of which the first answer, or the first two, are lost on the way, so that WeChat tries again.
        refusals: calls that send a message -> the code that they are refused with, though nothing is wrong.
        expiry: calls before which the token ends.
        unheard: calls that are done, and whose answer is lost on the way.
        slow_calls: calls that are answered late, by up to ``longest`` seconds.
    """

    seed: int = 1
    duplicates: float = 0.0
    disorder: float = 0.0
    delays: float = 0.0
    longest: float = 2.0
    lost: float = 0.0
    refusals: Mapping[int, float] = field(default_factory=dict)
    expiry: float = 0.0
    unheard: float = 0.0
    slow_calls: float = 0.0

    def fate(self, person: str, number: int) -> Fate:
        """What becomes of somebody's push of that number."""
        chance = random.Random(f"{self.seed} {person} {number}")
        duplicate, swapped, late, lost = (chance.random() for _ in range(4))
        wait, during = chance.random(), chance.random() < 0.5
        doubled = duplicate < self.duplicates
        return Fate(
            meanwhile=wait * 0.1 if doubled and during else None,
            afterwards=wait * 0.3 if doubled and not during else None,
            swapped=swapped < self.disorder,
            delay=chance.random() * self.longest if late < self.delays else 0.0,
            lost=chance.choice((1, 1, 2)) if lost < self.lost else 0,
        )

    def hitch(self, number: int, *, message: bool) -> Hitch:
        """What becomes of the call of that number. ``message``: it sends one."""
        chance = random.Random(f"{self.seed} call {number}")
        expired, unheard, slow, wait, drawn = (chance.random() for _ in range(5))
        code = 0
        for refusal, rate in self.refusals.items() if message else ():
            if 0 <= drawn < rate:
                code = refusal
                break
            drawn -= rate
        return Hitch(
            expired=expired < self.expiry,
            code=code,
            unheard=unheard < self.unheard,
            delay=wait * self.longest if slow < self.slow_calls else 0.0,
        )


@dataclass(frozen=True)
class Fate:
    """What becomes of one push.

    ``meanwhile``: it is delivered again so many seconds after it began; ``afterwards``: after it was answered. ``lost``: of so many tries
    the answer is lost; never of the last one, which nobody could notice but the person.
    """

    meanwhile: float | None = None
    afterwards: float | None = None
    swapped: bool = False
    delay: float = 0.0
    lost: int = 0


@dataclass(frozen=True)
class Hitch:
    """What becomes of one call."""

    expired: bool = False
    code: int = 0
    unheard: bool = False
    delay: float = 0.0
