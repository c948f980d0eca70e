"""By when the step has to end that an event begins."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from .clock import (
    ONLINE,
    Clock,
    ClockError,
    Counting,
    Due,
    Extension,
    Limit,
    Pause,
    Reason,
    Reception,
    Step,
    Stopped,
    Unit,
    YearWithoutTable,
    accepted_by_silence,
    examination,
    is_over,
    pauses_of,
)
from .clock.reception import Received, local_day
from .event import Deadline, Event, Undated

_LOG: Final = logging.getLogger("daoban.intake")
#: Events from which nothing runs on.
_ENDED: Final = frozenset(
    {"withdrawn", "not_needed", "acceptance_refused", "refused", "recalled", "revoked", "delivered"}
)
#: Statuses in which the bureau has still to say whether it accepts.
UNANSWERED: Final = ("received", "correction_ended")
#: What a limit's unit is called where it is told.
UNITS: Final = {Unit.working: "工作日", Unit.natural: "自然日"}


@dataclass(frozen=True, slots=True)
class Deadlines:
    """Reckons by the working-day clock. ``reception``: how this place receives."""

    clock: Clock
    reception: Reception = ONLINE

    def of(self, history: Sequence[Event], limit: Limit | None = None) -> Deadline | Undated | None:
        """The last day of what the latest event began.

        None where nothing runs: it is over, it stands still, or it waits for the applicant. Undated where the day cannot be
        reckoned yet, because it lies in a year without a table; that is logged as an error.

        Args:
            limit: for the decision, where the item has another than the permit law's.
        """
        found = self.as_known_now(history, limit)
        if isinstance(found, Undated):
            about = history[-1].reference or "a new application"
            _LOG.error("the deadline of %s waits for the table of working days of %s", about, found.year)
        return found

    def as_known_now(self, history: Sequence[Event], limit: Limit | None = None) -> Deadline | Undated | None:
        """As ``of``, for whoever looks again: nothing is logged."""
        counting = self.counting(history, limit)
        return None if counting is None else self._known(counting)

    def of_task(self, limit: Limit, since: date, history: Sequence[Event]) -> Deadline | Undated | None:
        """The last day of a department's task, which stands still while the application does; None while it does."""
        return self._known(Counting(limit, since, _special(history)))

    def left(self, day: date, unit: str, now: datetime) -> int | None:
        """Days of the unit after today up to the day; negative once it is past. None where the days between are not known."""
        today = local_day(now)
        if unit == UNITS[Unit.natural]:
            return (day - today).days
        try:
            return self.clock.days.between(today, day)
        except YearWithoutTable:
            return None

    def _known(self, counting: Counting) -> Deadline | Undated | None:
        try:
            due = self.clock.reckon(counting)
        except YearWithoutTable as fault:
            stands = counting.stopped_since is not None
            return None if stands else Undated(counting.days, UNITS[counting.limit.unit], fault.year)
        return _told(due) if isinstance(due, Due) else None

    def is_accepted_by_silence(self, received: datetime, now: datetime) -> bool:
        """Whether nobody told in time what is missing, so that the application counts as accepted.

        Source: 《行政许可法》第三十二条第一款第四项.

        Raises:
            YearWithoutTable: it cannot be told.
        """
        day = self._received(received).day
        return accepted_by_silence(self.clock, day, None, local_day(now)) is not None

    def silent_since(self, history: Sequence[Event], now: datetime) -> date | None:
        """The day since which the application counts as accepted because nobody said anything in time; None: not so, or not yet.

        After a correction the days begin again; that is our reading, and a deadline from there is told as uncertain.

        Source: 《行政许可法》第三十二条第一款第四项.

        Raises:
            YearWithoutTable: it cannot be told.
        """
        if history[-1].status not in UNANSWERED:
            return None
        counting = self._examination(history)
        return counting.since if is_over(self.clock, counting, local_day(now)) else None

    def after(self, begun: datetime, limit: Limit) -> Deadline | None:
        """The last day of a limit that begins on the day of ``begun``; None where it lies in a year without a table, which is logged."""
        try:
            due = self.clock.reckon(Counting(limit, local_day(begun)))
        except YearWithoutTable as fault:
            _LOG.error("%s cannot be reckoned: %s", limit.label, fault)
            return None
        return _told(due) if isinstance(due, Due) else None

    def left_after(self, deadline: Deadline, begun: datetime, limit: Limit, now: datetime) -> int | None:
        """Days after today up to what ``after`` told; None where it would be another day by now, or cannot be reckoned."""
        try:
            due = self.clock.reckon(Counting(limit, local_day(begun)))
            if not isinstance(due, Due) or due.day != deadline.day:
                return None
            return self.clock.days_left(due, local_day(now))
        except ClockError:
            return None

    def reckoned(self, history: Sequence[Event], limit: Limit | None = None) -> Due | Stopped | None:
        """What ``of`` tells the last day of, with all that it was counted by; Stopped where it stands still.

        Raises:
            YearWithoutTable: it cannot be reckoned.
        """
        counting = self.counting(history, limit)
        return None if counting is None else self.clock.reckon(counting)

    def counting(self, history: Sequence[Event], limit: Limit | None = None) -> Counting | None:
        """What the latest event began, before a day is looked up for it; None where nothing runs."""
        status = history[-1].status
        if status in _ENDED or status == "correction_begun":
            return None
        if status in UNANSWERED:
            return self._examination(history)
        if status in ("granted", "granted_with_deferral", "issued"):
            granted = next(one for one in reversed(history) if one.status.startswith("granted"))
            day = local_day(granted.at)
            return Counting(self.clock.law("delivery", day), day)
        return self._decision(history, limit)

    def _examination(self, history: Sequence[Event]) -> Counting:
        received = self._received(history[0].at)
        limit = self.clock.law("correction_notice", received.day)
        corrections = pauses_of(
            Step(one.at, one.status == "correction_begun", Reason.correction)
            for one in history
            if one.status in ("correction_begun", "correction_ended")
        )
        return examination(limit, received.day, corrections, doubts=received.doubts)

    def _received(self, moment: datetime) -> Received:
        """The day of receipt; the day it came where nobody knows yet which days are worked, for nothing is reckoned from it then."""
        try:
            return self.reception.received(moment, self.clock.days)
        except YearWithoutTable:
            return Received(local_day(moment), ())

    def _decision(self, history: Sequence[Event], limit: Limit | None) -> Counting:
        day, doubts = self._accepted(history)
        limit = limit or self.clock.law("decision", day)
        extended = next((one for one in history if one.status == "extended"), None)
        extension = None if extended is None else Extension(limit.extension, local_day(extended.at))
        return Counting(limit, day, _special(history), extension, doubts)

    def _accepted(self, history: Sequence[Event]) -> tuple[date, tuple[str, ...]]:
        """The day of acceptance, and why it might be another: by silence it is the day of receipt, whoever said so later.

        After a correction only what intake itself recorded counts as silence: no law says when it begins there.
        """
        at, accepted = next((at, one) for at, one in enumerate(history) if one.status == "accepted")
        before = history[:at]
        if accepted.by_silence or (at == 1 and self._is_late(before[0], accepted)):
            counting = self._examination(before)
            return counting.since, counting.doubts
        return local_day(accepted.at), ()

    def _is_late(self, received: Event, accepted: Event) -> bool:
        try:
            return self.is_accepted_by_silence(received.at, accepted.at)
        except YearWithoutTable:
            return False


def _special(history: Sequence[Event]) -> tuple[Pause, ...]:
    """The times in which a special procedure (特别程序) stopped the clock."""
    steps = (one for one in history if one.status in ("special_begun", "special_ended"))
    return pauses_of(Step(one.at, one.status == "special_begun", Reason(one.reason)) for one in steps)


def _told(due: Due) -> Deadline:
    unit = UNITS[due.counting.limit.unit]
    return Deadline(due.day, due.counting.days, unit, due.is_certain, due.tables)
