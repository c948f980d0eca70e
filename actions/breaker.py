"""A circuit breaker: after so many failures in a row nobody is asked for a while, then one at a time, until one answers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

from .ports import NotAsked, Refused, Unavailable

CLOSED: Final = "closed"
OPEN: Final = "open"
PROBING: Final = "probing"
#: Seconds after which it is asked again how a probe under way went.
_PROBE_SECONDS: Final = 1.0


class Breaker:
    """What one process knows of the other side. All calls go on one event loop.

    An answer of any kind, a refusal too, shows that the other side is there. What ended unseen (cancelled, a bug of ours)
    shows nothing, except that a probe which ended so has not succeeded.
    """

    def __init__(self, failures: int, pause: float, clock: Callable[[], float]) -> None:
        """Closed.

        Args:
            failures: in a row, after which it opens; 1 or more.
            pause: seconds for which nobody is asked then.
            clock: seconds that only grow, such as ``time.monotonic``.
        """
        self._most = failures
        self._pause = pause
        self._clock = clock
        self._failures = 0
        self._opened: float | None = None
        self._probing = False

    @property
    def state(self) -> str:
        """``closed``: everybody asks. ``open``: nobody does, or the pause is over and one may. ``probing``: one does."""
        if self._opened is None:
            return CLOSED
        return PROBING if self._probing else OPEN

    @contextmanager
    def call(self) -> Iterator[None]:
        """The block may ask the other side; what it raises tells how that went.

        Raises:
            NotAsked: the block did not run.
        """
        probe = self._enter()
        answered: bool | None = None
        try:
            yield
            answered = True
        except Refused:
            answered = True
            raise
        except Unavailable as fault:
            answered = _is_an_answer(fault)
            raise
        finally:
            self._leave(probe, answered)

    def _enter(self) -> bool:
        """Whether this call is the probe."""
        if self._opened is None:
            return False
        left = self._opened + self._pause - self._clock()
        if left > 0 or self._probing:
            raise NotAsked("circuit_open", left if left > 0 else _PROBE_SECONDS)
        self._probing = True
        return True

    def _leave(self, probe: bool, answered: bool | None) -> None:
        if probe:
            self._probing = False
        if answered:
            self._failures, self._opened = 0, None
        elif probe:
            self._opened = self._clock()
        elif answered is False and self._opened is None:
            self._failures += 1
            if self._failures >= self._most:
                self._opened = self._clock()


def _is_an_answer(fault: Unavailable) -> bool:
    """Whether the other side answered and only asked to come again: busy with this very key, or with too many requests."""
    return fault.code.startswith("http_4")
