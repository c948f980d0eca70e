"""Followers: found by a keyed mark, sealed, found again after keys were exchanged; told of when their conversation moves on."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import text
from sqlalchemy.engine import Engine

from actions.cipher import Cipher
from actions.followers import Followers
from actions.store import Store
from bot.engine import Case
from tests.actions.conftest import Clock


@pytest.fixture
def followers(engine: Engine, cipher: Cipher, clock: Clock) -> Followers:
    for name in ("c1", "c2"):
        Store(engine, cipher, clock).create(name, channel="wechat", token_hash=f"t-{name}", case=Case(name))
    return Followers(engine, cipher, clock)


def test_a_follower_is_one_person_under_one_account(followers: Followers) -> None:
    assert followers.of("wx1", "o1") is None
    made = followers.begin("wx1", "o1", "c1", "t-c1")
    assert (made.person, made.conversation, made.holder, made.rest, made.held) == ("o1", "c1", "t-c1", "", None)
    assert followers.of("wx1", "o1") == made == followers.marked(made.mark)
    assert followers.of("wx2", "o1") is None
    assert followers.of("wx1", "o2") is None
    assert followers.marked(b"nobody") is None
    # Whoever comes second finds what is there.
    assert followers.begin("wx1", "o1", "c2", "t-c2") == made


def test_everything_that_is_kept_is_found_again(followers: Followers) -> None:
    made = followers.begin("wx1", "o1", "c1", "t-c1")
    after = replace(
        made, conversation="c2", holder="t-c2", opened=True, identity="me", identity_until=7, shown="q4", told=3, left=4, until=1.5,
        rest="二", pending="还有", waits_shown="q5", before=("c1", "t-c1"), photos=("m1",), held="我叫王小明", asked=("personal",), notice="v1",
    )  # fmt: skip
    followers.keep(after)
    assert followers.of("wx1", "o1") == after


def test_who_has_seen_less_than_there_is_in_their_conversation_is_behind(followers: Followers, engine: Engine) -> None:
    made = followers.begin("wx1", "o1", "c1", "t-c1")
    assert followers.behind() == []
    with engine.begin() as connection:
        connection.execute(text("UPDATE conversations SET version = 2 WHERE id = 'c1'"))
    assert followers.behind() == [made.mark]
    followers.keep(replace(made, seen=2))
    assert followers.behind() == []


def test_nothing_of_them_is_in_the_open(followers: Followers, engine: Engine) -> None:
    person = followers.begin("wx1", "oOpenid", "c1", "t-c1")
    followers.keep(replace(person, held="王小明", pending="记下了王小明", identity="zhang"))
    with engine.connect() as connection:
        rows = list(connection.execute(text("SELECT * FROM followers")))
    kept = b"".join(value if isinstance(value, bytes) else str(value).encode() for row in rows for value in row)
    for told in ("oOpenid", "王小明", "zhang"):
        assert told.encode() not in kept


def test_a_follower_is_found_after_keys_were_exchanged(followers: Followers, engine: Engine, clock: Clock) -> None:
    made = followers.begin("wx1", "o1", "c1", "t-c1")
    later = Followers(engine, Cipher({"k1": b"1" * 32, "new": b"n" * 32}, "new"), clock)
    assert later.of("wx1", "o1") == made
    later.keep(replace(made, held="x"))
    again = later.of("wx1", "o1")
    assert again is not None
    assert again.held == "x"


def test_a_follower_of_an_earlier_version_is_read(followers: Followers, engine: Engine, cipher: Cipher) -> None:
    """One of before messages were sent, with the pages and without all that came later."""
    made = followers.begin("wx1", "o1", "c1", "t-c1")
    told = b'{"person":"o1","pages":["x"],"held":null,"asked":[],"notice":"v1"}'
    sealed = cipher.seal(f"followers:sealed:{made.mark.hex()}", told)
    with engine.begin() as connection:
        connection.execute(text("UPDATE followers SET sealed = :sealed"), {"sealed": sealed})
    found = followers.of("wx1", "o1")
    assert found is not None
    assert (found.person, found.notice, found.rest, found.holder) == ("o1", "v1", "", "")
