"""Looking at a case again and again is put on record now and then, not every few seconds."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

#: So long, looking again counts as the same look.
ONE_LOOK: Final = timedelta(minutes=15)
#: Looks that are remembered; of those before it is recorded again, which does no harm.
_MOST: Final = 10_000


class Seldom:
    """Remembers, in this process, what was put on record lately; ``clock`` tells the time."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self._last: OrderedDict[tuple[str, str], datetime] = OrderedDict()

    def is_due(self, who: str, about: str) -> bool:
        """Whether it was not put on record within the last quarter of an hour."""
        last = self._last.get((who, about))
        return last is None or self._clock() - last >= ONE_LOOK

    def done(self, who: str, about: str) -> None:
        """It is on record now."""
        self._last.pop((who, about), None)
        self._last[who, about] = self._clock()
        if len(self._last) > _MOST:
            self._last.popitem(last=False)
