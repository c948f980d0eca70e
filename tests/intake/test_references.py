"""References: random, and wrong ones are found out."""

from __future__ import annotations

import re
from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.intake.references import _ALPHABET, is_reference, new_reference

NIGHT = datetime(2026, 11, 24, 17, 30, tzinfo=timezone.utc)


def spelt(chars: list[str]) -> str:
    """The reference whose random characters are these."""
    left = iter(chars)
    return new_reference(NIGHT, lambda _: next(left))


REFERENCES = st.lists(st.sampled_from(_ALPHABET), min_size=9, max_size=9).map(spelt)


def test_the_day_is_the_local_one() -> None:
    assert re.fullmatch(r"SH-JA-20261125-[0-9A-HJKMNP-TV-Z]{10}", new_reference(NIGHT))


def test_references_do_not_repeat_or_follow_each_other() -> None:
    found = {new_reference(NIGHT) for _ in range(2000)}
    assert len(found) == 2000
    assert len({reference[15:18] for reference in found}) > 1000


@given(REFERENCES)
def test_a_reference_is_one(reference: str) -> None:
    assert is_reference(reference)


@given(REFERENCES, st.integers(6, 24), st.sampled_from(_ALPHABET))
def test_one_wrong_character_is_found(reference: str, place: int, char: str) -> None:
    wrong = reference[:place] + char + reference[place + 1 :]
    assert is_reference(wrong) == (wrong == reference)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="empty"),
        pytest.param("SH-JA-", id="nothing-after-the-place"),
        pytest.param(new_reference(NIGHT).lower(), id="small-letters"),
        pytest.param(new_reference(NIGHT) + "0", id="too-long"),
        pytest.param(new_reference(NIGHT).replace("SH-JA-", "SH-PD-"), id="another-place"),
        pytest.param(new_reference(NIGHT)[:14] + new_reference(NIGHT)[15:] + "-", id="dash-elsewhere"),
        pytest.param("SH-JA-20261124-ILOUILOUIL", id="letters-never-used"),
    ],
)
def test_other_texts_are_none(text: str) -> None:
    assert not is_reference(text)


def test_two_days_differ() -> None:
    same = [new_reference(day, lambda _: "7") for day in (NIGHT, NIGHT + timedelta(days=1))]
    assert same[0][:14] != same[1][:14]
