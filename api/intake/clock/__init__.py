"""The working-day clock: by when, in days that offices work, and on whose word.

Pure but for ``open_clock``, which reads the tables. Intake opens it once and asks it; it holds nothing about an application::

    clock = open_clock()
    received = ONLINE.received(now, clock.days)
    notice = clock.reckon(examination(clock.law("correction_notice", received.day), received.day, doubts=received.doubts))
    decision = clock.reckon(Counting(clock.law("decision", accepted), accepted, pauses_of(steps)))

``decision`` is ``Due`` (the last day, the versions of the tables, doubts) or ``Stopped`` (a pause lasts). Keep ``day`` and
``tables``; reckon again where ``clock.is_stale(due)``. README.md beside this file has the rest.
"""

from __future__ import annotations

from .clock import Clock, Due, Stopped
from .correction import AfterCorrection, accepted_by_silence, examination, is_over
from .counting import Counting, Extension, Pause, Reason
from .errors import ClockError, TablesInvalid, YearWithoutTable
from .limits import Kind, Limit, TimeLimits, Unit
from .opening import open_clock
from .reception import ONLINE, Reception
from .steps import Step, pauses_of

__all__ = [
    "ONLINE",
    "AfterCorrection",
    "Clock",
    "ClockError",
    "Counting",
    "Due",
    "Extension",
    "Kind",
    "Limit",
    "Pause",
    "Reason",
    "Reception",
    "Step",
    "Stopped",
    "TablesInvalid",
    "TimeLimits",
    "Unit",
    "YearWithoutTable",
    "accepted_by_silence",
    "examination",
    "is_over",
    "open_clock",
    "pauses_of",
]
