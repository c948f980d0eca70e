"""Sessions of staff: what a page asks by itself keeps nobody in, and one person is in at one place."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy.engine import Engine

from actions.sessions import Sessions

from .conftest import Clock

IDLE, DAY = timedelta(minutes=15), timedelta(hours=8)


@pytest.fixture
def sessions(engine: Engine, clock: Clock) -> Sessions:
    """Lin is signed in."""
    made = Sessions(engine, clock)
    made.open("one", "staff:lin", IDLE, DAY, alone=True)
    return made


def test_who_does_nothing_is_out_though_the_page_goes_on_asking(sessions: Sessions, clock: Clock) -> None:
    for _ in range(14):
        clock.pass_seconds(60)
        assert sessions.identity("one", idle=IDLE, used=False) == "staff:lin"
    clock.pass_seconds(60)
    assert sessions.identity("one", idle=IDLE, used=False) is None


def test_who_works_stays_in_for_eight_hours(sessions: Sessions, clock: Clock) -> None:
    for _ in range(8 * 6 - 1):
        clock.pass_seconds(600)
        assert sessions.identity("one", idle=IDLE) == "staff:lin"
    clock.pass_seconds(600)
    assert sessions.identity("one", idle=IDLE) is None


def test_one_is_in_at_one_place(sessions: Sessions) -> None:
    sessions.open("other", "staff:pan", IDLE, DAY, alone=True)
    sessions.open("two", "staff:lin", IDLE, DAY, alone=True)
    assert [sessions.identity(one) for one in ("one", "two", "other")] == [None, "staff:lin", "staff:pan"]
