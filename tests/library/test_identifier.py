"""电子证照标识: published samples, every single wrong character, and shapes that are none."""

from __future__ import annotations

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.library.identifier import ROOT, BadIdentifier, Identifier, read_identifier

ALPHABET = string.digits + string.ascii_uppercase
#: Source: published licences.
SAMPLES = (
    "1.2.156.3005.2.11100000000013338W011.11430000006122244L.20230000403.001.U",
    "1.2.156.3005.2.11100000000013338W009.11330105002500287C.2025052201.002.0",
    "1.2.156.3005.2.11100000MB03271699022.340100.000000016.001.9",
)


@pytest.mark.parametrize("text", SAMPLES)
def test_published_samples_are_read_and_put_together_again(text: str) -> None:
    assert str(read_identifier(text)) == text


def test_the_parts_are_what_they_are_called() -> None:
    assert read_identifier(SAMPLES[1]) == Identifier("11100000000013338W009", "11330105002500287C", "2025052201", 2)


@pytest.mark.parametrize("text", SAMPLES)
def test_one_wrong_character_is_found(text: str) -> None:
    for place in range(len(ROOT) + 1, len(text)):
        if text[place] == ".":
            continue
        for other in set(ALPHABET) - {text[place]}:
            with pytest.raises(BadIdentifier):
                read_identifier(text[:place] + other + text[place + 1 :])


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="nothing"),
        pytest.param(SAMPLES[0].removeprefix("1."), id="another-root"),
        pytest.param(SAMPLES[0] + ".1", id="a-part-too-many"),
        pytest.param(SAMPLES[0].replace(".001.", ".1."), id="a-short-version"),
        pytest.param(SAMPLES[0].replace(".001.", ".000."), id="version-nought"),
        pytest.param(SAMPLES[0].lower(), id="small-letters"),
        pytest.param(SAMPLES[0].replace(".001.", ".００１."), id="wide-digits"),
        pytest.param(SAMPLES[0] + "\n", id="a-line-end"),
    ],
)
def test_another_shape_is_no_identifier(text: str) -> None:
    with pytest.raises(BadIdentifier):
        read_identifier(text)


@given(
    st.text(ALPHABET, min_size=18, max_size=18),
    st.integers(0, 999),
    st.one_of(st.text(ALPHABET, min_size=18, max_size=18), st.text(string.digits, min_size=6, max_size=6)),
    st.text(ALPHABET, min_size=1, max_size=32),
    st.integers(1, 999),
)
def test_what_is_put_together_is_read_as_it_was(body: str, number: int, issuer: str, serial: str, version: int) -> None:
    made = Identifier(f"{body}{number:03d}", issuer, serial, version)
    assert read_identifier(str(made)) == made
