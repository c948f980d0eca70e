"""From a moment to a day: when something counts as received, and when a last day is over."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from actions.local_time import ZONE

from .errors import ClockMisused
from .working_days import WorkingDays

_LATE: Final = "下班以后或者休息日交的算哪一天收到，没有核到本地的规定"


@dataclass(frozen=True, slots=True)
class Received:
    """The day of receipt, and why it might be another."""

    day: date
    doubts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reception:
    """How a place receives: a hall with hours, or a site that is open day and night.

    Args:
        closes: the hall's closing time; None where something can be handed in at any time.
        next_working_day: whether what comes after closing, or on a day off, counts as received on the next working day;
            otherwise it counts on the day it came.
        certain: whether this place has confirmed both. Nobody has yet (待核实): 《行政许可法》第二十九条 lets applications
            come by electronic means and does not say on which day they are received.
    """

    closes: time | None
    next_working_day: bool
    certain: bool = False

    def received(self, moment: datetime, days: WorkingDays) -> Received:
        """The day on which what came at ``moment`` counts as received: day 0 of what follows from it.

        At closing time itself it is still in time. Source: 《民法典》第二百零三条第二款 (the time at which business ends is the end).
        """
        local = _local(moment)
        day = local.date()
        late = self.closes is not None and local.time() > self.closes
        if not late and days.is_working(day):
            return Received(day, ())
        if self.next_working_day:
            day = days.on_or_after(day + timedelta(days=1))
        return Received(day, () if self.certain else (_LATE,))

    def ends(self, day: date) -> datetime:
        """The moment at which a last day is over: the place's closing time, or midnight.

        Source: 《民法典》第二百零三条第二款 (2021-01-01).
        """
        if self.closes is not None:
            return datetime.combine(day, self.closes, ZONE)
        return datetime.combine(day + timedelta(days=1), time.min, ZONE)


#: Our choice where nothing else is confirmed (待核实): the site is open day and night, and what comes when nobody works counts
#: as received on the next working day, so that no deadline is told that the bureau would say is a day later.
ONLINE: Final = Reception(None, True)


def local_day(moment: datetime) -> date:
    """The day it is in Shanghai at the moment."""
    return _local(moment).date()


def _local(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        raise ClockMisused("a moment needs its time zone")
    return moment.astimezone(ZONE)
