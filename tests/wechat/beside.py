"""The double for one test: beside a server, beside a webhook of the test's own, called by the account's client."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from api.wechat.client import WeChat, interface
from api.wechat.faults import WeChatFault
from api.wechat.sending import Sending

from .double import Double, Faults, OfficialAccount, listening, playing, served

ACCOUNT = OfficialAccount()
#: Where nobody listens.
NOWHERE = "http://127.0.0.1:9"


def run(
    url: str, act: Callable[[Double], Awaitable[None]], faults: Faults | None = None, patience: float = 5.0
) -> None:
    """The act, with a double of its own beside the server."""

    async def acting() -> None:
        with listening() as listens:
            async with playing(f"{url}/wechat", listens, ACCOUNT, faults, patience=patience) as double:
                await act(double)

    asyncio.run(acting())


@contextlib.asynccontextmanager
async def answering(told: Callable[[int], Awaitable[Response] | Response], port: int) -> AsyncIterator[None]:
    """A webhook of the test's own: the answer to its first request, its second, and so on."""
    count = 0

    async def answer(_: Request) -> Response:
        nonlocal count
        count += 1
        given = told(count)
        return given if isinstance(given, Response) else await given

    with listening(port) as listens:
        async with served([Route("/wechat", answer, methods=["POST"])], listens):
            yield


async def no_wait(_: float) -> None:
    return None


@contextlib.asynccontextmanager
async def calling(double: Double) -> AsyncIterator[Sending]:
    """The account's own client."""
    async with interface(double.url) as http:
        yield Sending(WeChat(ACCOUNT.appid, ACCOUNT.secret, http, lambda: 0.0, no_wait))


async def code_of(doing: Awaitable[Any]) -> int | None:
    """The code that the call is refused with; 0: it was done."""
    try:
        await doing
    except WeChatFault as fault:
        return fault.code
    return 0
