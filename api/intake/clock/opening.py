"""The clock with the tables and the law that are in the files."""

from __future__ import annotations

from .clock import Clock
from .reading import read_law, read_years
from .working_days import WorkingDays


def open_clock() -> Clock:
    """A clock that knows every year in ``years/``. Opened once, at start, so that a wrong table keeps the service from starting.

    Raises:
        TablesInvalid: the files have mistakes; all of them are in it.
    """
    return Clock(WorkingDays(read_years()), read_law())
