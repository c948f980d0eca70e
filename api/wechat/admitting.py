"""What is let in at the webhook: pushes that WeChat signed a moment ago, opened where they are sealed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from .envelope import NotAMessage, read_fields
from .sealing import Seal, SealRefused
from .signing import is_signed

#: Seconds that a push may be old, or ahead of our clock. WeChat tries three times within 15.
WINDOW: Final = 300
#: Bytes of a push.
LARGEST: Final = 64 * 1024


class Refused(Exception):
    """The request is not WeChat's, or not for this account. Its text is for our log alone; the sender is told nothing."""


@dataclass(frozen=True, slots=True)
class Account:
    """One official account.

    Args:
        token: the secret that both sides sign with.
        seal: how pushes are sealed; None takes them in plain (明文模式), whose signature does not cover the body.
    """

    token: str
    seal: Seal | None = None


def echo(account: Account, query: Mapping[str, str], now: float) -> str:
    """The text that proves to WeChat that this address is ours. Raises Refused."""
    _check(query.get("signature"), account, query, now)
    return query.get("echostr", "")


def admit(account: Account, query: Mapping[str, str], body: bytes, now: float) -> dict[str, str]:
    """The fields of a push. ``now``: seconds since 1970. Raises Refused."""
    if len(body) > LARGEST:
        raise Refused("too large")
    if account.seal is None:
        _check(query.get("signature"), account, query, now)
        return _fields(body)
    # Before the signature was found right nothing is taken out of the ciphertext.
    sealed = _fields(body).get("Encrypt", "")
    _check(query.get("msg_signature"), account, query, now, sealed)
    try:
        return _fields(account.seal.open(sealed))
    except SealRefused as fault:
        raise Refused(str(fault)) from fault


def _check(given: str | None, account: Account, query: Mapping[str, str], now: float, *sealed: str) -> None:
    timestamp, nonce = query.get("timestamp", ""), query.get("nonce", "")
    if not given or not is_signed(given, account.token, timestamp, nonce, *sealed):
        raise Refused("not signed by WeChat")
    if not (timestamp.isascii() and timestamp.isdigit() and abs(now - int(timestamp[:12])) <= WINDOW):
        raise Refused("not of this moment")


def _fields(body: bytes) -> dict[str, str]:
    try:
        return read_fields(body)
    except NotAMessage as fault:
        raise Refused(str(fault)) from fault
