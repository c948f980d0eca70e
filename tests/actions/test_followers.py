"""Followers: found by a keyed mark, sealed, answered once a push, found again after keys were exchanged."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import text
from sqlalchemy.engine import Engine

from actions.cipher import Cipher
from actions.followers import Follower, Followers
from actions.store import Store
from bot.engine import Case
from tests.actions.conftest import Clock

DAY = 24 * 3600


@pytest.fixture
def followers(engine: Engine, cipher: Cipher, clock: Clock) -> Followers:
    for name in ("c1", "c2"):
        Store(engine, cipher, clock).create(name, channel="wechat", token_hash=None, case=Case(name))
    return Followers(engine, cipher, clock)


def test_a_follower_is_one_person_under_one_account(followers: Followers) -> None:
    assert followers.of("gh_1", "o1") is None
    made = followers.begin("gh_1", "o1", "c1")
    assert (made.person, made.conversation, made.pages, made.held) == ("o1", "c1", (), None)
    assert followers.of("gh_1", "o1") == made
    assert followers.of("gh_2", "o1") is None
    assert followers.of("gh_1", "o2") is None
    # Whoever comes second finds what is there.
    assert followers.begin("gh_1", "o1", "c2") == made


def test_the_first_answer_to_a_push_counts_and_what_waits_goes_with_it(followers: Followers) -> None:
    before = followers.begin("gh_1", "o1", "c1")
    after = replace(before, pages=("二", "三"), held="我叫王小明", asked=("personal",), notice="v1")
    assert followers.answered(before, "m1") is None
    assert followers.answer(before, after, "m1", "一") == "一"
    assert followers.of("gh_1", "o1") == after
    # The same push in another process: nothing of it is taken over.
    assert followers.answer(before, replace(before, pages=("x",)), "m1", "another") == "一"
    assert followers.of("gh_1", "o1") == after
    other = followers.begin("gh_1", "o2", "c2")
    assert [followers.answered(one, push) for one, push in ((before, "m1"), (before, "m2"), (other, "m1"))] == [
        "一",
        None,
        None,
    ]


def test_a_follower_goes_on_to_another_conversation(followers: Followers) -> None:
    before = followers.begin("gh_1", "o1", "c1")
    followers.answer(before, replace(before, conversation="c2"), "m1", "好")
    found = followers.of("gh_1", "o1")
    assert found is not None
    assert found.conversation == "c2"
    # Every try of the push that began it is answered from where it was sent.
    assert followers.answered(found, "m1") == "好"


def test_answers_are_forgotten_after_a_day(followers: Followers, clock: Clock) -> None:
    person = followers.begin("gh_1", "o1", "c1")
    followers.answer(person, person, "m1", "一")
    clock.pass_seconds(DAY + 1)
    followers.answer(person, person, "m2", "二")
    assert (followers.answered(person, "m1"), followers.answered(person, "m2")) == (None, "二")


def test_nothing_of_them_is_in_the_open(followers: Followers, engine: Engine) -> None:
    person = followers.begin("gh_1", "oOpenid", "c1")
    followers.answer(person, replace(person, held="王小明"), "m1", "记下了王小明")
    with engine.connect() as connection:
        rows = [
            *connection.execute(text("SELECT * FROM followers")),
            *connection.execute(text("SELECT * FROM push_answers")),
        ]
    kept = b"".join(
        bytes(value) if not isinstance(value, (str, int)) else str(value).encode() for row in rows for value in row
    )
    for told in ("oOpenid", "王小明"):
        assert told.encode() not in kept


def test_a_follower_is_found_after_keys_were_exchanged(followers: Followers, engine: Engine, clock: Clock) -> None:
    made = followers.begin("gh_1", "o1", "c1")
    keys = {"k1": b"1" * 32}
    later = Followers(engine, Cipher({**keys, "new": b"n" * 32}, "new"), clock)
    found = later.of("gh_1", "o1")
    assert found == made
    later.answer(made, replace(made, held="x"), "m1", "一")
    again = later.of("gh_1", "o1")
    assert isinstance(again, Follower)
    assert again.held == "x"
