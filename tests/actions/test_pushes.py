"""Pushes: kept until they are answered, in order, by one process at a time, given or sent and neither twice nor never."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import text
from sqlalchemy.engine import Engine

from actions.cipher import Cipher
from actions.followers import Follower, Followers
from actions.pushes import LEASE, Pushes
from actions.store import Store
from bot.engine import Case
from tests.actions.conftest import Clock

DAY = 24 * 3600
FIELDS = {"MsgType": "text", "Content": "我叫王小明"}


@pytest.fixture
def followers(engine: Engine, cipher: Cipher, clock: Clock) -> Followers:
    Store(engine, cipher, clock).create("c1", channel="wechat", token_hash="t", case=Case("c1"))
    return Followers(engine, cipher, clock)


@pytest.fixture
def pushes(engine: Engine, cipher: Cipher, clock: Clock, followers: Followers) -> Pushes:
    return Pushes(engine, cipher, clock, followers)


@pytest.fixture
def person(followers: Followers) -> Follower:
    return replace(followers.begin("wx1", "o1", "c1", "t"), shown="q3")


def arrive(pushes: Pushes, person: Follower, *sent: tuple[str, int, int]) -> None:
    """The pushes of these keys, seconds and numbers come."""
    for key, at, number in sent:
        pushes.arrive(person, key, {**FIELDS, "key": key}, at, number)


def test_what_waits_is_in_the_order_in_which_it_was_sent(pushes: Pushes, person: Follower) -> None:
    arrive(pushes, person, ("m7", 11, 7), ("m6", 11, 6), ("e1", 11, 0), ("m9", 10, 9))
    waiting = pushes.waiting(person.mark)
    assert [one.key for one in waiting] == ["m9", "e1", "m6", "m7"]
    assert (waiting[0].fields, waiting[0].shown, waiting[0].batch) == ({**FIELDS, "key": "m9"}, "q3", None)


def test_a_push_that_comes_again_is_the_same(pushes: Pushes, person: Follower) -> None:
    arrive(pushes, person, ("m1", 1, 1), ("m1", 1, 1))
    assert [one.key for one in pushes.waiting(person.mark)] == ["m1"]
    assert pushes.answered(person.mark, "m1") is None
    assert pushes.answer(person, ["m1"], "一", person)
    arrive(pushes, person, ("m1", 1, 1))
    assert pushes.waiting(person.mark) == []
    assert pushes.answered(person.mark, "m1") == "一"
    assert pushes.answered(person.mark, "m2") is None


def test_an_answer_is_given_or_sent(pushes: Pushes, person: Follower, followers: Followers) -> None:
    """Given where somebody waits for it; otherwise it is told to whoever answers that it is to be sent, and no try gets it."""
    arrive(pushes, person, ("m1", 1, 1), ("m2", 2, 2))
    after, waits_on = replace(person, told=1), replace(person, pending="一")
    assert pushes.leave(person.mark, "m1") is None
    assert not pushes.answer(after, ["m1"], "一", waits_on)
    assert followers.marked(person.mark) == waits_on
    assert pushes.answered(person.mark, "m1") == ""
    # Its answer came while its try was leaving: the try takes it along.
    assert pushes.answer(after, ["m2"], "二", waits_on)
    assert followers.marked(person.mark) == after
    assert pushes.leave(person.mark, "m2") == "二"
    # Somebody tries again before there is an answer: they wait for it again.
    arrive(pushes, person, ("m3", 3, 3))
    pushes.leave(person.mark, "m3")
    arrive(pushes, person, ("m3", 3, 3))
    assert pushes.answer(after, ["m3"], "三", waits_on)
    assert pushes.answered(person.mark, "m3") == "三"


def test_of_those_taken_together_the_last_is_answered(pushes: Pushes, person: Follower) -> None:
    arrive(pushes, person, ("m1", 1, 1), ("m2", 2, 2), ("m3", 3, 3))
    pushes.join(person.mark, ["m1", "m2"])
    assert [one.batch for one in pushes.waiting(person.mark)] == ["m1", "m1", None]
    assert pushes.answer(person, ["m1", "m2"], "一", person)
    assert [pushes.answered(person.mark, key) for key in ("m1", "m2", "m3")] == ["", "一", None]


def test_the_first_answer_counts(pushes: Pushes, person: Follower) -> None:
    arrive(pushes, person, ("m1", 1, 1))
    pushes.answer(person, ["m1"], "一", person)
    pushes.answer(person, ["m1"], "二", person)
    assert pushes.answered(person.mark, "m1") == "一"


def test_one_process_at_a_time_answers_somebody(pushes: Pushes, person: Follower, clock: Clock) -> None:
    assert pushes.claim(person.mark, "a")
    assert not pushes.claim(person.mark, "b")
    assert pushes.claim(person.mark, "a")
    pushes.release(person.mark, "b")  # whose it is not
    assert not pushes.claim(person.mark, "b")
    clock.pass_seconds(LEASE / 1e6 + 1)
    assert pushes.claim(person.mark, "b")
    pushes.release(person.mark, "a")
    assert not pushes.claim(person.mark, "a")
    pushes.release(person.mark, "b")
    clock.pass_seconds(1)
    assert pushes.claim(person.mark, "a")


def test_what_was_left_behind_is_found(pushes: Pushes, person: Follower, clock: Clock) -> None:
    arrive(pushes, person, ("m1", 1, 1))
    assert pushes.behind(5) == []
    clock.pass_seconds(6)
    assert pushes.behind(5) == [person.mark]
    pushes.claim(person.mark, "a")
    assert pushes.behind(5) == []
    clock.pass_seconds(LEASE / 1e6 + 1)
    assert pushes.behind(5) == [person.mark]
    pushes.answer(person, ["m1"], "一", person)
    assert pushes.behind(5) == []


def test_answers_are_forgotten_after_a_day_and_what_waits_is_not(
    pushes: Pushes, person: Follower, clock: Clock
) -> None:
    arrive(pushes, person, ("m1", 1, 1), ("m2", 1, 2))
    pushes.answer(person, ["m1"], "一", person)
    clock.pass_seconds(DAY + 1)
    arrive(pushes, person, ("m3", 3, 3))
    pushes.answer(person, ["m3"], "三", person)
    assert pushes.answered(person.mark, "m1") is None
    assert [one.key for one in pushes.waiting(person.mark)] == ["m2"]


def test_nothing_that_was_said_is_in_the_open(pushes: Pushes, person: Follower, engine: Engine) -> None:
    arrive(pushes, person, ("m1", 1, 1))
    pushes.answer(person, ["m1"], "记下了王小明", person)
    with engine.connect() as connection:
        rows = list(connection.execute(text("SELECT * FROM pushes")))
    kept = b"".join(value if isinstance(value, bytes) else str(value).encode() for row in rows for value in row)
    assert "王小明".encode() not in kept


def test_what_is_kept_of_a_conversation_can_be_told_to_whose_it_is(
    pushes: Pushes, person: Follower, followers: Followers
) -> None:
    arrive(pushes, person, ("m1", 1, 1), ("m2", 2, 2))
    pushes.answer(person, ["m1"], "记下了", person)
    told = [(one["pushed"]["key"], one["pushed"]["Content"], one["answer"]) for one in pushes.kept("c1")]
    assert told == [("m1", "我叫王小明", "记下了"), ("m2", "我叫王小明", None)]
    assert pushes.kept("c2") == []
    assert followers.in_conversation("c1") == followers.marked(person.mark)
    assert followers.in_conversation("c2") is None
