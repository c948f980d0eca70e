"""An application's history -> its pauses. Steps may come twice and in any order."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from .counting import Pause, Reason
from .reception import local_day


@dataclass(frozen=True, slots=True)
class Step:
    """A pause begins or ends: status 6 and 7 for 补正, 9 and 10 for a special procedure (``interfaces.md`` 4.4)."""

    at: datetime
    begins: bool
    reason: Reason


def pauses_of(steps: Iterable[Step]) -> tuple[Pause, ...]:
    """The pauses that the steps tell, in the order they began.

    A beginning told again while the pause lasts changes nothing. An end without a beginning neither: it would make the time
    longer on nobody's word.
    """
    opened: dict[Reason, date] = {}
    found: list[Pause] = []
    for step in sorted(set(steps), key=lambda one: (one.at, not one.begins)):
        day = local_day(step.at)
        if step.begins:
            opened.setdefault(step.reason, day)
        elif step.reason in opened:
            found.append(Pause(opened.pop(step.reason), day, step.reason))
    found += (Pause(day, None, reason) for reason, day in opened.items())
    return tuple(sorted(found, key=lambda one: (one.start, one.end or date.max, one.reason)))
