"""Word of new turns, for who waits for them: only a hint to look now; the store says what there is."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

_Waiting = tuple[asyncio.AbstractEventLoop, asyncio.Event]


class Signals:
    """Wakes those of this process who wait for a conversation. May be told from any thread."""

    def __init__(self) -> None:
        self._waiting: dict[str, set[_Waiting]] = {}
        self._lock = Lock()

    def tell(self, conversation: str) -> None:
        """Whoever waits for the conversation looks at the store."""
        with self._lock:
            waiting = list(self._waiting.get(conversation, ()))
        for loop, event in waiting:
            with contextlib.suppress(RuntimeError):  # a loop that has ended waits for nothing
                loop.call_soon_threadsafe(event.set)

    @contextmanager
    def heard(self, conversation: str) -> Iterator[Heard]:
        """Hears of the conversation until the block ends."""
        event = asyncio.Event()
        mine = (asyncio.get_running_loop(), event)
        with self._lock:
            self._waiting.setdefault(conversation, set()).add(mine)
        try:
            yield Heard(event)
        finally:
            with self._lock:
                others = self._waiting[conversation]
                others.discard(mine)
                if not others:
                    del self._waiting[conversation]


class Heard:
    """What one who waits has heard."""

    def __init__(self, event: asyncio.Event) -> None:
        self._event = event

    def begin(self) -> None:
        """What is told from now on counts; to be called before the store is looked at, so that nothing is missed."""
        self._event.clear()

    async def wait(self, seconds: float) -> None:
        """There was word since ``begin``, or so many seconds passed."""
        with contextlib.suppress(asyncio.TimeoutError):
            await asyncio.wait_for(self._event.wait(), seconds)
