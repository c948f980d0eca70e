"""Tokens of the interface, as stable_token gives them."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field

from .clock import Clock

#: Seconds that a token holds, and the last of them, in which a new one is given beside it.
_LASTS, _OVERLAP = 7200, 300
WRONG, ENDED = 40001, 42001


@dataclass
class Tokens:
    """The tokens given so far. ``given``: how many there were."""

    clock: Clock
    given: int = 0
    _ends: dict[str, float] = field(default_factory=dict)
    _latest: str = ""

    def stable(self, *, force: bool = False) -> tuple[str, int]:
        """The token in force and the seconds it still holds: the same for all who ask, until its end is near."""
        now = self.clock.now()
        if force or self._ends.get(self._latest, 0.0) - _OVERLAP <= now:
            if force:
                self.expire()
            self.given += 1
            self._latest = f"{self.given}_{secrets.token_urlsafe(90)}"
            self._ends[self._latest] = now + _LASTS
        return self._latest, int(self._ends[self._latest] - now)

    def expire(self) -> None:
        """The token in force holds no more."""
        if self._latest:
            self._ends[self._latest] = 0.0

    def code(self, token: str) -> int:
        """0 for a token that holds, or what a call with it is refused with."""
        if token not in self._ends:
            return WRONG
        return 0 if self.clock.now() < self._ends[token] else ENDED
