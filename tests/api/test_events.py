"""The turns as server-sent events: from a number on, resumed where the client left off."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import orjson
import pytest

from tests import patient
from tests.serving import Talk, running

from .problem import problem

API = "/api/v1/conversations"
TEXTS = ("我想在静安区开一家奶茶店", "已经办好了", "店名叫阿婆奶茶，八十平")

Event = dict[str, str]


@contextmanager
def following(talk: Talk, query: str = "", headers: dict[str, str] | None = None) -> Iterator[Iterator[Event]]:
    """The stream's events as they arrive. Source: HTML, section 9.2.6."""
    url = f"{API}/{talk.id}/events{query}"
    with talk.http.stream("GET", url, headers=headers) as response:
        assert response.status_code == 200
        assert response.headers["content-type"].partition(";")[0] == "text/event-stream"
        assert response.headers["cache-control"] == "no-store"
        assert response.headers["x-accel-buffering"] == "no"

        def events() -> Iterator[Event]:
            event: Event = {}
            for line in response.iter_lines():
                name, _, value = line.partition(":")
                if name:
                    event[name] = value.removeprefix(" ")
                elif event:
                    yield event
                    event = {}

        yield events()


def turns(events: Iterator[Event], count: int) -> list[dict[str, Any]]:
    """The next turns; each event's id is its turn's seq."""
    found: list[dict[str, Any]] = []
    while len(found) < count:
        event = next(events)
        if event.get("event") == "turn":
            found.append(orjson.loads(event["data"]))
            assert event["id"] == str(found[-1]["seq"])
    return found


@pytest.fixture
def held(talk: Talk) -> Talk:
    """A conversation of three turns."""
    for text in TEXTS:
        talk.say(text)
    return talk


@pytest.mark.parametrize(
    ("query", "headers", "seqs"),
    [
        pytest.param("", {}, [1, 2, 3], id="from-the-beginning"),
        pytest.param("?after=0", {}, [1, 2, 3], id="after-0"),
        pytest.param("?after=1", {}, [2, 3], id="after-1"),
        pytest.param("?after=0", {"Last-Event-ID": "2"}, [3], id="a-browser-that-comes-back"),
        pytest.param("?after=2", {"Last-Event-ID": ""}, [3], id="a-browser-that-has-seen-nothing"),
    ],
)
def test_the_turns_after_a_number(held: Talk, query: str, headers: dict[str, str], seqs: list[int]) -> None:
    with following(held, query, headers) as events:
        assert next(events)["retry"].isdigit()
        found = turns(events, len(seqs))
    assert [turn["seq"] for turn in found] == seqs
    assert found[-1] == held.last


def test_a_turn_arrives_as_it_happens(held: Talk) -> None:
    message = {"client_msg_id": "later", "text": "上一步"}
    url, headers = f"{held.url}{API}/{held.id}/messages", {"Authorization": f"Bearer {held.token}"}
    with following(held, "?after=3") as events:
        next(events)
        assert patient.post(url, json=message, headers=headers).status_code == 200
        assert turns(events, 1)[0]["seq"] == 4


@pytest.mark.parametrize("after", ["-1", "x", "1.5", "99999999999999999999", "%C2%B2", "%EF%BC%91", ""])
def test_a_number_that_is_none(held: Talk, after: str) -> None:
    assert problem(held.http.get(f"{API}/{held.id}/events?after={after}"), 422)["field"] == "query/after"


@pytest.mark.parametrize("known", ["-1", "x", b"\xb2", "9" * 30])
def test_a_last_event_that_is_none(held: Talk, known: str | bytes) -> None:
    problem(held.http.get(f"{API}/{held.id}/events", headers={"Last-Event-ID": known}), 422)


def test_nobody_else_s_turns_are_told(open_talk: Callable[[], Talk], held: Talk) -> None:
    other = open_talk()
    other.say("想开个便利店")
    with following(other) as events:
        assert turns(events, 1)[0]["case"]["scenario"] == "convenience_store"


def test_turns_are_told_at_once_where_there_are_some(held: Talk) -> None:
    """In order, the last as the server gave it; none after the last, without waiting."""
    found = held.http.get(f"{API}/{held.id}/turns?after=1").json()
    assert [turn["seq"] for turn in found] == [2, 3]
    assert found[-1] == held.last
    assert held.http.get(f"{API}/{held.id}/turns?after=3").json() == []


def test_a_turn_is_waited_for(held: Talk) -> None:
    message = {"client_msg_id": "later", "text": "上一步"}
    url, headers = f"{held.url}{API}/{held.id}", {"Authorization": f"Bearer {held.token}"}
    with ThreadPoolExecutor(1) as beside:
        waiting = beside.submit(patient.get, f"{url}/turns?after=3&wait=25", headers=headers)
        assert patient.post(f"{url}/messages", json=message, headers=headers).status_code == 200
        assert [turn["seq"] for turn in waiting.result().json()] == [4]


@pytest.mark.parametrize("wait", ["-1", "26", "x", "0.5", "%C2%B2", "9" * 30])
def test_a_wait_that_is_none(held: Talk, wait: str) -> None:
    assert problem(held.http.get(f"{API}/{held.id}/turns?wait={wait}"), 422)["field"] == "query/wait"


def test_the_server_stops_while_somebody_follows(tmp_path: Path, few: dict[str, str]) -> None:
    with running(tmp_path, rasa=False, **few) as stopping, Talk(stopping.url) as talk, following(talk) as events:
        next(events)
        stopping.process.terminate()
        assert stopping.process.wait(30) == -signal.SIGTERM
        assert "Traceback" not in stopping.log.read_text()
