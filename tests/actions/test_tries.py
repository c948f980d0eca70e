"""Tries to come in are counted for all processes together, before they are looked at."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy.engine import Engine

from actions.tries import Tries

from .conftest import Clock

LIN, PAN = "desk:lin", "desk:pan"


@pytest.fixture
def tries(engine: Engine, clock: Clock) -> Tries:
    """Nobody has tried yet."""
    return Tries(engine, clock)


def test_after_five_nobody_tries_for_half_an_hour(tries: Tries, clock: Clock) -> None:
    assert [tries.begin(LIN) for _ in range(7)] == [True] * 5 + [False] * 2
    assert tries.begin(PAN)
    clock.pass_seconds(30 * 60 - 1)
    assert not tries.begin(LIN)
    clock.pass_seconds(1)
    # The count begins anew: five more, not one.
    assert [tries.begin(LIN) for _ in range(6)] == [True] * 5 + [False]


def test_who_comes_in_begins_anew(tries: Tries) -> None:
    for step in range(1, 4):
        assert [tries.begin(LIN) for _ in range(5)] == [True] * 5
        assert tries.came(LIN, step)


@pytest.mark.parametrize(("step", "comes"), [(99, False), (100, False), (101, True)])
def test_a_code_is_taken_once_and_no_older_one_after_it(tries: Tries, step: int, comes: bool) -> None:
    assert tries.begin(LIN)
    assert tries.came(LIN, 100)
    assert tries.begin(LIN)
    assert tries.came(LIN, step) is comes


def test_a_wrong_try_stays_counted_when_the_code_was_used(tries: Tries) -> None:
    tries.begin(LIN)
    tries.came(LIN, 100)
    assert [tries.begin(LIN) and tries.came(LIN, 100) for _ in range(5)] == [False] * 5
    assert not tries.begin(LIN)


def test_many_at_once_are_no_more_than_five(engine: Engine, clock: Clock) -> None:
    with ThreadPoolExecutor(8) as pool:
        begun = list(pool.map(lambda _: Tries(engine, clock).begin(LIN), range(24)))
    assert sum(begun) == 5


def test_of_many_with_one_code_one_comes_in(engine: Engine, clock: Clock) -> None:
    Tries(engine, clock).begin(LIN)
    with ThreadPoolExecutor(8) as pool:
        came = list(pool.map(lambda _: Tries(engine, clock).came(LIN, 100), range(16)))
    assert sum(came) == 1
