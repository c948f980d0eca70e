"""Word of new turns across processes, by Redis: published after a turn is stored, heard by every process."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from typing import Any, Final

from redis.asyncio import Redis
from redis.exceptions import RedisError

from ..signals import Signals
from .shared_redis import SharedRedis

#: Where marks of conversations are told; nothing else is.
CHANNEL: Final = "daoban:turns"
#: Seconds until Redis is tried again, and between looks at whether to stop.
_AGAIN: Final = 1.0
_LOG: Final = logging.getLogger("daoban.redis")


class RedisSignals:
    """Tells other processes of this one's turns, and this one of theirs. What is lost costs a look at the store's own pace."""

    def __init__(self, shared: SharedRedis, signals: Signals) -> None:
        self._shared = shared
        self._signals = signals

    def tell(self, conversation: str) -> None:
        """Every process hears that the conversation moved."""
        self._shared.call(lambda client: client.publish(CHANNEL, self._signals.mark(conversation)))

    async def run_forever(self, stop: asyncio.Event) -> None:
        """Hears until ``stop`` is set; a Redis that is away is tried again every second."""
        while not stop.is_set():
            try:
                await self._hear(stop)
            except (RedisError, OSError) as fault:
                _LOG.debug("word of turns is not heard: %s", type(fault).__name__)
                with contextlib.suppress(asyncio.TimeoutError):
                    await asyncio.wait_for(stop.wait(), _AGAIN)
        self._shared.close()

    async def _hear(self, stop: asyncio.Event) -> None:
        client: Redis[bytes] = Redis.from_url(self._shared.url, socket_connect_timeout=_AGAIN, health_check_interval=10)
        async with client, client.pubsub() as channel:
            await channel.subscribe(CHANNEL)
            while not stop.is_set():
                message: dict[str, Any] | None = await channel.get_message(
                    ignore_subscribe_messages=True, timeout=_AGAIN
                )
                if message is not None:
                    self._signals.wake(message["data"].decode())
