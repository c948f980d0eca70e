"""By when the step has to end that an event begins."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from .clock import (
    ONLINE,
    Clock,
    ClockError,
    Counting,
    Due,
    Extension,
    Limit,
    Reason,
    Reception,
    Step,
    Stopped,
    Unit,
    YearWithoutTable,
    accepted_by_silence,
    examination,
    pauses_of,
)
from .clock.reception import local_day
from .event import Deadline, Event

_LOG: Final = logging.getLogger("daoban.intake")
#: Events from which nothing runs on.
_ENDED: Final = frozenset(
    {"withdrawn", "not_needed", "acceptance_refused", "refused", "recalled", "revoked", "delivered"}
)
_UNITS: Final = {Unit.working: "工作日", Unit.natural: "自然日"}


@dataclass(frozen=True, slots=True)
class Deadlines:
    """Reckons by the working-day clock. ``reception``: how this place receives."""

    clock: Clock
    reception: Reception = ONLINE

    def of(self, history: Sequence[Event], limit: Limit | None = None) -> Deadline | None:
        """The last day of what the latest event began.

        None where nothing runs: it is over, it stands still, or it waits for the applicant. None too where the day cannot be
        reckoned, because it lies in a year without a table; that is logged as an error.

        Args:
            limit: for the decision, where the item has another than the permit law's.
        """
        try:
            due = self.reckoned(history, limit)
        except YearWithoutTable as fault:
            _LOG.error("the deadline of %s cannot be reckoned: %s", history[-1].reference or "a new application", fault)
            return None
        return _told(due) if isinstance(due, Due) else None

    def days_left(
        self, deadline: Deadline, history: Sequence[Event], now: datetime, limit: Limit | None = None
    ) -> int | None:
        """Days after today up to the deadline, in its unit; negative once it is over. None where it cannot be reckoned."""
        try:
            due = self.reckoned(history, limit)
            if not isinstance(due, Due) or due.day != deadline.day:
                return None
            return self.clock.days_left(due, local_day(now))
        except ClockError:
            return None

    def is_accepted_by_silence(self, received: datetime, now: datetime) -> bool:
        """Whether nobody told in time what is missing, so that the application counts as accepted.

        Source: 《行政许可法》第三十二条第一款第四项.

        Raises:
            YearWithoutTable: it cannot be told.
        """
        day = self.reception.received(received, self.clock.days).day
        return accepted_by_silence(self.clock, day, None, local_day(now)) is not None

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
        status = history[-1].status
        if status in _ENDED or status == "correction_begun":
            return None
        if status in ("received", "correction_ended"):
            return self._examination(history)
        if status in ("granted", "granted_with_deferral", "issued"):
            granted = next(one for one in reversed(history) if one.status.startswith("granted"))
            day = local_day(granted.at)
            return self.clock.reckon(Counting(self.clock.law("delivery", day), day))
        return self._decision(history, limit)

    def _examination(self, history: Sequence[Event]) -> Due | Stopped:
        received = self.reception.received(history[0].at, self.clock.days)
        limit = self.clock.law("correction_notice", received.day)
        corrections = pauses_of(
            Step(one.at, one.status == "correction_begun", Reason.correction)
            for one in history
            if one.status in ("correction_begun", "correction_ended")
        )
        return self.clock.reckon(examination(limit, received.day, corrections, doubts=received.doubts))

    def _decision(self, history: Sequence[Event], limit: Limit | None) -> Due | Stopped:
        day = local_day(next(one for one in history if one.status == "accepted").at)
        limit = limit or self.clock.law("decision", day)
        special = (one for one in history if one.status in ("special_begun", "special_ended"))
        pauses = pauses_of(Step(one.at, one.status == "special_begun", Reason(one.reason)) for one in special)
        extended = next((one for one in history if one.status == "extended"), None)
        extension = None if extended is None else Extension(limit.extension, local_day(extended.at))
        return self.clock.reckon(Counting(limit, day, pauses, extension))


def _told(due: Due) -> Deadline:
    unit = _UNITS[due.counting.limit.unit]
    return Deadline(due.day, due.counting.days, unit, due.is_certain, due.tables)
