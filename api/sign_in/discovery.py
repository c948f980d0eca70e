"""What an OpenID provider tells of itself and the keys it signs with, asked at first use and kept for a while.

Source: OpenID Connect Discovery 1.0, sections 4 and 7.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any, Final
from urllib.parse import urlsplit

from authlib.jose import JsonWebKey, KeySet

from .asking import object_at
from .failing import unproven

_KEPT: Final = 600.0
#: A key that is not known makes the keys be asked for again, but not more often than this.
_AGAIN: Final = 30.0
_ENDPOINTS: Final = ("authorization_endpoint", "token_endpoint", "jwks_uri")


class Discovery:
    """Of one provider."""

    def __init__(self, issuer: str, clock: Callable[[], float] = time.monotonic) -> None:
        self._issuer = issuer
        self._clock = clock
        self._document: tuple[float, dict[str, Any]] | None = None
        self._keys: tuple[float, KeySet] | None = None

    async def document(self) -> dict[str, Any]:
        """Where its endpoints are. Raises SignInFailed: it is not who it should be, or leads elsewhere than to such addresses."""
        if self._document is None or self._clock() - self._document[0] > _KEPT:
            found = await object_at(f"{self._issuer.rstrip('/')}/.well-known/openid-configuration")
            if found.get("issuer") != self._issuer:
                raise unproven("other_issuer_discovered")
            for name in _ENDPOINTS:
                self._check(found.get(name))
            if "userinfo_endpoint" in found:
                self._check(found["userinfo_endpoint"])
            self._document = self._clock(), found
        return self._document[1]

    async def keys(self, kid: str | None) -> KeySet:
        """Its keys; asked for again where this one is not among them."""
        age = self._clock() - self._keys[0] if self._keys is not None else _KEPT + 1
        if self._keys is None or age > _KEPT or (age > _AGAIN and not _has(self._keys[1], kid)):
            document = await self.document()
            found = await object_at(document["jwks_uri"])
            try:
                self._keys = self._clock(), JsonWebKey.import_key_set(found)
            except Exception as fault:
                raise unproven("bad_keys") from fault
        return self._keys[1]

    def _check(self, address: Any) -> None:
        parts = urlsplit(address if isinstance(address, str) else "")
        if not parts.hostname or parts.scheme not in ("https", urlsplit(self._issuer).scheme):
            raise unproven("bad_endpoint")


def _has(keys: KeySet, kid: str | None) -> bool:
    return kid is None or any(key.kid == kid for key in keys.keys)
