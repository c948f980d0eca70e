"""The clock by which applicants, law and deadlines live."""

from __future__ import annotations

from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

ZONE: Final = ZoneInfo("Asia/Shanghai")


def now() -> datetime:
    """This moment in Shanghai."""
    return datetime.now(ZONE)
