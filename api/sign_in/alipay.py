"""Alipay as a way to sign in: it tells which account came back. Whom it checked, it tells by contract only, so nobody is taken as checked.

Source: opendocs.alipay.com, 网页授权 (publicAppAuthorize) and alipay.system.oauth.token; read in December 2026.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, Final
from urllib.parse import urlencode

import httpx
import orjson

from actions.local_time import ZONE
from actions.ports import Unavailable

from .alipay_signing import NotSigned, private_key, public_key, signature, signed_part
from .asking import SECONDS, Asking
from .attempts import Attempt
from .failing import unproven
from .provider import Provider

#: What stands for a name: Alipay tells none that anybody checked.
NOBODYS: Final = "支付宝用户"
INTERFACE: Final = "https://openapi.alipay.com"
HOST: Final = "https://openauth.alipay.com"
_GATEWAY: Final = "/gateway.do"
_METHOD: Final = "alipay.system.oauth.token"
_ANSWER, _ERROR = "alipay_system_oauth_token_response", "error_response"
#: 网站支付宝登录. ``auth_base`` asks nobody, and is for pages inside Alipay.
_SCOPE: Final = "auth_user"
_LARGEST, _LONGEST = 64 << 10, 128
#: What Alipay says of a code that is wrong or spent. Anything else is no fault of who came back with it.
_BAD_CODE: Final = "isv.code-invalid"


class AlipayAccounts:
    """Leads to Alipay, and knows from its answer which account that is.

    Args:
        url: another interface, for what plays Alipay.

    Raises:
        BadKey: one of the provider's keys is none.
    """

    def __init__(self, provider: Provider, clock: Callable[[], datetime], url: str = INTERFACE) -> None:
        self._provider, self._clock, self._url = provider, clock, url
        self._ours, self._theirs = private_key(provider.secret), public_key(provider.public_key)
        self._asking = Asking()

    async def leads_to(self, attempt: Attempt) -> str:
        """Where the browser goes. Alipay knows neither nonce nor PKCE: the state, once and of this browser, is what binds it."""
        asked = {
            "app_id": self._provider.client_id,
            "scope": _SCOPE,
            "redirect_uri": attempt.redirect,
            "state": attempt.state,
        }
        return f"{HOST}/oauth2/publicAppAuthorize.htm?{urlencode(asked)}"

    async def who(self, attempt: Attempt, code: str) -> tuple[str, Mapping[str, Any]]:
        """The account, as this site's Alipay application knows it, and what stands for a name. Raises SignInFailed."""
        return await self._asking.within(lambda: self._account(code))

    async def _account(self, code: str) -> tuple[str, Mapping[str, Any]]:
        content = await self._answer(code)
        try:
            told: Mapping[str, Any] = signed_part(self._theirs, content, _ANSWER)
        except NotSigned as fault:
            told = _error(content)
            if not told:
                raise unproven("not_signed") from fault
        if "sub_code" in told:
            if told["sub_code"] == _BAD_CODE:
                raise unproven("code_refused")
            raise Unavailable("alipay_refused")
        # Newer applications are told open_id only, older ones user_id: one never stands for the other.
        for name in ("user_id", "open_id"):
            account = told.get(name)
            if isinstance(account, str) and 0 < len(account) <= _LONGEST:
                return f"{name}:{account}", {"name": NOBODYS}
        raise unproven("bad_subject")

    async def _answer(self, code: str) -> bytes:
        common = {
            "app_id": self._provider.client_id,
            "method": _METHOD,
            "format": "JSON",
            "charset": "utf-8",
            "sign_type": "RSA2",
            "timestamp": self._clock().astimezone(ZONE).strftime("%Y-%m-%d %H:%M:%S"),
            "version": "1.0",
        }
        # The code is in the body, which nobody logs.
        own = {"grant_type": "authorization_code", "code": code}
        query = {**common, "sign": signature(self._ours, {**common, **own})}
        found = bytearray()
        async with _client(self._url) as http, http.stream("POST", _GATEWAY, params=query, data=own) as answer:
            if answer.status_code != httpx.codes.OK:
                raise Unavailable(f"http_{answer.status_code}")
            async for part in answer.aiter_bytes():
                found += part
                if len(found) > _LARGEST:
                    raise Unavailable("too_large")
        return bytes(found)


def _error(content: bytes) -> Mapping[str, Any]:
    """What the answer tells instead of an account, if it does. Alipay does not always sign that; it opens nothing."""
    try:
        told = orjson.loads(content)[_ERROR]
    except (ValueError, KeyError, TypeError):
        return {}
    return {"sub_code": told.get("sub_code")} if isinstance(told, dict) else {}


def _client(url: str) -> httpx.AsyncClient:
    """Connections to Alipay's interface and nowhere else; nothing packed is asked for, as it could be far more than what was read."""
    headers = {"accept-encoding": "identity"}
    return httpx.AsyncClient(base_url=url, timeout=SECONDS, headers=headers, follow_redirects=False, trust_env=False)
