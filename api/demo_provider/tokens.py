"""What the demo provider hands out: codes and access tokens that only it can open, identity tokens that everybody can check."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

import orjson
from authlib.jose import ECKey, JsonWebToken
from authlib.oidc.core.util import create_half_hash
from cryptography.hazmat.primitives.asymmetric import ec

from actions.cipher import Cipher, SealBroken

_ORDER: Final = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
_ALGORITHM: Final = "ES256"
CODE_SECONDS: Final = 60
TOKEN_SECONDS: Final = 300
_REMEMBERED: Final = 10_000


@dataclass(frozen=True, slots=True)
class Tokens:
    """All of them are made with the data key, so that all processes have the same keys and none is kept.

    A code is good once for each process: that is enough for a demonstration.
    """

    cipher: Cipher
    clock: Callable[[], datetime]
    used: OrderedDict[str, None] = field(default_factory=OrderedDict)

    def sealed(self, kind: str, content: Mapping[str, Any]) -> str:
        """The content, as only this provider can open it."""
        body = orjson.dumps({**content, "at": int(self.clock().timestamp())})
        return base64.urlsafe_b64encode(self.cipher.seal(f"demo-provider:{kind}", body)).decode()

    def opened(self, kind: str, token: str, seconds: int) -> dict[str, Any] | None:
        """What was sealed; None where it was not, or longer ago than this."""
        try:
            found = orjson.loads(self.cipher.open(f"demo-provider:{kind}", base64.urlsafe_b64decode(token)))
        except (SealBroken, binascii.Error, ValueError):
            return None
        return dict(found) if 0 <= self.clock().timestamp() - found["at"] <= seconds else None

    def spend(self, code: str) -> bool:
        """Whether the code is used for the first time."""
        mark = hashlib.sha256(code.encode()).hexdigest()
        if mark in self.used:
            return False
        self.used[mark] = None
        if len(self.used) > _REMEMBERED:
            self.used.popitem(last=False)
        return True

    def identity(self, issuer: str, client: str, nonce: str, claims: Mapping[str, Any], access: str) -> str:
        """The signed identity token."""
        now, key = int(self.clock().timestamp()), self._key()
        header = {"alg": _ALGORITHM, "kid": key.as_dict(add_kid=True)["kid"]}
        body = {
            **claims,
            "iss": issuer,
            "aud": client,
            "iat": now,
            "exp": now + TOKEN_SECONDS,
            "nonce": nonce,
            "at_hash": create_half_hash(access, _ALGORITHM).decode(),
        }
        return str(JsonWebToken([_ALGORITHM]).encode(header, body, key, check=False).decode())

    def keys(self) -> dict[str, Any]:
        """What the tokens are checked with."""
        return {"keys": [{**self._key().as_dict(is_private=False, add_kid=True), "use": "sig", "alg": _ALGORITHM}]}

    def _key(self) -> Any:
        secret = int.from_bytes(self.cipher.mark("demo provider key"), "big") % (_ORDER - 1) + 1
        return ECKey.import_key(ec.derive_private_key(secret, ec.SECP256R1()))


def matches(challenge: str, verifier: str) -> bool:
    """Whether the verifier is the challenge's. Source: RFC 7636, section 4.6."""
    made = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()
    return hmac.compare_digest(made.encode(), challenge.encode())
