"""Signatures and encryption: WeChat's worked examples, and everything that is none of its messages."""

from __future__ import annotations

import base64
import os
import struct

import pytest
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from hypothesis import given
from hypothesis import strategies as st

from api.wechat.sealing import Seal, SealRefused
from api.wechat.signing import is_signed, page_signature, signature

from .vectors import D1, F_TICKET, SEALED, SIGNED, ZEROS, C, E, Sealed, Signed

APPID = "wx134c8103faa5a59e"


@pytest.mark.parametrize("example", SIGNED.values(), ids=SIGNED)
def test_signatures_of_the_worked_examples(example: Signed) -> None:
    assert signature(example.token, *example.parts) == example.signature
    assert is_signed(example.signature, example.token, *example.parts)


@pytest.mark.parametrize("wrong", ["", "0" * 40, SIGNED["A1"].signature.upper(), SIGNED["A1"].signature[:-1], "签名"])
def test_another_signature_is_none(wrong: str) -> None:
    assert not is_signed(wrong, SIGNED["A1"].token, *SIGNED["A1"].parts)


@pytest.mark.parametrize("url", ["http://mp.weixin.qq.com?params=value", "http://mp.weixin.qq.com?params=value#/form"])
def test_the_signature_of_a_page(url: str) -> None:
    assert page_signature(F_TICKET, "Wm3WZYTPz0wzccnW", 1414587457, url) == "0f9de62fce790f9a083d5c99e95740ceb90c27ed"


@pytest.mark.parametrize("example", SEALED.values(), ids=SEALED)
def test_the_worked_examples_are_opened_and_sealed_again(example: Sealed) -> None:
    seal = Seal([example.key], example.appid)
    message = seal.open(example.ciphertext)
    assert len(message) == example.length
    if example.message:
        assert message == example.message.encode()
    assert seal.seal(message, example.random) == example.ciphertext


def test_what_the_third_example_says() -> None:
    message = Seal([C.key], C.appid).open(C.ciphertext).decode()
    assert "debug_demo" in message
    assert "o9AgO5Kd5ggOC-bXrbNODIiE3bGY" in message


def sealed_as(buffer: bytes) -> str:
    """A buffer sealed under the key of zeros as it stands, right or wrong."""
    encryptor = Cipher(algorithms.AES(bytes(32)), modes.CBC(bytes(16))).encryptor()
    return base64.b64encode(encryptor.update(buffer) + encryptor.finalize()).decode()


def buffer_of(message: bytes, *, length: int | None = None, appid: str = APPID, pad: int | None = None) -> bytes:
    """What is sealed, with one thing of it wrong."""
    bare = bytes(16) + struct.pack(">I", len(message) if length is None else length) + message + appid.encode()
    right = 32 - len(bare) % 32
    return bare + bytes([right if pad is None else pad]) * right


FLIPPED = bytearray(base64.b64decode(D1.ciphertext))
FLIPPED[-20] ^= 1
REFUSED = {
    "a-flipped-byte": base64.b64encode(FLIPPED).decode(),
    "another-account": sealed_as(buffer_of(b"x", appid="wx0000000000000000")),
    "no-account": sealed_as(buffer_of(b"x", appid="")),
    "padding-of-nothing": sealed_as(buffer_of(b"x", pad=0)),
    "padding-of-33": sealed_as(buffer_of(b"x", pad=33)),
    "padding-that-differs": sealed_as(buffer_of(b"x")[:-2] + b"\x01" + buffer_of(b"x")[-1:]),
    "longer-than-it-is": sealed_as(buffer_of(b"x", length=2)),
    "far-past-the-end": sealed_as(buffer_of(b"x", length=2**32 - 1)),
    "shorter-than-it-is": sealed_as(buffer_of(b"xy", length=1)),
    "nothing": "",
    "no-base64": "签名",
    "a-line-break": D1.ciphertext[:20] + "\n" + D1.ciphertext[20:],
    "half-a-block": base64.b64encode(base64.b64decode(D1.ciphertext)[:-16]).decode(),
    "one-block": base64.b64encode(bytes(32)).decode(),
}


@pytest.mark.parametrize("ciphertext", REFUSED.values(), ids=REFUSED)
def test_what_was_not_sealed_for_this_account_is_refused(ciphertext: str) -> None:
    assert Seal([ZEROS], APPID).open(sealed_as(buffer_of(b"x"))) == b"x"
    with pytest.raises(SealRefused):
        Seal([ZEROS], APPID).open(ciphertext)


def test_the_key_before_opens_while_keys_are_exchanged_and_the_new_one_seals() -> None:
    both = Seal([ZEROS, E.key], E.appid)
    assert both.open(E.ciphertext) == b"5927782489442352469"
    assert Seal([ZEROS], E.appid).open(both.seal(b"new")) == b"new"
    with pytest.raises(SealRefused):
        Seal([E.key], E.appid).open(both.seal(b"new"))


@pytest.mark.parametrize("keys", [[], ["A" * 42], ["A" * 44], [ZEROS, "A" * 42 + "="], ["密" * 43]])
def test_a_key_that_is_none(keys: list[str]) -> None:
    with pytest.raises(ValueError, match="43"):
        Seal(keys, APPID)


@given(st.binary(max_size=300), st.binary(min_size=16, max_size=16))
def test_whatever_is_sealed_is_opened(message: bytes, random: bytes) -> None:
    seal = Seal([ZEROS], APPID)
    assert seal.open(seal.seal(message, random)) == message
    assert seal.open(seal.seal(message)) == message


@given(st.integers(0, 95), st.integers(1, 255))
def test_no_changed_byte_makes_another_message(at: int, change: int) -> None:
    """Safe mode has no authentication of its own: what is changed is refused, or garbles a block of the message for good."""
    changed = bytearray(base64.b64decode(D1.ciphertext))
    changed[at] ^= change
    try:
        opened = Seal([D1.key], D1.appid).open(base64.b64encode(changed).decode())
    except SealRefused:
        return
    assert opened != D1.message.encode() or at < 16


@given(st.text(max_size=200) | st.binary(max_size=200).map(lambda some: base64.b64encode(some).decode()))
def test_anything_else_is_refused(ciphertext: str) -> None:
    with pytest.raises(SealRefused):
        Seal([ZEROS], "wx" + os.urandom(8).hex()).open(ciphertext)
