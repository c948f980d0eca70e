"""Points in time as the database keeps them: microseconds since 1970 in UTC, the same in every database."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import Final

_START: Final = datetime(1970, 1, 1, tzinfo=timezone.utc)
_MICROSECOND: Final = timedelta(microseconds=1)


def micros(moment: datetime) -> int:
    """The moment as stored. Raises TypeError for a time without a zone: it would mean another moment elsewhere."""
    return (moment - _START) // _MICROSECOND


def moment(stored: int) -> datetime:
    """The moment that ``micros`` stored, in UTC."""
    return _START + timedelta(microseconds=stored)
