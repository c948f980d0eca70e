"""The circuit breaker by itself, and at work between the outbox and a desk that is away."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.engine import Engine

from actions.breaker import CLOSED, OPEN, PROBING, Breaker
from actions.cipher import Cipher
from actions.gateways import MemorySubmission
from actions.guarded_desk import GuardedDesk
from actions.ports import NotAsked, Refused, Unavailable
from tests.actions.conftest import Clock
from tests.actions.office import open_office
from tests.actions.test_outbox_worker import run

AWAY = Unavailable("connect")


@dataclass
class Seconds:
    """A clock that only grows, moved by hand."""

    now: float = 0.0

    def __call__(self) -> float:
        return self.now


def ask(breaker: Breaker, end: BaseException | None) -> str:
    """One call that ends so; what came of it."""
    try:
        with breaker.call():
            if end is not None:
                raise end
    except NotAsked:
        return "not asked"
    except BaseException as fault:
        return type(fault).__name__
    return "done"


def test_it_opens_probes_and_closes() -> None:
    clock = Seconds()
    breaker = Breaker(3, 30.0, clock)
    assert [ask(breaker, AWAY) for _ in range(4)] == ["Unavailable"] * 3 + ["not asked"]
    assert breaker.state == OPEN
    clock.now = 29.9
    assert ask(breaker, None) == "not asked"
    clock.now = 30.0
    with breaker.call():
        assert (breaker.state, ask(breaker, None)) == (PROBING, "not asked")
    assert (breaker.state, ask(breaker, None)) == (CLOSED, "done")


@pytest.mark.parametrize(
    "end", [AWAY, RuntimeError("a bug"), asyncio.CancelledError()], ids=["away", "bug", "cancelled"]
)
def test_a_probe_without_an_answer_opens_it_anew(end: BaseException) -> None:
    clock = Seconds()
    breaker = Breaker(1, 30.0, clock)
    ask(breaker, AWAY)
    clock.now = 31.0
    ask(breaker, end)
    clock.now = 60.0
    assert ask(breaker, None) == "not asked"
    clock.now = 61.0
    assert ask(breaker, None) == "done"


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param(None, id="a-success"),
        pytest.param(Refused("invalid"), id="a-refusal"),
        pytest.param(Unavailable("http_409"), id="busy-with-this-key"),
        pytest.param(Unavailable("http_429", 3.0), id="too-many-requests"),
    ],
)
def test_any_answer_shows_that_it_is_there(answer: Exception | None) -> None:
    breaker = Breaker(2, 30.0, Seconds())
    for _ in range(3):
        ask(breaker, AWAY)
        ask(breaker, answer)
    assert breaker.state == CLOSED


@given(
    st.integers(1, 4),
    st.lists(st.tuples(st.sampled_from(["away", "answer", "bug"]), st.floats(0, 40)), max_size=40),
)
def test_it_is_open_only_after_so_many_failures_and_only_so_long(most: int, ends: list[tuple[str, float]]) -> None:
    clock = Seconds()
    breaker = Breaker(most, 30.0, clock)
    in_a_row, opened = 0, None
    for end, passes in ends:
        clock.now += passes
        told = ask(breaker, {"away": AWAY, "answer": None, "bug": RuntimeError()}[end])
        assert (told == "not asked") == (opened is not None and clock.now < opened + 30.0)
        if told == "not asked":
            continue
        if end == "answer":
            in_a_row, opened = 0, None
        elif opened is not None:
            opened = clock.now
        elif end == "away":
            in_a_row += 1
            opened = clock.now if in_a_row >= most else None
        assert (breaker.state == CLOSED) == (opened is None)


@dataclass
class Counting(MemorySubmission):
    """A desk that is away, and counts who asks."""

    asked: list[str] = field(default_factory=list)

    async def submit(self, key, *rest):  # type: ignore[no-untyped-def]
        """See ``Submission.submit``."""
        self.asked.append(key)
        return await super().submit(key, *rest)


def test_while_intake_is_away_it_is_left_alone_and_no_tries_are_counted(
    engine: Engine, cipher: Cipher, clock: Clock
) -> None:
    """Ten applications wait: three tries open the breaker, then one probe every half minute, until intake is back."""
    office = open_office(engine, cipher, clock)
    for number in range(10):
        office.ready(f"c_{number}")
        office.hand_in(f"c_{number}")
    desk = Counting(clock, troubles=[AWAY] * 5)

    def seconds() -> float:
        return clock.now.timestamp()

    worker = office.worker(GuardedDesk(desk, Breaker(3, 30.0, seconds)))
    run(worker, 3)
    assert len(desk.asked) == 3
    for _ in range(2):
        clock.pass_seconds(40)
        run(worker, 2)
    assert len(desk.asked) == 5
    for _ in range(8):
        clock.pass_seconds(40)
        run(worker, 2)
    assert (len(desk.taken), office.outbox.waiting()) == (10, 0)
    assert all(office.events(f"c_{number}").count("Submitted") == 1 for number in range(10))
