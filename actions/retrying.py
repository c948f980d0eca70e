"""How long to wait before trying again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Backoff:
    """Waits that double with each try, up to a longest one, each shortened at random.

    The random part keeps many rows that failed together, because intake was down, from coming back together.
    """

    first: float = 1.0
    longest: float = 600.0

    def seconds(self, attempts: int, random: Callable[[], float], asked: float | None = None) -> float:
        """Seconds to wait after ``attempts`` (1 or more) failed tries.

        Args:
            random: 0 <= value < 1.
            asked: what the other side asked to wait; never less than that, but at most ``longest``.
        """
        doubled = min(self.longest, self.first * 2.0 ** min(attempts - 1, 30))
        waited = doubled * (0.5 + random() / 2)
        return max(waited, min(asked, self.longest)) if asked is not None else waited
