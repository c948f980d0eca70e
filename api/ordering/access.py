"""The one key that opens a reference place to whoever orders there."""

from __future__ import annotations

import hmac

from ..problems import Problem


def check_key(known: str, authorization: str | None) -> None:
    """Raises Problem 401 unless the header brings the key, as Bearer."""
    scheme, _, key = (authorization or "").partition(" ")
    if scheme.lower() != "bearer" or not hmac.compare_digest(key.strip().encode(), known.encode()):
        raise Problem(401, "unauthorized", "要有有效的 Bearer 密钥。", headers={"WWW-Authenticate": "Bearer"})
