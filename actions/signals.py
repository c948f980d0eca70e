"""Word of new turns, for who waits for them: only a hint to look now; the store says what there is."""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

_Waiting = tuple[asyncio.AbstractEventLoop, asyncio.Event]


class Signals:
    """Wakes those of this process who wait for a conversation. May be told from any thread."""

    def __init__(self, secret: bytes = b"") -> None:
        """``secret``: with which conversations are marked; the same in every process that marks are told to."""
        self._secret = hashlib.sha256(secret).digest()
        self._waiting: dict[str, set[_Waiting]] = {}
        self._lock = Lock()

    def mark(self, conversation: str) -> str:
        """What stands for the conversation where others can read it: ids of some channels are somebody's."""
        return hashlib.blake2b(conversation.encode(), key=self._secret, digest_size=16).hexdigest()

    def tell(self, conversation: str) -> None:
        """Whoever waits for the conversation looks at the store."""
        self.wake(self.mark(conversation))

    def wake(self, mark: str) -> None:
        """As ``tell``, by the conversation's mark."""
        with self._lock:
            waiting = list(self._waiting.get(mark, ()))
        for loop, event in waiting:
            with contextlib.suppress(RuntimeError):  # a loop that has ended waits for nothing
                loop.call_soon_threadsafe(event.set)

    @contextmanager
    def heard(self, conversation: str) -> Iterator[Heard]:
        """Hears of the conversation until the block ends."""
        event, mark = asyncio.Event(), self.mark(conversation)
        mine = (asyncio.get_running_loop(), event)
        with self._lock:
            self._waiting.setdefault(mark, set()).add(mine)
        try:
            yield Heard(event)
        finally:
            with self._lock:
                others = self._waiting[mark]
                others.discard(mine)
                if not others:
                    del self._waiting[mark]


class Heard:
    """What one who waits has heard."""

    def __init__(self, event: asyncio.Event) -> None:
        self._event = event

    def begin(self) -> None:
        """What is told from now on counts; to be called before the store is looked at, so that nothing is missed."""
        self._event.clear()

    def is_told(self) -> bool:
        """Whether there was word since ``begin``."""
        return self._event.is_set()

    async def wait(self, seconds: float) -> None:
        """There was word since ``begin``, or so many seconds passed."""
        with contextlib.suppress(asyncio.TimeoutError):
            await asyncio.wait_for(self._event.wait(), seconds)
