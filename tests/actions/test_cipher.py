"""Sealed documents: opened only where they belong, with the key they were sealed with."""

from __future__ import annotations

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from hypothesis import given
from hypothesis import strategies as st

from actions.cipher import Cipher, SealBroken

ONE = Cipher({"k1": b"1" * 32}, "k1")
ROTATED = Cipher({"k2": b"2" * 32, "k1": b"1" * 32}, "k2")
PLACE = "conversations:sealed:c_1"


@given(st.binary(max_size=2000), st.text(max_size=30))
def test_what_was_sealed_comes_back(document: bytes, place: str) -> None:
    assert ONE.open(place, ONE.seal(place, document)) == document


def test_a_blob_is_aes_gcm_as_described() -> None:
    """Read by the description alone: format, key id, nonce, ciphertext; the place is authenticated."""
    sealed = ONE.seal(PLACE, b"secret")
    assert sealed[:4] == b"\x01\x02k1"
    assert AESGCM(b"1" * 32).decrypt(sealed[4:16], sealed[16:], PLACE.encode()) == b"secret"


def test_the_same_document_never_looks_the_same() -> None:
    assert ONE.seal(PLACE, b"secret") != ONE.seal(PLACE, b"secret")


def test_after_a_rotation_old_documents_open_and_new_ones_use_the_new_key() -> None:
    old = ONE.seal(PLACE, b"old")
    new = ROTATED.seal(PLACE, b"new")
    assert (ROTATED.open(PLACE, old), ROTATED.open(PLACE, new)) == (b"old", b"new")
    with pytest.raises(SealBroken, match="'k2', which is not configured"):
        ONE.open(PLACE, new)


@pytest.mark.parametrize(
    ("place", "change"),
    [
        pytest.param("conversations:sealed:c_2", lambda blob: blob, id="another-row"),
        pytest.param(PLACE, lambda blob: blob[:-1] + bytes([blob[-1] ^ 1]), id="changed-tag"),
        pytest.param(PLACE, lambda blob: blob[:20] + bytes([blob[20] ^ 1]) + blob[21:], id="changed-text"),
        pytest.param(PLACE, lambda blob: blob[:4] + bytes(12) + blob[16:], id="changed-nonce"),
        pytest.param(PLACE, lambda blob: blob[:10], id="cut-short"),
        pytest.param(PLACE, lambda blob: b"", id="empty"),
        pytest.param(PLACE, lambda blob: b'{"format": 1}', id="not-sealed"),
        pytest.param(PLACE, lambda blob: b"\x01\x02k9" + blob[4:], id="unknown-key"),
    ],
)
def test_what_is_not_whole_and_in_its_place_stays_shut(place: str, change: object) -> None:
    assert callable(change)
    with pytest.raises(SealBroken):
        ONE.open(place, change(ONE.seal(PLACE, b"a document of some length")))


def test_a_key_with_the_right_name_and_the_wrong_bytes_opens_nothing() -> None:
    with pytest.raises(SealBroken, match="does not open it"):
        Cipher({"k1": b"x" * 32}, "k1").open(PLACE, ONE.seal(PLACE, b"secret"))


@pytest.mark.parametrize(
    ("keys", "current"),
    [
        pytest.param({"k1": b"short"}, "k1", id="short-key"),
        pytest.param({"": b"1" * 32}, "", id="no-id"),
        pytest.param({"k1": b"1" * 32}, "k2", id="no-such-current"),
    ],
)
def test_unfit_keys_are_refused(keys: dict[str, bytes], current: str) -> None:
    with pytest.raises(ValueError):
        Cipher(keys, current)


def test_a_mark_is_the_same_for_the_same_parts_under_the_same_key_only() -> None:
    one, other = Cipher({"k1": b"1" * 32}, "k1"), Cipher({"k2": b"2" * 32, "k1": b"1" * 32}, "k2")
    assert one.mark("a", "bc") == one.mark("a", "bc")
    assert len({one.mark("a", "bc"), one.mark("ab", "c"), one.mark("abc"), other.mark("a", "bc")}) == 4
