"""The encryption of WeChat's safe mode: AES-256-CBC over random bytes, length, message and the account's id.

Source: developers.weixin.qq.com, 消息加解密 (技术方案); read in November 2026.
"""

from __future__ import annotations

import base64
import binascii
import os
import re
import struct
from collections.abc import Sequence
from typing import Final

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

_BLOCK: Final = 32
_RANDOM: Final = 16
_LENGTH: Final = struct.Struct(">I")
_KEY: Final = re.compile(r"[A-Za-z0-9]{43}")


class SealRefused(Exception):
    """The ciphertext was not made for this account with any of its keys, or was changed."""


class Seal:
    """Seals with the first key and opens with each, as pushes under the key before may be on their way when it is exchanged.

    Args:
        keys: EncodingAESKeys, 43 letters and digits each, the current one first.
        appid: the account's id, which every sealed message ends with.

    Raises:
        ValueError: no key, or one of another form.
    """

    def __init__(self, keys: Sequence[str], appid: str) -> None:
        if not keys or not all(_KEY.fullmatch(key) for key in keys):
            raise ValueError("an EncodingAESKey has 43 letters and digits")
        # 43 characters hold two bits more than 32 bytes need; they count for nothing.
        self._keys = [base64.b64decode(f"{key}=") for key in keys]
        self._appid = appid.encode()

    def seal(self, message: bytes, random: bytes | None = None) -> str:
        """The message sealed, in base64. ``random``: 16 bytes; None: made here, as they always are but in tests."""
        head = os.urandom(_RANDOM) if random is None else random
        buffer = head + _LENGTH.pack(len(message)) + message + self._appid
        padding = _BLOCK - len(buffer) % _BLOCK
        encryptor = _cipher(self._keys[0]).encryptor()
        sealed = encryptor.update(buffer + bytes([padding]) * padding) + encryptor.finalize()
        return base64.b64encode(sealed).decode()

    def open(self, sealed: str) -> bytes:
        """The message. Raises SealRefused."""
        try:
            ciphertext = base64.b64decode(sealed, validate=True)
        except (binascii.Error, ValueError) as fault:
            raise SealRefused("not base64") from fault
        if not ciphertext or len(ciphertext) % _BLOCK:
            raise SealRefused("not whole blocks")
        opened = (self._taken(key, ciphertext) for key in self._keys)
        message = next((one for one in opened if one is not None), None)
        if message is None:
            raise SealRefused("not sealed for this account")
        return message

    def _taken(self, key: bytes, ciphertext: bytes) -> bytes | None:
        decryptor = _cipher(key).decryptor()
        buffer = decryptor.update(ciphertext) + decryptor.finalize()
        padding = buffer[-1]
        if not 1 <= padding <= _BLOCK or buffer[-padding:] != bytes([padding]) * padding:
            return None
        begin = _RANDOM + _LENGTH.size
        (length,) = _LENGTH.unpack(buffer[_RANDOM:begin])
        # A length past the end leaves another tail than the account's id.
        message, tail = buffer[begin : begin + length], buffer[begin + length : -padding]
        return message if len(message) == length and tail == self._appid else None


def _cipher(key: bytes) -> Cipher[modes.CBC]:
    return Cipher(algorithms.AES(key), modes.CBC(key[:16]))
