"""Tells clients what happened, signed, until they hear it."""

from __future__ import annotations

import asyncio
import logging
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timezone
from typing import Any, Final, Protocol

import httpx
import orjson
from standardwebhooks import Webhook
from starlette.concurrency import run_in_threadpool

from actions.retrying import Backoff

from .callbacks import Callback, Callbacks
from .subscriptions import Subscription

_LOG: Final = logging.getLogger("daoban.intake")
_TIMEOUT: Final = httpx.Timeout(10.0, connect=5.0)
#: Callbacks told at a time.
AT_ONCE: Final = 8
#: Tries before it is left to the client to ask: with the longest wait between them, some four days.
MOST_TRIES: Final = 40
_BACKOFF: Final = Backoff(first=2.0, longest=3 * 3600.0)
#: The client says that it will never want it: the matter is erased there. Source: RFC 9110, section 15.5.11.
_GONE: Final = 410


def telling_client(transport: httpx.AsyncBaseTransport | None = None) -> httpx.AsyncClient:
    """What calls go out by: no redirects, and no proxy that the environment names."""
    return httpx.AsyncClient(timeout=_TIMEOUT, transport=transport, trust_env=False, follow_redirects=False)


@dataclass(frozen=True, slots=True)
class Letter:
    """What a client is told, under the same id at every try."""

    id: str
    body: dict[str, Any]


class Subscribers(Protocol):
    """Knows where clients hear."""

    def of(self, client: str) -> Subscription | None:
        """The client's; None where it hears nothing."""


@dataclass(frozen=True)
class Telling:
    """Tells what waits. All methods are to be called on one event loop.

    Args:
        letter: what a callback tells, asked anew at each try; None where there is nothing to tell any more.
    """

    callbacks: Callbacks
    subscriptions: Subscribers
    letter: Callable[[Callback], Letter | None]
    clock: Callable[[], datetime]
    client: httpx.AsyncClient = field(default_factory=telling_client)
    backoff: Backoff = _BACKOFF

    async def run_once(self) -> int:
        """What was due was tried once; gives how much that was."""
        claimed = await run_in_threadpool(self.callbacks.claim, AT_ONCE)
        await asyncio.gather(*(self._try(one) for one in claimed))
        return len(claimed)

    async def run_forever(self, stop: asyncio.Event, *, poll: float = 0.5) -> None:
        """Tells until ``stop`` is set. ``poll``: seconds between looks at what waits."""
        stopping = asyncio.ensure_future(stop.wait())
        taken_over = False
        while not stop.is_set():
            try:
                if not taken_over:
                    await run_in_threadpool(self.callbacks.take_over)
                    taken_over = True
                if await self.run_once():
                    continue
            except Exception as fault:
                _LOG.error("callbacks cannot be read: %s", type(fault).__name__)
            await asyncio.wait([stopping], timeout=poll)
        await self.client.aclose()

    async def _try(self, callback: Callback) -> None:
        """It is told, or due again later. Nothing is raised: the log and the row say what went wrong."""
        try:
            error = await self._told(callback)
            if error is None:
                await run_in_threadpool(self.callbacks.heard, callback)
            elif error == "gone" or callback.attempts >= MOST_TRIES:
                _LOG.warning("event %s:%s is not told any more: %s", callback.reference, callback.seq, error)
                await run_in_threadpool(self.callbacks.give_up, callback, error)
            else:
                wait = self.backoff.seconds(callback.attempts, random.random)
                await run_in_threadpool(self.callbacks.put_back, callback, wait, error)
        except Exception as fault:  # the lease ends by itself
            _LOG.exception("event %s:%s: %s", callback.reference, callback.seq, type(fault).__name__)

    async def _told(self, callback: Callback) -> str | None:
        """None when the client heard it; else what kept it from that."""
        subscription = await run_in_threadpool(self.subscriptions.of, callback.client)
        letter = await run_in_threadpool(self.letter, callback)
        if subscription is None or letter is None:
            return "gone"
        now, body = self.clock().astimezone(timezone.utc), orjson.dumps(letter.body).decode()
        headers = {
            "Content-Type": "application/json",
            "webhook-id": letter.id,
            "webhook-timestamp": str(int(now.timestamp())),
            "webhook-signature": Webhook(subscription.secret).sign(letter.id, now, body),
        }
        try:
            answer = await self.client.post(subscription.url, content=body, headers=headers)
        except httpx.HTTPError as fault:
            return type(fault).__name__
        if answer.status_code == _GONE:
            return "gone"
        return None if 200 <= answer.status_code < 300 else f"http_{answer.status_code}"
