"""Before acceptance: five days to tell what is missing, what a correction does to them, and acceptance by silence."""

from __future__ import annotations

from datetime import date
from enum import Enum
from typing import Final

from .clock import Clock, Due
from .counting import Counting, Pause
from .errors import YearWithoutTable
from .limits import Limit

_NOTICE: Final = "correction_notice"
_UNWRITTEN: Final = "补正材料交来以后多少天内受理，法律没有写明"


class AfterCorrection(str, Enum):
    """What the days before acceptance do when the applicant has corrected.

    The law says only that a full correction must be accepted (第三十二条第一款第五项), not by when: 待核实, so the caller chooses.
    """

    #: All days begin again on the day the correction came: the bureau looks through what it had not seen.
    anew = "anew"
    #: The days left go on.
    suspended = "suspended"


def examination(
    limit: Limit,
    received: date,
    corrections: tuple[Pause, ...] = (),
    rule: AfterCorrection = AfterCorrection.anew,
    doubts: tuple[str, ...] = (),
) -> Counting:
    """The running limit for accepting, refusing, or telling what is missing.

    Args:
        corrections: from each notice to the correction that answered it; the last one may still be awaited.
    """
    if not corrections:
        return Counting(limit, received, doubts=doubts)
    doubts = (*doubts, _UNWRITTEN)
    if rule is AfterCorrection.suspended:
        return Counting(limit, received, corrections, doubts=doubts)
    last = max(corrections, key=lambda one: one.end or date.max)
    return Counting(limit, last.end or last.start, (last,), doubts=doubts)


def accepted_by_silence(clock: Clock, received: date, told: date | None, today: date) -> date | None:
    """The day of acceptance where nobody told in time what was missing: the day the materials came. None: not so, or not yet.

    Args:
        told: when the applicant was told what is missing, or that the application is accepted or refused; None: not yet.

    Source: 《行政许可法》第三十二条第一款第四项: not told within five days, it is accepted from the day the materials were received.

    Raises:
        YearWithoutTable: the days reach a year without a table, and so does the day to tell it for.
    """
    return received if is_over(clock, Counting(clock.law(_NOTICE, received), received), told or today) else None


def is_over(clock: Clock, counting: Counting, today: date) -> bool:
    """Whether the limit's last day is past. It is told where all days up to today are known, wherever the last one lies.

    Raises:
        YearWithoutTable: they are not.
    """
    if (today - counting.since).days <= counting.days:
        return False  # Whichever of these days are worked.
    try:
        due = clock.reckon(counting)
    except YearWithoutTable as fault:
        if today < fault.day:  # Every day up to then was counted, and some were left.
            return False
        raise
    return isinstance(due, Due) and today > due.day
