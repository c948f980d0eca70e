"""The second factor of staff: codes of six digits from an app on their own phone (TOTP).

Source: RFC 6238: HMAC-SHA-1, steps of 30 seconds; section 5.2: one step either side for clocks that differ, and no code is taken twice.
"""

from __future__ import annotations

import os
from datetime import datetime
from typing import Final

from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor import InvalidToken
from cryptography.hazmat.primitives.twofactor.totp import TOTP

from actions.cipher import Cipher, SealBroken

_BYTES: Final = 20
_STEP: Final = 30
_DIGITS: Final = 6
_ISSUER: Final = "导办"


class BadFactor(ValueError):
    """What the file of staff has is no factor of this person, or was sealed with another data key."""


def new_factor(cipher: Cipher, person: str) -> tuple[str, str]:
    """What the file of staff keeps of a new factor, and the address that an app takes it by (``otpauth://…``)."""
    secret = os.urandom(_BYTES)
    return cipher.seal(_place(person), secret).hex(), _totp(secret).get_provisioning_uri(person, _ISSUER)


def read_factor(cipher: Cipher, person: str, kept: str) -> bytes:
    """The secret that the file keeps sealed for this person, and for no other. Raises BadFactor."""
    try:
        return cipher.open(_place(person), bytes.fromhex(kept))
    except (ValueError, SealBroken) as fault:
        raise BadFactor(person) from fault


def step_of(secret: bytes, code: str, now: datetime) -> int | None:
    """The number of the thirty seconds whose code it is, this one, the one before or the next; None for any other code."""
    if len(code) != _DIGITS or not (code.isascii() and code.isdigit()):
        return None
    totp, step = _totp(secret), int(now.timestamp()) // _STEP
    return next((one for one in (step, step - 1, step + 1) if _fits(totp, code, one)), None)


def _fits(totp: TOTP, code: str, step: int) -> bool:
    try:
        totp.verify(code.encode(), step * _STEP)
    except InvalidToken:
        return False
    return True


def _totp(secret: bytes) -> TOTP:
    return TOTP(secret, _DIGITS, SHA1(), _STEP)  # noqa: S303


def _place(person: str) -> str:
    return f"staff:factor:{person}"
