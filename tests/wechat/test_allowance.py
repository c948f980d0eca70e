"""How many messages may be sent, after each thing that somebody does."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.wechat.allowance import NOTHING, Allowance, after
from api.wechat.inbound import (
    Content,
    Followed,
    Link,
    Other,
    Picture,
    Place,
    ReadCode,
    Scanned,
    Tapped,
    Text,
    Unfollowed,
    Voice,
)

DAYS = 2 * 24 * 3600
GIVES: list[tuple[Content, int, int]] = [
    (Text("八十平"), 5, DAYS),
    (Picture("m", ""), 5, DAYS),
    (Voice("m", "amr"), 5, DAYS),
    (Place(31.2, 121.4, ""), 5, DAYS),
    (Link("", "", ""), 5, DAYS),
    (Other("video"), 5, DAYS),
    (Other("shortvideo"), 5, DAYS),
    (Text("有", "q3.0.abcdefgh"), 3, 60),
    (Tapped("status"), 3, 60),
    (ReadCode("qrcode", ""), 3, 60),
    (Followed(), 3, 60),
    (Scanned("r.abc"), 3, 60),
]
NONE: list[Content] = [Other("VIEW"), Other("TEMPLATESENDJOBFINISH")]


@pytest.mark.parametrize(("content", "left", "seconds"), GIVES, ids=lambda value: type(value).__name__)
def test_what_each_action_allows(content: Content, left: int, seconds: int) -> None:
    given = after(content, 1000.0)
    assert given == Allowance(left, 1000.0 + seconds)
    # A new action replaces what the one before left.
    assert after(content, 1000.0, Allowance(99, 9e9)) == given


@pytest.mark.parametrize("content", NONE, ids=str)
def test_what_allows_nothing_leaves_what_there_was(content: Content) -> None:
    assert after(content, 1000.0) == NOTHING
    assert after(content, 1000.0, Allowance(2, 5000.0)) == Allowance(2, 5000.0)


@pytest.mark.parametrize(
    ("left", "now", "bot", "person"),
    [(5, 0.0, True, True), (2, 0.0, True, True), (1, 0.0, False, True), (0, 0.0, False, False), (5, 55.0, True, True), (5, 55.1, False, False), (5, 61.0, False, False)],
)  # fmt: skip
def test_the_last_one_is_for_a_person_and_none_is_begun_at_the_end(
    left: int, now: float, bot: bool, person: bool
) -> None:
    allowance = Allowance(left, 60.0)
    assert (allowance.allows(now), allowance.allows(now, helper=True)) == (bot, person)


def test_nothing_can_be_sent_to_who_left() -> None:
    assert after(Unfollowed(), 1000.0, Allowance(5, 5000.0)) == NOTHING


def test_wechat_counts_otherwise() -> None:
    assert not Allowance(5, 60.0).exhausted().allows(0.0, helper=True)
    with pytest.raises(ValueError, match="nothing"):
        NOTHING.spent()


ACTIONS = st.sampled_from([one for one, *_ in GIVES])


@given(st.lists(st.tuples(ACTIONS | st.none(), st.integers(0, 100_000)), max_size=60))
def test_never_more_is_sent_than_was_allowed(steps: list[tuple[Content | None, int]]) -> None:
    """However actions and sendings follow one another: since the last action at most its number, and not after its time."""
    now, allowance, most, sent, end = 0.0, NOTHING, 0, 0, 0.0
    for action, passed in steps:
        now += passed
        if action is not None:
            allowance = after(action, now)
            most, sent, end = allowance.left, 0, allowance.until
        while allowance.allows(now):
            allowance, sent = allowance.spent(), sent + 1
            assert now < end
        assert sent <= max(most - 1, 0)
