"""Calls of WeChat's interface: with a token that is fetched when it is needed, and again where what went wrong can pass."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

import httpx
import orjson

from actions.retrying import Backoff

from .faults import Remedy, WeChatFault, remedy_of

#: The one place that is called. Nothing it answers leads anywhere else.
HOST: Final = "https://api.weixin.qq.com"
_TOKEN: Final = "/cgi-bin/stable_token"  # noqa: S105 - a path
#: Seconds before its end after which a token is fetched anew; WeChat renews it in its last five minutes, and takes both.
_EARLY: Final = 300.0
#: Calls of one request, the first included.
_TRIES: Final = 3
#: Bytes of an answer that is read.
_LARGEST: Final = 256 * 1024
#: The call never got there.
_NOT_REACHED: Final = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout)


def interface(url: str = HOST) -> httpx.AsyncClient:
    """Connections to WeChat's interface and nowhere else; whoever opens it closes it. ``url``: another, for what plays WeChat."""
    return httpx.AsyncClient(base_url=url, follow_redirects=False, trust_env=False)


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
        renewed, tries = False, 0
        while True:
            token = await self._current_token()
            tries += 1
            try:
                return await self._post(path, body, {"access_token": token}, twice=twice)
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
                told = await self._post(_TOKEN, {**asked, "force_refresh": False}, {}, twice=True)
                token, lasts = told.get("access_token"), told.get("expires_in")
                if not isinstance(token, str) or not token or not isinstance(lasts, int):
                    raise WeChatFault(None, "no token in the answer", Remedy.OPERATOR)
                self._token, self._until = token, self.seconds() + max(lasts - _EARLY, 1.0)
            return self._token

    def _forget(self, token: str) -> None:
        """The token is not used again, unless another call has fetched one meanwhile."""
        if self._token == token:
            self._token = ""

    async def _post(
        self, path: str, body: Mapping[str, Any], query: Mapping[str, str], *, twice: bool
    ) -> dict[str, Any]:
        # orjson writes Chinese as it is; as escapes, people would be shown the escapes.
        content, kind = orjson.dumps(body), {"content-type": "application/json; charset=utf-8"}
        done = Remedy.AGAIN if twice else Remedy.UNSURE
        try:
            answer = await self.http.post(path, content=content, params=query, headers=kind, timeout=self.patience)
        except httpx.HTTPError as fault:
            # The fault's own text may hold the address, and with it the token.
            reached = not isinstance(fault, _NOT_REACHED)
            raise WeChatFault(None, type(fault).__name__, done if reached else Remedy.AGAIN) from None
        if answer.status_code != httpx.codes.OK or len(answer.content) > _LARGEST:
            raise WeChatFault(None, f"status {answer.status_code}", done)
        return _read(answer.content, done)


def _read(content: bytes, done: Remedy) -> dict[str, Any]:
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
