"""The silent sign-in of WeChat's browser (OAuth2): a page learns the openid of who opens it."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from .clock import Clock
from .official import OfficialAccount

BAD_APPID, BAD_SECRET, BAD_GRANT, BAD_CODE, USED = 40013, 40125, 40002, 40029, 40163
#: Seconds that a code holds.
_LASTS = 300


@dataclass
class Given:
    """A code that a person's browser was sent on with."""

    person: str
    scope: str = "snsapi_base"
    until: float = _LASTS
    used: bool = False


@dataclass
class SigningIn:
    """Gives codes to browsers and takes them from servers."""

    account: OfficialAccount
    clock: Clock
    codes: dict[str, Given] = field(default_factory=dict)

    def authorize(self, person: str, query: Mapping[str, str]) -> str | None:
        """Where the browser is sent; None where the address is none that WeChat takes."""
        back, scope = query.get("redirect_uri", ""), query.get("scope", "")
        asked = (query.get("appid"), query.get("response_type"))
        if asked != (self.account.appid, "code") or scope not in ("snsapi_base", "snsapi_userinfo"):
            return None
        if not person or not back.startswith(("http://", "https://")):
            return None
        code = secrets.token_urlsafe(24)
        self.codes[code] = Given(person, scope, self.clock.now() + _LASTS)
        told = urlencode({"code": code, "state": query.get("state", "")})
        return f"{back}{'&' if '?' in back else '?'}{told}"

    def access_token(self, query: Mapping[str, str]) -> dict[str, Any]:
        """Whose code it is, once."""
        if query.get("appid") != self.account.appid:
            return {"errcode": BAD_APPID}
        if query.get("secret") != self.account.secret:
            return {"errcode": BAD_SECRET}
        if query.get("grant_type") != "authorization_code":
            return {"errcode": BAD_GRANT}
        code = query.get("code", "")
        given = self.codes.get(code)
        if given is None or given.until < self.clock.now():
            return {"errcode": BAD_CODE, "errmsg": f"invalid code: {code}"}
        if given.used:
            return {"errcode": USED, "errmsg": f"code been used: {code}"}
        given.used = True
        tokens = {name: secrets.token_urlsafe(60) for name in ("access_token", "refresh_token")}
        return {**tokens, "expires_in": 7200, "openid": given.person, "scope": given.scope}
