"""An OpenID Connect provider: authorization code with PKCE, and an identity token that is checked before it is believed.

Source: OpenID Connect Core 1.0, section 3.1; RFC 7636; RFC 9207.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final
from urllib.parse import urlsplit

from authlib.common.encoding import json_loads, to_bytes, urlsafe_b64decode
from authlib.common.errors import AuthlibBaseError
from authlib.integrations.httpx_client import AsyncOAuth2Client
from authlib.jose import JsonWebToken
from authlib.oidc.core import CodeIDToken

from .asking import SECONDS, Asking, object_at
from .attempts import Attempt
from .discovery import Discovery
from .failing import unproven
from .provider import Provider

#: Seconds that clocks may differ.
_SKEW: Final = 60
_LONGEST: Final = 16 * 1024


class Oidc:
    """Leads to one provider, and knows from its answer who that is."""

    def __init__(self, provider: Provider) -> None:
        self._provider = provider
        self._asking = Asking()
        self._discovery = Discovery(provider.issuer)
        self._jwt = JsonWebToken(list(provider.algorithms))

    async def leads_to(self, attempt: Attempt) -> str:
        """Where the browser goes to sign in. Raises SignInFailed."""

        async def ask() -> str:
            async with self._client(attempt) as client:
                document = await self._discovery.document()
                url, _ = client.create_authorization_url(
                    document["authorization_endpoint"],
                    state=attempt.state,
                    nonce=attempt.nonce,
                    code_verifier=attempt.verifier,
                )
                return str(url)

        url = await self._asking.within(ask)
        if not self._provider.demo:
            return url
        # It is on this site, by whatever name the browser knows it.
        parts = urlsplit(url)
        return f"{parts.path}?{parts.query}"

    async def who(self, attempt: Attempt, code: str) -> tuple[str, Mapping[str, Any]]:
        """What the provider calls the person, and what it tells of them. Raises SignInFailed."""

        async def ask() -> tuple[str, Mapping[str, Any]]:
            async with self._client(attempt) as client:
                document = await self._discovery.document()
                try:
                    token = await client.fetch_token(
                        document["token_endpoint"],
                        grant_type="authorization_code",
                        code=code,
                        code_verifier=attempt.verifier,
                    )
                except (AuthlibBaseError, ValueError) as fault:
                    raise unproven("code_refused") from fault
                claims = await self._claims(attempt, token)
                subject = claims["sub"]
                if not isinstance(subject, str) or not 0 < len(subject) <= 255:
                    raise unproven("bad_subject")
                if not self._provider.userinfo:
                    return subject, claims
                told = await object_at(document.get("userinfo_endpoint", ""), token["access_token"])
                # Source: OpenID Connect Core 1.0, section 5.3.2: another subject's must not be used.
                if told.get("sub") != subject:
                    raise unproven("other_subject")
                return subject, {**claims, **told}

        return await self._asking.within(ask)

    async def _claims(self, attempt: Attempt, token: Mapping[str, Any]) -> dict[str, Any]:
        raw = token.get("id_token")
        if not isinstance(raw, str) or len(raw) > _LONGEST:
            raise unproven("no_id_token")
        keys = await self._discovery.keys(_kid(raw))
        options = {
            "iss": {"essential": True, "value": self._provider.issuer},
            "aud": {"essential": True, "value": self._provider.client_id},
            "exp": {"essential": True},
        }
        known = {
            "nonce": attempt.nonce,
            "client_id": self._provider.client_id,
            "access_token": token.get("access_token"),
        }
        try:
            claims = self._jwt.decode(raw, keys, CodeIDToken, options, known)
            claims.validate(leeway=_SKEW)
        except (AuthlibBaseError, ValueError, TypeError, KeyError) as fault:
            raise unproven(f"id_token_{type(fault).__name__}") from fault
        return dict(claims)

    def _client(self, attempt: Attempt) -> AsyncOAuth2Client:
        provider = self._provider
        return AsyncOAuth2Client(
            provider.client_id,
            provider.secret,
            scope=" ".join(provider.scopes),
            redirect_uri=attempt.redirect,
            code_challenge_method="S256",
            timeout=SECONDS,
            trust_env=False,
        )


def _kid(token: str) -> str | None:
    """Which key signed it, as it says itself: only to know whether to ask for new ones."""
    try:
        kid = json_loads(urlsafe_b64decode(to_bytes(token.split(".", maxsplit=1)[0])).decode()).get("kid")
    except (ValueError, AttributeError) as fault:
        raise unproven("no_token") from fault
    return kid if isinstance(kid, str) else None
