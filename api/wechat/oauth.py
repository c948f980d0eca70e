"""Sign-in inside WeChat's browser: the page is led to WeChat and back, and learns the openid without anybody being asked.

Source: developers.weixin.qq.com, 网页授权 (snsapi_base); read in November 2026.
"""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import quote

from .client import WeChat
from .exchange import Request, TooLarge, exchange, read_object
from .faults import Remedy, WeChatFault

#: Where WeChat signs people in.
HOST: Final = "https://open.weixin.qq.com"
#: Seconds for which a state holds. A code holds for five minutes.
LASTS: Final = 600
_PATH: Final = "/sns/oauth2/access_token"
#: Bytes of an answer.
_LARGEST: Final = 64 * 1024
#: Letters and digits, at most 128 of them, are all that WeChat brings back.
_STATE: Final = re.compile(r"(?P<until>[0-9a-f]{12})(?P<chance>[0-9a-f]{16})(?P<mark>[0-9a-f]{64})")


def authorize_url(appid: str, redirect: str, state: str, base: str = HOST) -> str:
    """Where WeChat's browser is sent, to come back to ``redirect`` with ``code`` and ``state``.

    WeChat demands this order and what stands behind 「#」.

    Args:
        base: what plays WeChat, where it is not WeChat.
    """
    asked = (
        ("appid", appid),
        ("redirect_uri", redirect),
        ("response_type", "code"),
        ("scope", "snsapi_base"),
        ("state", state),
    )
    query = "&".join(f"{name}={quote(value, safe='')}" for name, value in asked)
    return f"{base}/connect/oauth2/authorize?{query}#wechat_redirect"


async def openid_of(wechat: WeChat, code: str) -> str:
    """Who came back with the code, which WeChat takes once. That is a WeChat account, and nobody's legal identity.

    Raises:
        WeChatFault: SIGN_IN_AGAIN where the code is not good, or may be spent. Neither code nor secret is in it.
    """
    query = {"appid": wechat.appid, "secret": wechat.secret, "code": code, "grant_type": "authorization_code"}
    request = Request(_PATH, query, None, Remedy.SIGN_IN_AGAIN)
    try:
        answer = await exchange(wechat.http, request, most=_LARGEST, patience=wechat.patience)
        told = read_object(answer.content, request.done)
    except TooLarge as fault:
        raise WeChatFault(None, "too large", request.done) from fault
    except WeChatFault as fault:
        # WeChat's own words may repeat what it was given.
        raise WeChatFault(fault.code, "not signed in", fault.remedy) from None
    openid = told.get("openid")
    if not isinstance(openid, str) or not openid:
        raise WeChatFault(None, "no openid in the answer", Remedy.OPERATOR)
    return openid


@dataclass
class States:
    """What WeChat is given to bring back, so that nobody is signed in by another's link.

    A state belongs to one browser, by the value of a cookie, holds for ten minutes and is taken once by this process. Another process
    would take it again, with a code that WeChat does not; so whoever takes one gives the browser another cookie.

    Args:
        key: 16 bytes or more that nobody else knows.

    Raises:
        ValueError: for a shorter key.
    """

    key: bytes = field(repr=False)
    #: Marks that were taken -> when they end.
    _taken: dict[str, int] = field(default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        if len(self.key) < 16:
            raise ValueError("the key of states has 16 bytes or more")

    def make(self, cookie: str, now: float, chance: str = "") -> str:
        """92 letters and digits. ``now``: seconds since 1970; ``chance``: 16 hex digits; made here, as they always are but in tests."""
        told = f"{int(now) + LASTS:012x}{chance or secrets.token_hex(8)}"
        return told + self._mark(cookie, told)

    def take(self, state: str, cookie: str, now: float) -> bool:
        """Whether the state was made for this browser, still holds, and was not taken before; now it is."""
        match = _STATE.fullmatch(state)
        if match is None or not cookie:
            return False
        if not hmac.compare_digest(match["mark"], self._mark(cookie, match["until"] + match["chance"])):
            return False
        until, mark = int(match["until"], 16), match["mark"]
        self._taken = {one: end for one, end in self._taken.items() if end >= now}
        if until < now or mark in self._taken:
            return False
        self._taken[mark] = until
        return True

    def _mark(self, cookie: str, told: str) -> str:
        return hmac.digest(self.key, f"{told}\0{cookie}".encode(), hashlib.sha256).hex()
