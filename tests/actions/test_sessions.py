"""Sessions of demo identities."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.engine import Engine

from actions.sessions import Sessions
from tests.actions.conftest import Clock


@pytest.fixture
def sessions(engine: Engine, clock: Clock) -> Sessions:
    return Sessions(engine, clock)


def test_a_session_says_who_it_is_until_it_ends(sessions: Sessions, clock: Clock) -> None:
    sessions.open("hash", "demo-zhang", timedelta(minutes=30))
    assert sessions.identity("hash") == "demo-zhang"
    assert sessions.identity("other") is None
    clock.pass_seconds(30 * 60)
    assert sessions.identity("hash") is None


def test_a_closed_session_is_over(sessions: Sessions) -> None:
    sessions.open("hash", "demo-zhang", timedelta(minutes=30))
    sessions.close("hash")
    sessions.close("hash")
    assert sessions.identity("hash") is None


def test_ended_sessions_are_swept_away(sessions: Sessions, clock: Clock, engine: Engine) -> None:
    sessions.open("old", "demo-zhang", timedelta(minutes=1))
    clock.pass_seconds(61)
    sessions.open("new", "demo-li", timedelta(minutes=1))
    with engine.connect() as connection:
        assert connection.execute(text("SELECT token_hash FROM sessions")).scalars().all() == ["new"]
