"""Days of two units on one scale."""

from __future__ import annotations

import math

#: Working days of a week, and all of its days.
_WORKED, _WEEK = 5, 7


def working_days(days: int, unit: str) -> int:
    """So many days as working days, holidays left out: seven natural ones hold five."""
    return days if unit == "working" else math.ceil(days * _WORKED / _WEEK)
