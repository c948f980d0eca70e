"""A library that speaks our library's HTTP: each request has a key or changes nothing, so sending it again does no harm."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import quote

import httpx
import orjson

from actions.local_time import ZONE

from ..library.identifier import read_identifier
from .elsewhere import LicenceOrder, NotDone

_TIMEOUT: Final = httpx.Timeout(10.0, connect=5.0)
#: Seconds for all of a request, as one that comes a byte at a time never makes a connection wait too long.
_WHOLE: Final = 30.0
_PATH: Final = "/library/v1/licences"
_CREATED: Final = (200, 201)
#: It was ended before, in the other way.
_CONFLICT: Final = 409


def library_client(url: str, key: str, timeout: httpx.Timeout = _TIMEOUT) -> httpx.AsyncClient:
    """A client for the place at this address only: no redirects, and no proxy that the environment names."""
    headers = {"Authorization": f"Bearer {key}", "Accept": "application/json, application/problem+json"}
    return httpx.AsyncClient(base_url=url, headers=headers, timeout=timeout, trust_env=False, follow_redirects=False)


@dataclass(frozen=True, slots=True)
class HttpLibrary:
    """``Library`` over HTTP."""

    client: httpx.AsyncClient

    async def issue(self, order: LicenceOrder) -> None:
        """See ``Library.issue``."""
        parts, (name, number) = read_identifier(order.identifier), order.holder
        body = {
            "type": parts.type, "issuer": parts.issuer, "serial": parts.serial, "version": parts.version,
            "title": order.title, "office": order.office, "holder": {"name": name, **({"number": number} if number else {})},
            "issued_at": order.issued.astimezone(ZONE).isoformat(), "content": dict(order.content),
        }  # fmt: skip
        answer = await answer_of(self.client, _PATH, body, {"Idempotency-Key": order.key})
        if answer.status_code not in _CREATED or said(answer).get("identifier") != order.identifier:
            raise NotDone(f"library_{answer.status_code}")

    async def end(self, identifier: str, status: str, reason: str) -> None:
        """See ``Library.end``."""
        path = f"{_PATH}/{quote(identifier)}/end"
        answer = await answer_of(self.client, path, {"status": status, "reason": reason})
        ended = answer.status_code == _CONFLICT and said(answer).get("title") == "ended"
        if not ended and said(answer).get("identifier") != identifier:
            raise NotDone(f"library_{answer.status_code}")


async def answer_of(
    client: httpx.AsyncClient, path: str, body: dict[str, Any], headers: dict[str, str] | None = None
) -> httpx.Response:
    """The answer. Raises NotDone where there is none."""
    return await in_time(client.post(path, json=body, headers=headers))


async def in_time(request: Awaitable[httpx.Response], seconds: float = _WHOLE) -> httpx.Response:
    """What is answered to the request. Raises NotDone where nothing is, or not all of it within so many seconds."""
    try:
        return await asyncio.wait_for(request, seconds)
    except (httpx.HTTPError, asyncio.TimeoutError) as fault:
        raise NotDone(type(fault).__name__) from fault


def said(answer: httpx.Response) -> dict[str, Any]:
    """The members of the answer's JSON; none where it is something else."""
    try:
        found = orjson.loads(answer.content)  # which refuses what is nested too deep, as it does all else that is none
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
