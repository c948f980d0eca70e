"""The time by which windows, tokens and codes end. It can be moved on, so that nobody waits for 48 hours."""

from __future__ import annotations

import time


class Clock:
    """Seconds since the clock was made, and those that it was moved on by."""

    def __init__(self) -> None:
        self._began = time.monotonic()
        self._ahead = 0.0

    def now(self) -> float:
        """The seconds."""
        return time.monotonic() - self._began + self._ahead

    def move_on(self, seconds: float) -> None:
        """It is so much later."""
        self._ahead += seconds
