"""A Redis that several processes share, called with little patience: nothing waits for it, and all goes on without it."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from threading import Lock
from typing import Final, TypeVar

from redis import Redis
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.retry import Retry

_T = TypeVar("_T")
#: Seconds that a call may take.
PATIENCE: Final = 0.25
#: Seconds that it is left alone after a call that failed.
QUIET: Final = 5.0
_LOG: Final = logging.getLogger("daoban.redis")


class SharedRedis:
    """Calls of one Redis. Safe to share between threads."""

    def __init__(self, url: str, clock: Callable[[], float] = time.monotonic) -> None:
        self.url = url
        # A connection that went while nobody used it is made anew once, without a word.
        retry = Retry(NoBackoff(), 1)
        self._client: Redis[bytes] = Redis.from_url(
            url, socket_timeout=PATIENCE, socket_connect_timeout=PATIENCE, retry=retry
        )
        self._clock = clock
        self._quiet_until = 0.0
        self._away = False
        self._lock = Lock()

    def call(self, do: Callable[[Redis[bytes]], _T]) -> _T | None:
        """What it answered; None when it cannot be reached, or could not a moment ago."""
        if self._clock() < self._quiet_until:
            return None
        try:
            found = do(self._client)
        except (RedisError, OSError) as fault:
            self._failed(type(fault).__name__)
            return None
        if self._away:
            self._back()
        return found

    def close(self) -> None:
        """Its connections are closed."""
        self._client.connection_pool.disconnect()

    def _failed(self, name: str) -> None:
        with self._lock:
            self._quiet_until = self._clock() + QUIET
            told, self._away = self._away, True
        if not told:
            _LOG.warning(
                "Redis cannot be reached (%s): each process counts for itself, and looks for what others did", name
            )

    def _back(self) -> None:
        with self._lock:
            told, self._away = not self._away, False
        if not told:
            _LOG.warning("Redis is back: counts and word of new turns are shared again")
