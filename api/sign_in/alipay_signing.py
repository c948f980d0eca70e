"""What is sent to Alipay is signed, and what it answers is taken only with its signature (RSA2: RSA with SHA-256, PKCS #1 v1.5).

Source: opendocs.alipay.com, 如何签名 and 如何验签; read in December 2026. Keys are meant, not certificates (公钥模式).
"""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Mapping
from typing import Any, Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, RSAPublicKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import load_der_private_key, load_der_public_key

#: Bits below which a key is none of Alipay's.
_LEAST_BITS: Final = 2048
_SPACE: Final = " \t\r\n"
_DECODER: Final = json.JSONDecoder()


class BadKey(ValueError):
    """It is no RSA key of 2048 bits or more. The key is not in the message."""


class NotSigned(ValueError):
    """The answer is none of Alipay's, or another one than it signed."""


def private_key(told: str) -> RSAPrivateKey:
    """Our key, as Alipay's own tool writes it: base64 of PKCS #8 or PKCS #1 (DER), with or without the lines around it."""
    try:
        key = load_der_private_key(_der(told), None)
    except (ValueError, TypeError) as fault:
        raise BadKey("no private key") from fault
    if not isinstance(key, RSAPrivateKey) or key.key_size < _LEAST_BITS:
        raise BadKey("no private key")
    return key


def public_key(told: str) -> RSAPublicKey:
    """Alipay's key (支付宝公钥, and not the application's own), as its console shows it."""
    try:
        key = load_der_public_key(_der(told))
    except ValueError as fault:
        raise BadKey("no public key") from fault
    if not isinstance(key, RSAPublicKey) or key.key_size < _LEAST_BITS:
        raise BadKey("no public key")
    return key


def signature(key: RSAPrivateKey, asked: Mapping[str, str]) -> str:
    """The value of ``sign``: over all that has a value, in the order of the names, as it is before it is encoded."""
    told = "&".join(f"{name}={asked[name]}" for name in sorted(asked) if asked[name] and name != "sign")
    return base64.b64encode(key.sign(told.encode(), PKCS1v15(), SHA256())).decode()


def signed_part(key: RSAPublicKey, content: bytes, name: str) -> dict[str, Any]:
    """The member of the answer that Alipay signed, letter by letter. Raises NotSigned."""
    members = _members(content)
    raw, sign = members.get(name), members.get("sign")
    if raw is None or sign is None:
        raise NotSigned("not both an answer and a signature")
    try:
        key.verify(base64.b64decode(str(json.loads(sign)), validate=True), raw.encode(), PKCS1v15(), SHA256())
        told = json.loads(raw)
    except (InvalidSignature, ValueError) as fault:
        raise NotSigned("its signature is not right") from fault
    if not isinstance(told, dict):
        raise NotSigned("no object")
    return told


def _members(content: bytes) -> dict[str, str]:
    """The outer object's members, each as it is written: what was signed are these letters, and not what they mean."""
    found: dict[str, str] = {}
    try:
        text = content.decode().strip(_SPACE)
        at = _after(text, 0, "{")
        while True:
            name, at = _DECODER.raw_decode(text, at)
            start = _after(text, at, ":")
            _, at = _DECODER.raw_decode(text, start)
            if not isinstance(name, str) or name in found:
                raise NotSigned("two of one name")
            found[name] = text[start:at]
            at = _skip(text, at)
            if text[at : at + 1] == "}":
                break
            at = _after(text, at, ",")
    except (ValueError, RecursionError) as fault:
        raise NotSigned("no JSON") from fault
    if at + 1 != len(text):
        raise NotSigned("more than one answer")
    return found


def _after(text: str, at: int, sign: str) -> int:
    at = _skip(text, at)
    if text[at : at + 1] != sign:
        raise NotSigned("no JSON")
    return _skip(text, at + 1)


def _skip(text: str, at: int) -> int:
    while text[at : at + 1] and text[at] in _SPACE:
        at += 1
    return at


def _der(told: str) -> bytes:
    lines = [line.strip() for line in told.strip().splitlines() if not line.startswith("-----")]
    try:
        return base64.b64decode("".join(lines), validate=True)
    except binascii.Error as fault:
        raise BadKey("no base64") from fault
