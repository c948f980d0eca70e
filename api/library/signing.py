"""What the library hands out is signed: JSON as a JWS (RFC 7515) with Ed25519 (RFC 8037), and the keys to check it by (RFC 7517)."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from typing import Any, Final

import orjson
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from jwt import PyJWS

from actions.cipher import Cipher

_ALGORITHM: Final = "EdDSA"


class Signer:
    """Signs with a key that is derived from the data key: the same in all processes, and kept nowhere."""

    def __init__(self, cipher: Cipher) -> None:
        """What was signed before an exchange of the data key can still be checked: its public keys are told too."""
        keys = [Ed25519PrivateKey.from_private_bytes(one) for one in cipher.marks("library signing")]
        self._key = keys[0]
        self.public = [_public(one) for one in keys]
        """The public keys as JWK, the current one first."""

    def sign(self, document: Mapping[str, Any]) -> str:
        """The document and its signature in one text."""
        headers = {"kid": self.public[0]["kid"], "typ": "JOSE"}
        return PyJWS().encode(orjson.dumps(document), self._key, algorithm=_ALGORITHM, headers=headers)


def _public(key: Ed25519PrivateKey) -> dict[str, str]:
    raw = key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
    jwk = {"crv": "Ed25519", "kty": "OKP", "x": _base64url(raw)}
    # The key's thumbprint (RFC 7638): of these members, in this order.
    thumbprint = _base64url(hashlib.sha256(orjson.dumps(jwk)).digest())
    return {**jwk, "kid": thumbprint, "use": "sig", "alg": _ALGORITHM}


def _base64url(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode()
