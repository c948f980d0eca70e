"""The turns of a conversation as they happen: a stream of events, and a request that waits where a stream is held up."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any, Final

import orjson

from actions.signals import Signals
from actions.store import Store, StoredTurn

#: Seconds between looks at the store where no word comes; the longer nothing happens, the longer.
POLL: Final = 0.5
SLOWEST: Final = 2.0
SLOWER: Final = 1.1
#: A sign of life, an event of its own: a page behind a proxy that holds streams up never hears it, and one whose connection died
#: without a word hears it no more.
HELLO: Final = {"event": "hello", "data": "hello"}
#: Seconds between two signs of life.
HELLO_EVERY: Final = 15
#: Seconds that a request for later turns waits at most: proxies cut what stays silent longer.
LONGEST_WAIT: Final = 25


async def events(store: Store, signals: Signals, conversation: str, after: int) -> AsyncIterator[dict[str, Any]]:
    """The turns after ``after`` and every later one, as server-sent events."""
    yield {"retry": 3000, **HELLO}
    pause = POLL
    with signals.heard(conversation) as heard:
        while True:
            heard.begin()
            for turn in store.turns_after(conversation, after):
                after, pause = turn.seq, POLL
                yield {"id": str(turn.seq), "event": "turn", "data": orjson.dumps(turn.outcome).decode()}
            await heard.wait(pause)
            pause = min(pause * SLOWER, SLOWEST)


async def awaited(store: Store, signals: Signals, conversation: str, after: int, seconds: float) -> list[StoredTurn]:
    """The turns after ``after``: at once where there are some, else as soon as one comes; none after so many seconds."""
    until = asyncio.get_running_loop().time() + seconds
    with signals.heard(conversation) as heard:
        heard.begin()
        while not (found := store.turns_after(conversation, after)) and asyncio.get_running_loop().time() < until:
            await heard.wait(POLL)
            heard.begin()
    return found
