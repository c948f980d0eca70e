"""Codes of the second factor: the vectors of the standard, a step either side, and a secret that is one person's."""

from __future__ import annotations

from datetime import datetime, timezone
from urllib.parse import parse_qs, urlsplit

import pytest

from actions.cipher import Cipher
from api.factor import BadFactor, new_factor, read_factor, step_of

#: Source: RFC 6238, appendix B (SHA-1), the last six of its eight digits.
SECRET = b"12345678901234567890"
VECTORS = [
    (59, "287082"), (1111111109, "081804"), (1111111111, "050471"), (1234567890, "005924"), (2000000000, "279037"), (20000000000, "353130"),
]  # fmt: skip
CIPHER = Cipher({"k1": b"1" * 32}, "k1")


def at(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, timezone.utc)


@pytest.mark.parametrize(("seconds", "code"), VECTORS)
def test_the_codes_of_the_standard(seconds: int, code: str) -> None:
    assert step_of(SECRET, code, at(seconds)) == seconds // 30


@pytest.mark.parametrize(("later", "fits"), [(-60, False), (-30, True), (0, True), (30, True), (60, False)])
def test_a_clock_may_differ_by_one_step(later: int, fits: bool) -> None:
    step = step_of(SECRET, "279037", at(2000000000 + later))
    assert step == (2000000000 // 30 if fits else None)


@pytest.mark.parametrize("code", ["", "27903", "2790370", "２７９０３７", "27903x", "²79037", " 279037", "279037\n"])
def test_what_is_no_code(code: str) -> None:
    assert step_of(SECRET, code, at(2000000000)) is None


def test_a_new_factor_is_read_for_its_person_alone() -> None:
    kept, address = new_factor(CIPHER, "lin")
    asked = parse_qs(urlsplit(address).query)
    secret = read_factor(CIPHER, "lin", kept)
    assert (len(secret), asked["digits"], asked["period"]) == (20, ["6"], ["30"])
    assert new_factor(CIPHER, "lin")[0] != kept
    for person, text, cipher in (
        ("pan", kept, CIPHER), ("lin", kept[:-2], CIPHER), ("lin", "", CIPHER), ("lin", "密", CIPHER), ("lin", kept, Cipher({"k2": b"2" * 32}, "k2")),
    ):  # fmt: skip
        with pytest.raises(BadFactor):
            read_factor(cipher, person, text)
