"""Signatures by which WeChat's pushes and our answers prove where they come from.

Source: developers.weixin.qq.com, 消息推送 (signature, msg_signature) and JS-SDK 附录1; read in November 2026.
"""

from __future__ import annotations

import hashlib
import hmac


def signature(token: str, *parts: str) -> str:
    """40 hex digits: SHA-1 over the token and the parts, sorted as text and joined.

    Parts are timestamp and nonce, and in safe mode the ciphertext.
    """
    return _sha1("".join(sorted((token, *parts))))


def is_signed(given: str, token: str, *parts: str) -> bool:
    """Whether the signature is right, found in the same time wherever it differs."""
    return hmac.compare_digest(given.encode(), signature(token, *parts).encode())


def page_signature(ticket: str, nonce: str, timestamp: int, url: str) -> str:
    """40 hex digits by which a page of ours may use WeChat's scripts. ``url``: the page's own; what follows 「#」 does not count."""
    told = f"jsapi_ticket={ticket}&noncestr={nonce}&timestamp={timestamp}&url={url.partition('#')[0]}"
    return _sha1(told)


def _sha1(told: str) -> str:
    return hashlib.sha1(told.encode()).hexdigest()  # noqa: S324 - the protocol leaves no choice
