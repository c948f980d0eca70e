"""Calls of WeChat's interface: with a token that is fetched when it is needed, and again where what went wrong can pass."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, TypeVar

import httpx

from actions.retrying import Backoff

from .exchange import Answer, Request, TooLarge, exchange, read_object
from .faults import Remedy, WeChatFault

#: The one place that is called. Nothing it answers leads anywhere else.
HOST: Final = "https://api.weixin.qq.com"
_TOKEN: Final = "/cgi-bin/stable_token"  # noqa: S105 - a path
#: Seconds before its end after which a token is fetched anew; WeChat renews it in its last five minutes, and takes both.
_EARLY: Final = 300.0
#: Calls of one request, the first included.
_TRIES: Final = 3
#: Bytes of an answer that is read.
_LARGEST: Final = 256 * 1024
#: Kinds of an answer that tells something. WeChat gives its faults as either.
_TOLD: Final = ("application/json", "text/plain", "text/json")
_T = TypeVar("_T")


def interface(url: str = HOST) -> httpx.AsyncClient:
    """Connections to WeChat's interface and nowhere else; whoever opens it closes it. ``url``: another, for what plays WeChat."""
    # Nothing packed is asked for: what is unpacked could be far more than what was read.
    headers = {"accept-encoding": "identity"}
    return httpx.AsyncClient(base_url=url, headers=headers, follow_redirects=False, trust_env=False)


@dataclass
class WeChat:
    """One official account's interface. A stable token (stable_token) is the same for every process that asks for it, so each keeps its own.

    Args:
        http: as ``interface`` gives it.
        seconds: a clock that only goes forward.
        wait: waits so many seconds.
        backoff: how long before a call is made again.
        patience: seconds for a call. An applicant may wait for it.
    """

    appid: str
    secret: str = field(repr=False)
    http: httpx.AsyncClient = field(repr=False)
    seconds: Callable[[], float]
    wait: Callable[[float], Awaitable[None]] = asyncio.sleep
    backoff: Backoff = field(default_factory=lambda: Backoff(0.3, 2.0))
    patience: float = 5.0
    _token: str = field(default="", repr=False)
    _until: float = 0.0
    _fetching: asyncio.Lock = field(default_factory=asyncio.Lock, repr=False)

    async def call(self, path: str, body: Mapping[str, Any], *, twice: bool = True) -> dict[str, Any]:
        """What WeChat answers to the body at the path; what can pass by trying again was tried again.

        Args:
            twice: doing it twice does no harm. False: where nobody knows whether it was done, it is left at that.

        Raises:
            WeChatFault: with what helps, if anything does.
        """
        done = Remedy.AGAIN if twice else Remedy.UNSURE
        return await self._persist(lambda token: self._told(Request(path, {"access_token": token}, body, done)))

    async def ready(self) -> None:
        """A token is at hand. Raises WeChatFault."""
        await self._current_token()

    async def look(self, path: str) -> dict[str, Any]:
        """What WeChat tells at the path. Raises WeChatFault, as ``call`` does."""
        return await self._persist(lambda token: self._told(Request(path, {"access_token": token}, None, Remedy.AGAIN)))

    async def fetch(self, path: str, query: Mapping[str, str], most: int) -> Answer:
        """What lies at the path, which is no JSON: an answer in JSON tells a fault.

        Args:
            most: bytes that it may have.

        Raises:
            WeChatFault: as ``call`` does.
            TooLarge: it has more.
        """

        async def once(token: str) -> Answer:
            request = Request(path, {"access_token": token, **query}, None, Remedy.AGAIN)
            answer = await exchange(self.http, request, most=most, patience=self.patience)
            if answer.kind in _TOLD:
                read_object(answer.content, Remedy.AGAIN)
                raise WeChatFault(None, "told instead of given", Remedy.OPERATOR)
            return answer

        return await self._persist(once)

    async def _persist(self, act: Callable[[str], Awaitable[_T]]) -> _T:
        """What the act comes to with a token: with a new one where WeChat refuses it, and again where that can help."""
        renewed, tries = False, 0
        while True:
            token = await self._current_token()
            tries += 1
            try:
                return await act(token)
            except WeChatFault as fault:
                if fault.remedy is Remedy.NEW_TOKEN and not renewed:
                    renewed = True
                    self._forget(token)
                elif fault.remedy is Remedy.AGAIN and tries < _TRIES:
                    await self.wait(self.backoff.seconds(tries, random.random))
                else:
                    raise

    async def _current_token(self) -> str:
        async with self._fetching:
            if not self._token or self.seconds() >= self._until:
                asked = {"grant_type": "client_credential", "appid": self.appid, "secret": self.secret}
                told = await self._told(Request(_TOKEN, {}, {**asked, "force_refresh": False}, Remedy.AGAIN))
                token, lasts = told.get("access_token"), told.get("expires_in")
                if not isinstance(token, str) or not token or not isinstance(lasts, int):
                    raise WeChatFault(None, "no token in the answer", Remedy.OPERATOR)
                self._token, self._until = token, self.seconds() + max(lasts - _EARLY, 1.0)
            return self._token

    def _forget(self, token: str) -> None:
        """The token is not used again, unless another call has fetched one meanwhile."""
        if self._token == token:
            self._token = ""

    async def _told(self, request: Request) -> dict[str, Any]:
        try:
            answer = await exchange(self.http, request, most=_LARGEST, patience=self.patience)
        except TooLarge as fault:
            raise WeChatFault(None, "too large", request.done) from fault
        return read_object(answer.content, request.done)
