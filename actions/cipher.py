"""Documents sealed at rest: AES-256-GCM, so that a stored document can be neither read nor exchanged for another."""

from __future__ import annotations

import hashlib
import hmac
import os
from collections.abc import Mapping
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

KEY_BYTES: Final = 32
_NONCE_BYTES: Final = 12
_FORMAT: Final = 1


class SealBroken(Exception):
    """A sealed document cannot be opened: it was changed, moved to another place, or sealed with another key."""


class Cipher:
    """Seals with the current key and opens with any of the keys.

    A sealed document is: format (1 byte), length of the key id (1), key id, nonce (12, random), ciphertext with tag.
    Nonces are random, so a key should be exchanged before it sealed 2**32 documents.
    Source: NIST SP 800-38D, section 8.3.
    """

    def __init__(self, keys: Mapping[str, bytes], current: str) -> None:
        """Keeps the keys: id -> 32 bytes. Raises ValueError for a key of another length or an unknown current id."""
        for name, key in keys.items():
            if len(key) != KEY_BYTES or not 0 < len(name.encode()) < 256:
                raise ValueError(f"data key {name!r} must have {KEY_BYTES} bytes and an id of 1 to 255")
        if current not in keys:
            raise ValueError(f"there is no data key {current!r}")
        self.current = current
        self._keys = {name: AESGCM(key) for name, key in keys.items()}
        self._head = bytes((_FORMAT, len(current.encode()))) + current.encode()
        marking = {name: hmac.digest(key, b"daoban marks", hashlib.sha256) for name, key in keys.items()}
        self._marking = [marking.pop(current), *marking.values()]

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of all keys."""
        return tuple(self._keys)

    def seal(self, place: str, document: bytes, *, key: str | None = None) -> bytes:
        """The document sealed for its place (``table:column:row``), with the current key or the one named."""
        nonce = os.urandom(_NONCE_BYTES)
        if key is None or key == self.current:
            return self._head + nonce + self._keys[self.current].encrypt(nonce, document, place.encode())
        head = bytes((_FORMAT, len(key.encode()))) + key.encode()
        return head + nonce + self._keys[key].encrypt(nonce, document, place.encode())

    def mark(self, *parts: str) -> bytes:
        """32 bytes that are the same for the same parts, and tell nothing of them to who has no key.

        They change with the current key.
        """
        return self.marks(*parts)[0]

    def marks(self, *parts: str) -> list[bytes]:
        """The parts' marks under every key, the current one first: what was marked before an exchange of keys is still found."""
        content = b"".join(len(part.encode()).to_bytes(4, "big") + part.encode() for part in parts)
        return [hmac.digest(key, content, hashlib.sha256) for key in self._marking]

    def open(self, place: str, sealed: bytes) -> bytes:
        """The document that was sealed for this place.

        Raises:
            SealBroken: never a wrong document instead.
        """
        sealed = bytes(sealed)
        if len(sealed) < 2 or sealed[0] != _FORMAT:
            raise SealBroken(f"{place}: not a sealed document")
        start = 2 + sealed[1]
        name = sealed[2:start].decode(errors="replace")
        if name not in self._keys:
            raise SealBroken(f"{place}: sealed with data key {name!r}, which is not configured")
        try:
            return self._keys[name].decrypt(
                sealed[start : start + _NONCE_BYTES], sealed[start + _NONCE_BYTES :], place.encode()
            )
        except (InvalidTag, ValueError) as fault:
            raise SealBroken(f"{place}: data key {name!r} does not open it") from fault
