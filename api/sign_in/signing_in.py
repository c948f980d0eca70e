"""Signing in as a whole: to a provider, and back from it as somebody who is kept."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

from actions.local_time import ZONE
from actions.principals import Principal
from actions.signed_in import SignedIn

from .alipay import AlipayAccounts
from .attempts import LASTS, Attempt, Attempts
from .failing import SignInFailed, unproven
from .mapping import principal_of
from .oidc import Oidc
from .provider import ALIPAY, WECHAT, Provider
from .wechat import WeChatAccounts


class Client(Protocol):
    """Speaks to one provider."""

    async def leads_to(self, attempt: Attempt) -> str: ...

    async def who(self, attempt: Attempt, code: str) -> tuple[str, Mapping[str, Any]]: ...


@dataclass(frozen=True, slots=True)
class SigningIn:
    """By the providers that there are. ``url``: where applicants reach this site; empty: as the browser calls it, in a demonstration."""

    providers: Mapping[str, Provider]
    attempts: Attempts
    kept: SignedIn
    clock: Callable[[], datetime]
    url: str = ""
    clients: dict[str, Client] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.clients.update({one.id: self._client(one) for one in self.providers.values()})

    def _client(self, provider: Provider) -> Client:
        if provider.kind == WECHAT:
            return WeChatAccounts(provider)
        return AlipayAccounts(provider, self.clock) if provider.kind == ALIPAY else Oidc(provider)

    def begin(self, provider: str, back: str, site: str) -> Attempt:
        """A sign-in by this provider, which leads back to ``site`` and there to ``back``."""
        base = site if self.providers[provider].demo else self.url
        return self.attempts.begin(provider, back, f"{base}/api/v1/sign-in/{provider}/callback")

    async def finish(self, provider: str, kept: str, told: Mapping[str, str]) -> tuple[Attempt, Principal]:
        """Who it is. ``kept``: what the browser kept. ``told``: what the provider led it back with. Raises SignInFailed."""
        attempt = self.attempts.open(kept)
        state = told.get("state", "")
        if attempt is None or attempt.provider != provider or attempt.state != state:
            raise SignInFailed("other_state", "登录没有成功：不是从这个浏览器开始的，或者过了十分钟。请重新登录一次。")
        issuer = told.get("iss")
        if issuer is not None and issuer != self.providers[provider].issuer:
            raise unproven("other_issuer")
        if not self.kept.take(state, LASTS * 2):
            raise SignInFailed("replayed", "这次登录已经用过了。请重新登录一次。")
        if "error" in told:
            raise SignInFailed(
                "refused_there", "没有登录：在登录的页面上取消了，或者那边没有同意。不登录也可以接着办。"
            )
        code = told.get("auth_code" if self.providers[provider].kind == ALIPAY else "code", "")
        if not 0 < len(code) <= 2048:
            raise unproven("no_code")
        subject, claims = await self.clients[provider].who(attempt, code)
        found = principal_of(self.providers[provider], claims, self.clock().astimezone(ZONE).date())
        return attempt, self.kept.keep(found, subject)

    def label_of(self, principal: Principal) -> str:
        """What the provider that vouches for them is called."""
        found = self.providers.get(principal.provider)
        return found.label if found is not None else principal.provider
