"""Requests are signed, so that the platform knows who asks, and that nothing was changed or sent again by somebody else."""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
import time
from collections.abc import Callable, Iterator
from typing import Final

import httpx

from bot.catalog.platforms import Signing

#: Bytes of a nonce.
_NONCE: Final = 16
_SCALES: Final = {"seconds": 1, "milliseconds": 1000}


def signature(signing: Signing, secret: bytes, method: str, path: str, timestamp: str, nonce: str, body: bytes) -> str:
    """What proves that the holder of the secret sent this.

    Args:
        path: as it is in the request line, with what follows a ``?``.

    Source: OWASP ASVS 5.0, V4, for messages between services: HMAC over method, path, timestamp, nonce and a hash of the body.
    """
    text = "\n".join((method, path, timestamp, nonce, hashlib.sha256(body).hexdigest()))
    mac = hmac.new(secret, text.encode(), hashlib.sha256)
    return mac.hexdigest() if signing.encoding == "hex" else base64.b64encode(mac.digest()).decode()


class Signed(httpx.Auth):
    """Signs each request as it leaves, with a nonce of its own."""

    requires_request_body = True

    def __init__(self, signing: Signing, key: str, secret: str, clock: Callable[[], float] = time.time) -> None:
        """``key``: the name of the secret there. ``clock``: seconds since 1970."""
        self._signing = signing
        self._key = key
        self._secret = secret.encode()
        self._clock = clock

    def auth_flow(self, request: httpx.Request) -> Iterator[httpx.Request]:  # type: ignore[override]
        """The request with its headers."""
        timestamp = str(int(self._clock() * _SCALES[self._signing.unit]))
        nonce = secrets.token_hex(_NONCE)
        path = request.url.raw_path.decode("ascii")
        signed = signature(self._signing, self._secret, request.method, path, timestamp, nonce, request.content)
        for name, value in (
            (self._signing.key, self._key),
            (self._signing.timestamp, timestamp),
            (self._signing.nonce, nonce),
            (self._signing.signature, signed),
        ):
            request.headers[name] = value
        yield request
