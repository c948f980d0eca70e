"""Work done apart: what it returns and tells comes back, and what takes too much ends it and nothing else."""

from __future__ import annotations

import asyncio
import os
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from actions.apart import Apart, Crowded, Limits, Overrun, Told, WorkFailed


class Full(Told):
    """Says how full."""


class Bench:
    """Does as it is told."""

    def __init__(self) -> None:
        self.held: list[Any] = []

    def add(self, what: Any) -> list[Any]:
        """Remembers, and gives all that it remembers."""
        self.held.append(what)
        return self.held

    def process(self) -> int:
        """Where it works."""
        return os.getpid()

    def tell(self) -> None:
        """Says something."""
        raise Full("full")

    def stumble(self) -> None:
        """Has a fault."""
        raise KeyError("what the author wrote")

    def spin(self) -> None:
        """Never ends."""
        while True:
            pass

    def eat(self) -> int:
        """Takes more memory than there is."""
        return len("x" * 8 * 1024**3)

    def die(self) -> None:
        """Is gone."""
        os._exit(3)

    def wait(self, seconds: float) -> None:
        """Takes its time, none of a processor's."""
        time.sleep(seconds)


@pytest.fixture(scope="module")
def apart() -> Iterator[Apart]:
    made = Apart(Bench, Limits(seconds=1, waiting=3))
    yield made
    made.close()


def test_it_works_elsewhere_and_remembers(apart: Apart) -> None:
    assert apart.call("process") != os.getpid()
    assert apart.call("add", "one") == ["one"]
    assert apart.call("add", "two") == ["one", "two"]


def test_what_it_says_comes_back(apart: Apart) -> None:
    with pytest.raises(Full, match="full"):
        apart.call("tell")


def test_a_fault_is_logged_without_what_the_author_wrote(apart: Apart, caplog: pytest.LogCaptureFixture) -> None:
    with pytest.raises(WorkFailed):
        apart.call("stumble")
    assert "KeyError" in caplog.text
    assert "in stumble" in caplog.text
    assert "what the author wrote" not in caplog.text.replace('raise KeyError("what the author wrote")', "")


@pytest.mark.parametrize("method", ["spin", "die"])
def test_what_never_ends_is_ended_and_the_next_call_begins_anew(apart: Apart, method: str) -> None:
    before = apart.call("process")
    with pytest.raises(Overrun):
        apart.call(method)
    assert apart.call("process") != before
    assert apart.call("add", "one") == ["one"]


def test_what_takes_too_much_memory_fails_alone(apart: Apart) -> None:
    with pytest.raises(WorkFailed):
        apart.call("eat")
    assert apart.call("process") != os.getpid()


def test_no_more_may_wait_than_there_is_room_for(apart: Apart) -> None:
    async def all_at_once() -> list[Any]:
        return await asyncio.gather(*(apart.ask("wait", 0.01) for _ in range(5)), return_exceptions=True)

    assert [type(found) for found in asyncio.run(all_at_once())] == [type(None)] * 3 + [Crowded] * 2
    assert apart.call("process") != os.getpid()


def test_who_closes_does_not_wait() -> None:
    apart = Apart(Bench)
    apart.call("process")
    with ThreadPoolExecutor(1) as caller:
        held = caller.submit(apart.call, "wait", 600)
        while not held.running():
            time.sleep(0.01)
        time.sleep(0.2)
        apart.close()
        with pytest.raises(Overrun):
            held.result()
    with pytest.raises(Overrun):
        apart.call("process")
