"""The outbox on both databases: one worker at a time, and a dead worker's work is taken over."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text
from sqlalchemy.engine import Engine

from actions.cipher import Cipher
from actions.outbox import LEASE, Outbox
from actions.retrying import Backoff
from actions.store import AlreadyTaken, OutboxItem, Store
from bot.engine import Case
from tests.actions.conftest import Clock
from tests.actions.test_store import turn


@pytest.fixture
def outbox(engine: Engine, cipher: Cipher, clock: Clock) -> Outbox:
    return Outbox(engine, cipher, clock)


def ask(store: Store, conversation: str = "c_1", keys: Sequence[str] = ("k1",)) -> None:
    """A conversation whose first turn asks for work under each key."""
    case = Case(conversation)
    store.create(conversation, channel="web", token_hash=None, case=case)
    effects = [OutboxItem("submit", key, {"applications": {"permit": {"name": "阿婆"}}}) for key in keys]
    store.commit(conversation, expected_version=0, case=replace(case, seq=1), turn=turn("m1", 1), effects=effects)


def test_what_a_turn_asked_for_is_claimed_once(store: Store, outbox: Outbox) -> None:
    ask(store, keys=("k1", "k2", "k3"))
    first = outbox.claim(2)
    assert [(one.conversation, one.kind, one.key, one.attempts) for one in first] == [
        ("c_1", "submit", "k1", 1),
        ("c_1", "submit", "k2", 1),
    ]
    assert first[0].payload == {"applications": {"permit": {"name": "阿婆"}}}
    assert [one.key for one in outbox.claim(2)] == ["k3"]
    assert outbox.claim(2) == []
    assert outbox.waiting() == 3


def test_one_conversations_work_can_be_claimed_alone(store: Store, outbox: Outbox) -> None:
    ask(store, "c_1", ("k1",))
    ask(store, "c_2", ("k2",))
    assert [one.key for one in outbox.claim(5, "c_2")] == ["k2"]
    assert (outbox.waiting("c_1"), outbox.waiting("c_2"), outbox.waiting("c_3")) == (1, 1, 0)


def test_a_dead_workers_claim_ends_with_its_lease(store: Store, outbox: Outbox, clock: Clock) -> None:
    ask(store)
    outbox.claim(1)
    clock.now += LEASE / 2
    assert outbox.claim(1) == []
    clock.now += LEASE / 2
    assert [one.attempts for one in outbox.claim(1)] == [2]


def test_only_a_process_alone_takes_over_what_another_had_begun(store: Store, outbox: Outbox, engine: Engine) -> None:
    """On SQLite there is one process: whoever held a claim is gone. On PostgreSQL it may be at work."""
    ask(store, keys=("k1", "k2"))
    dead = outbox.claim(1)[0]
    outbox.take_over()
    again = [("k1", 2), ("k2", 1)] if engine.dialect.name == "sqlite" else [("k2", 1)]
    assert [(one.key, one.attempts) for one in outbox.claim(5)] == again
    if engine.dialect.name == "sqlite":
        outbox.put_back(dead, 0.0, "late")
        assert outbox.claim(5) == []


def test_what_is_put_back_is_due_again_later(store: Store, outbox: Outbox, clock: Clock, engine: Engine) -> None:
    ask(store)
    claim = outbox.claim(1)[0]
    outbox.put_back(claim, 30.0, "http_503")
    with engine.connect() as connection:
        assert connection.execute(text("SELECT last_error FROM outbox")).scalar_one() == "http_503"
    clock.pass_seconds(29)
    assert outbox.claim(1) == []
    clock.pass_seconds(1)
    assert [one.attempts for one in outbox.claim(1)] == [2]


def test_a_worker_that_lost_its_claim_changes_nothing(store: Store, outbox: Outbox, clock: Clock) -> None:
    """The first worker slept through its lease; what it says about the row must not free the second one's claim."""
    ask(store)
    slow = outbox.claim(1)[0]
    clock.now += LEASE
    assert outbox.claim(1)
    outbox.put_back(slow, 0.0, "late")
    assert outbox.claim(1) == []


def test_the_turn_that_reports_finishes_the_row(store: Store, outbox: Outbox, clock: Clock) -> None:
    ask(store)
    claim = outbox.claim(1)[0]
    report = turn("outbox:1", 2, cause="outbox:1")
    store.commit("c_1", expected_version=1, case=Case("c_1", seq=2), turn=report, done=claim.id)
    clock.now += LEASE * 2
    assert (outbox.claim(1), outbox.waiting("c_1")) == ([], 0)
    outbox.put_back(claim, 0.0, "late")
    assert (outbox.claim(1), outbox.waiting("c_1")) == ([], 0)


@pytest.mark.parametrize(
    ("conversation", "row"),
    [
        pytest.param("c_1", 1, id="finished-before"),
        pytest.param("c_2", 2, id="another-conversations-row"),
        pytest.param("c_1", 99, id="no-such-row"),
    ],
)
def test_a_report_on_a_row_that_is_not_open_here_leaves_nothing(
    store: Store, outbox: Outbox, conversation: str, row: int
) -> None:
    ask(store, "c_1", ("k1", "k2"))
    ask(store, "c_2", ())
    store.commit("c_1", expected_version=1, case=Case("c_1", seq=2), turn=turn("outbox:1", 2), done=1)
    version = 2 if conversation == "c_1" else 1
    again = turn("report again", version + 1)
    with pytest.raises(AlreadyTaken):
        store.commit(conversation, expected_version=version, case=Case(conversation, seq=9), turn=again, done=row)
    found = store.find(conversation)
    assert found is not None and found.version == version
    assert outbox.waiting() == 1


def test_workers_at_once_never_claim_the_same_row(store: Store, engine: Engine, cipher: Cipher, clock: Clock) -> None:
    ask(store, keys=[f"k{number}" for number in range(40)])
    claimed: list[str] = []
    gate = threading.Barrier(8)

    def work() -> None:
        own = Outbox(engine, cipher, clock)
        gate.wait()
        while found := own.claim(3):
            claimed.extend(one.key for one in found)

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    rest = Outbox(engine, cipher, clock).claim(40)
    assert sorted([*claimed, *(one.key for one in rest)]) == sorted(f"k{number}" for number in range(40))


def test_a_row_that_cannot_be_opened_does_not_keep_the_others_waiting(
    store: Store, outbox: Outbox, engine: Engine
) -> None:
    ask(store, keys=("k1", "k2"))
    with engine.begin() as connection:
        connection.execute(text("UPDATE outbox SET sealed = (SELECT sealed FROM conversations) WHERE key = 'k1'"))
    assert [one.key for one in outbox.claim(5)] == ["k2"]


@given(st.integers(1, 10_000), st.floats(0, 1, exclude_max=True))
def test_waits_grow_to_the_longest_and_are_spread(attempts: int, chance: float) -> None:
    backoff = Backoff(first=1.0, longest=600.0)
    doubled = min(600.0, 2.0 ** min(attempts - 1, 20))
    assert doubled / 2 <= backoff.seconds(attempts, lambda: chance) <= doubled


@pytest.mark.parametrize(("asked", "waited"), [(None, 1.0), (0.5, 1.0), (20.0, 20.0), (86_400.0, 600.0)])
def test_intakes_own_wish_is_heard_within_reason(asked: float | None, waited: float) -> None:
    assert Backoff(first=2.0).seconds(1, lambda: 0.0, asked) == waited
