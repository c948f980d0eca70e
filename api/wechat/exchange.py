"""One request to WeChat's interface and its answer, of which no more is read than it may have."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import httpx
import orjson

from .faults import Remedy, WeChatFault, remedy_of

#: The call never got there.
_NOT_REACHED: Final = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout)

# At its level INFO httpx logs each address, and addresses of WeChat's hold tokens, codes and the account's secret.
logging.getLogger("httpx").setLevel(logging.WARNING)


class TooLarge(Exception):
    """The answer has more bytes than it may have. What was over was not read."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back. ``kind``: its media type, in small letters and without what follows it; empty where none is told."""

    content: bytes
    kind: str


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked. ``body``: JSON that is posted; None: nothing, and the path is only looked at.

    Args:
        done: what helps where nobody knows whether it was done.
    """

    path: str
    query: Mapping[str, str]
    body: Mapping[str, Any] | None
    done: Remedy


async def exchange(http: httpx.AsyncClient, request: Request, *, most: int, patience: float) -> Answer:
    """What WeChat answers.

    Args:
        most: bytes that the answer may have.
        patience: seconds for each part of the exchange.

    Raises:
        WeChatFault: it was not reached, or did not answer with status 200.
        TooLarge: see there.
    """
    method, content, headers = "GET", None, {}
    if request.body is not None:
        # orjson writes Chinese as it is; as escapes, people would be shown the escapes.
        method, content = "POST", orjson.dumps(request.body)
        headers = {"content-type": "application/json; charset=utf-8"}
    query = dict(request.query)
    try:
        async with http.stream(
            method, request.path, content=content, params=query, headers=headers, timeout=patience
        ) as answer:
            if answer.status_code != httpx.codes.OK:
                raise WeChatFault(None, f"status {answer.status_code}", request.done)
            kind = answer.headers.get("content-type", "").partition(";")[0].strip().lower()
            return Answer(await _read(answer, most), kind)
    except httpx.HTTPError as fault:
        # The fault's own text may hold the address, and with it the token.
        reached = not isinstance(fault, _NOT_REACHED)
        raise WeChatFault(None, type(fault).__name__, request.done if reached else Remedy.AGAIN) from None


async def _read(answer: httpx.Response, most: int) -> bytes:
    found = bytearray()
    async for part in answer.aiter_bytes():
        found += part
        if len(found) > most:
            raise TooLarge(f"more than {most} bytes")
    return bytes(found)


def read_object(content: bytes, done: Remedy) -> dict[str, Any]:
    """What the answer tells. ``done``: as in ``Request``. Raises WeChatFault where it tells a fault, or nothing of WeChat's."""
    try:
        told = orjson.loads(content)
    except orjson.JSONDecodeError as fault:
        raise WeChatFault(None, "no JSON", done) from fault
    code = told.get("errcode", 0) if isinstance(told, dict) else None
    if not isinstance(code, int):
        raise WeChatFault(None, "no answer of WeChat's", done)
    if code != 0:
        raise WeChatFault(code, str(told.get("errmsg", ""))[:200], remedy_of(code))
    return dict(told)
