"""WeChat as a way to sign in: it tells which account came back, and nobody's legal identity.

On a web site the code is asked for by a picture that is scanned (网站应用微信登录). Source: developers.weixin.qq.com, 网站应用微信登录开发指南
(qrconnect, snsapi_login); read in December 2026.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final
from urllib.parse import quote

from actions.ports import Unavailable

from ..wechat.client import HOST as INTERFACE
from ..wechat.client import interface
from ..wechat.exchange import Request, TooLarge, exchange, read_object
from ..wechat.faults import Remedy, WeChatFault
from ..wechat.oauth import HOST
from .asking import SECONDS, Asking
from .attempts import Attempt
from .failing import unproven
from .provider import Provider

#: What stands for a name: WeChat tells none that anybody checked.
NOBODYS: Final = "微信用户"
_TOKEN: Final = "/sns/oauth2/access_token"  # noqa: S105 - a path
_LARGEST: Final = 64 << 10
_LONGEST: Final = 128


class WeChatAccounts:
    """Leads to WeChat, and knows from its answer which account that is. ``url``: another interface, for what plays WeChat."""

    def __init__(self, provider: Provider, url: str = INTERFACE) -> None:
        self._provider, self._url = provider, url
        self._asking = Asking()

    async def leads_to(self, attempt: Attempt) -> str:
        """Where the browser goes. WeChat knows neither nonce nor PKCE: the state, once and of this browser, is what binds it."""
        asked = (
            ("appid", self._provider.client_id),
            ("redirect_uri", attempt.redirect),
            ("response_type", "code"),
            ("scope", "snsapi_login"),
            ("state", attempt.state),
        )
        # WeChat demands this order and what stands behind 「#」.
        query = "&".join(f"{name}={quote(value, safe='')}" for name, value in asked)
        return f"{HOST}/connect/qrconnect?{query}#wechat_redirect"

    async def who(self, attempt: Attempt, code: str) -> tuple[str, Mapping[str, Any]]:
        """The account, as this site's WeChat application knows it, and what stands for a name. Raises SignInFailed."""
        return await self._asking.within(lambda: self._account(code))

    async def _account(self, code: str) -> tuple[str, Mapping[str, Any]]:
        query = {
            "appid": self._provider.client_id,
            "secret": self._provider.secret,
            "code": code,
            "grant_type": "authorization_code",
        }
        request = Request(_TOKEN, query, None, Remedy.OPERATOR)
        try:
            async with interface(self._url) as http:
                answer = await exchange(http, request, most=_LARGEST, patience=SECONDS)
            told = read_object(answer.content, request.done)
        except TooLarge:
            raise Unavailable("too_large") from None
        except WeChatFault as fault:
            # WeChat's own words may repeat what it was given; of its codes only that of a bad code is the browser's doing.
            if fault.remedy is Remedy.SIGN_IN_AGAIN:
                raise unproven(f"wechat_{fault.code}") from None
            raise Unavailable(f"wechat_{fault.code}") from None
        account = told.get("openid")
        if not isinstance(account, str) or not 0 < len(account) <= _LONGEST:
            raise unproven("bad_subject")
        return account, {"name": NOBODYS}
