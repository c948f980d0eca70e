"""How often somebody did something, counted in Redis: all processes together."""

from __future__ import annotations

import hashlib
from typing import Final

from redis import Redis

from .shared_redis import SharedRedis

#: A bucket that holds ``most`` and fills within a minute, as ``api.security.Rates`` has it; the time is Redis's own.
_SPEND: Final = """
local most = tonumber(ARGV[1])
local clock = redis.call('TIME')
local now = tonumber(clock[1]) + tonumber(clock[2]) / 1000000
local kept = redis.call('HMGET', KEYS[1], 'left', 'at')
local left = most
if kept[1] then left = math.min(most, tonumber(kept[1]) + math.max(now - tonumber(kept[2]), 0) * most / 60) end
redis.call('HSET', KEYS[1], 'left', string.format('%.9f', math.max(left - 1, 0)), 'at', string.format('%.6f', now))
redis.call('EXPIRE', KEYS[1], 61)
return left < 1 and 0 or 1
"""


class RedisCounts:
    """Counts by name and key. What is kept is gone after a minute, and tells nobody whom it counts."""

    def __init__(self, shared: SharedRedis, secret: bytes) -> None:
        """``secret``: keys are hashed with it; the same in every process."""
        self._shared = shared
        self._secret = hashlib.sha256(secret).digest()

    def spend(self, name: str, key: str, most: int) -> bool | None:
        """Whether one more is within ``most`` a minute; None when Redis cannot be asked."""
        mark = hashlib.blake2b(f"{name}\0{key}".encode(), key=self._secret, digest_size=16).hexdigest()

        def ask(client: Redis[bytes]) -> object:
            return client.eval(_SPEND, 1, f"daoban:rate:{mark}", str(most))

        answer = self._shared.call(ask)
        return None if answer is None else answer == 1
