"""A moment that somebody outside told, read so that nobody stumbles over it later. Source: RFC 3339."""

from __future__ import annotations

import re
from datetime import datetime, timezone
from typing import Final

_TOLD: Final = re.compile(
    r"(\d{4}-\d\d-\d\d)[Tt ](\d\d:\d\d:\d\d)(?:\.(\d{1,20}))?(?:([Zz])|([+-]\d\d:\d\d))", re.ASCII
)
#: Between these every zone can tell a moment; a time outside of them is a mistake of whoever told it.
_FIRST: Final = datetime(1900, 1, 1, tzinfo=timezone.utc)
_AFTER: Final = datetime(9999, 1, 1, tzinfo=timezone.utc)


def read_moment(told: object) -> datetime:
    """The moment, in the zone that it was told in; what is finer than a microsecond is cut off.

    Raises:
        ValueError: it is no text, none of RFC 3339, has no zone, or no year from 1900 to 9998.
    """
    found = _TOLD.fullmatch(told) if isinstance(told, str) else None
    if found is None:
        raise ValueError("no moment")
    day, time, fraction, utc, zone = found.groups()
    moment = datetime.fromisoformat(f"{day}T{time}.{(fraction or '').ljust(6, '0')[:6]}{'+00:00' if utc else zone}")
    if not is_tellable(moment):
        raise ValueError("too far away")
    return moment


def is_tellable(moment: datetime) -> bool:
    """Whether the moment, which has a zone, can be stored and told again in any other."""
    return _FIRST <= moment < _AFTER
