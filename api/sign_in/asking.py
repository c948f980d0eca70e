"""Asks one provider: within a time limit, and not at all for a while when it has not answered several times."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any, Final, TypeVar

import httpx

from actions.breaker import Breaker
from actions.ports import Unavailable

from .failing import away, unproven

#: Seconds of one request, and of all that a step asks.
SECONDS: Final = 5.0
_IN_ALL: Final = 8.0
_LARGEST: Final = 256 * 1024
_FAILURES, _PAUSE = 3, 20.0
T = TypeVar("T")


def _breaker() -> Breaker:
    return Breaker(_FAILURES, _PAUSE, time.monotonic)


@dataclass(frozen=True, slots=True)
class Asking:
    """Knows whether the provider answers."""

    breaker: Breaker = field(default_factory=_breaker)

    async def within(self, work: Callable[[], Awaitable[T]]) -> T:
        """What the work gives. Raises SignInFailed where the provider does not answer, or not in time."""
        try:
            with self.breaker.call():
                try:
                    return await asyncio.wait_for(work(), _IN_ALL)
                except (httpx.HTTPError, asyncio.TimeoutError) as fault:
                    raise Unavailable(type(fault).__name__) from fault
        except Unavailable as fault:
            raise away(fault.code) from fault


async def object_at(url: str, token: str | None = None) -> dict[str, Any]:
    """The JSON object at an address. Raises SignInFailed where it is none, Unavailable where the provider cannot."""
    headers = {"Accept": "application/json", **({"Authorization": f"Bearer {token}"} if token is not None else {})}
    async with (
        httpx.AsyncClient(timeout=SECONDS, trust_env=False) as client,
        client.stream("GET", url, headers=headers) as response,
    ):
        if response.status_code >= 500:
            raise Unavailable(f"http_{response.status_code}")
        if response.status_code != 200:
            raise unproven(f"http_{response.status_code}")
        content = b""
        async for part in response.aiter_bytes():
            content += part
            if len(content) > _LARGEST:
                raise unproven("too_large")
    try:
        found = httpx.Response(200, content=content).json()
    except ValueError as fault:
        raise unproven("not_json") from fault
    if not isinstance(found, dict):
        raise unproven("no_object")
    return found
