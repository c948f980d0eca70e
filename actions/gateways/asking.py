"""One HTTP request to whoever takes applications, and what came of it: an answer of bounded size, or nobody answered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import httpx
import orjson

from ..ports import Unavailable

#: Seconds to wait for a connection, and for each part of an answer.
TIMEOUT: Final = httpx.Timeout(15.0, connect=5.0)
#: Statuses below 500 that say to try again.
TRY_AGAIN: Final = frozenset({408, 423, 425, 429})
#: Bytes of an answer that tells something.
LONGEST_ANSWER: Final = 1 << 20
#: What went wrong on the way; anything else is ``connection``.
_CODES: Final[dict[type[Exception], str]] = {
    httpx.ConnectTimeout: "connect_timeout",
    httpx.ReadTimeout: "read_timeout",
    httpx.WriteTimeout: "write_timeout",
    httpx.PoolTimeout: "pool_timeout",
    httpx.ConnectError: "connect",
}


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer. ``retry_after``: seconds we were asked to wait, or None."""

    status: int
    content: bytes
    retry_after: float | None = None

    @property
    def body(self) -> dict[str, Any]:
        """Its JSON object, empty where it is none."""
        return _object(self.content)

    def ask_again(self) -> Unavailable:
        """That the answer is none, to be raised."""
        return Unavailable(f"http_{self.status}", self.retry_after)


async def ask(
    client: httpx.AsyncClient,
    method: str,
    path: str,
    content: bytes = b"",
    headers: Mapping[str, str] | None = None,
    params: Mapping[str, str] | None = None,
    longest: int = LONGEST_ANSWER,
) -> Answered:
    """The answer, whatever its status.

    Args:
        longest: bytes that any that is meant has at most.

    Raises:
        Unavailable: there is none, or one longer than any that is meant.
    """
    try:
        async with client.stream(method, path, content=content, headers=headers, params=params) as response:
            found = await _bounded(response, longest)
    except httpx.HTTPError as fault:
        raise Unavailable(_CODES.get(type(fault), "connection")) from fault
    return Answered(response.status_code, found, _seconds(response.headers.get("Retry-After")))


def _object(content: bytes) -> dict[str, Any]:
    try:
        answer = orjson.loads(content)
    except orjson.JSONDecodeError:
        return {}
    return answer if isinstance(answer, dict) else {}


async def _bounded(response: httpx.Response, longest: int) -> bytes:
    """The answer's content. Raises Unavailable past that size."""
    content = bytearray()
    async for part in response.aiter_bytes():
        content += part
        if len(content) > longest:
            raise Unavailable("answer_too_long")
    return bytes(content)


def _seconds(header: str | None) -> float | None:
    """Retry-After in seconds; None where it is absent or a date. Source: RFC 9110, section 10.2.3."""
    return float(header) if header is not None and header.isascii() and header.isdigit() else None
