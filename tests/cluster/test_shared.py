"""What processes share in Redis: counts, and word of turns. A real Redis that comes and goes."""

from __future__ import annotations

import ast
import asyncio
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import pytest
from redis import Redis
from redis.exceptions import RedisError

from actions.gateways.redis_counts import RedisCounts
from actions.gateways.redis_signals import RedisSignals
from actions.gateways.shared_redis import QUIET, SharedRedis
from actions.signals import Signals
from api.problems import Problem
from api.security import Rates
from tests.bench.process import free_port
from tests.patient import PATIENCE
from tests.serving import ROOT


@contextmanager
def redis_server(folder: Path, port: int) -> Iterator[None]:
    """Listens on the port until the block ends."""
    command = ["redis-server", "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--dir", str(folder)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    try:
        with Redis(port=port) as client:
            until = time.monotonic() + PATIENCE
            while not _answers(client):
                if process.poll() is not None or time.monotonic() > until:
                    raise RuntimeError("Redis did not start")
                time.sleep(0.02)
        yield
    finally:
        process.terminate()
        process.wait(PATIENCE)


def _answers(client: Redis[bytes]) -> bool:
    try:
        return bool(client.ping())
    except RedisError:
        return False


class Clock:
    """Seconds, moved by hand."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def process(port: int, clock: Clock, secret: bytes = b"secret") -> partial[Rates]:
    """What one process makes its counts with; its own counts stand still with the clock."""
    shared = SharedRedis(f"redis://127.0.0.1:{port}/0", clock)
    return partial(Rates, together=RedisCounts(shared, secret), clock=clock)


def spent(rates: Rates, key: str, times: int) -> int:
    """How many of so many acts were let through."""
    through = 0
    for _ in range(times):
        try:
            rates.spend(key)
            through += 1
        except Problem as fault:
            if fault.status != 429:
                raise
    return through


def test_all_processes_count_together_each_name_and_key_apart(tmp_path: Path) -> None:
    port, clock = free_port(), Clock()
    with redis_server(tmp_path, port):
        here, there = process(port, clock), process(port, clock)
        one, other = here(5, "codes"), there(5, "codes")
        assert spent(one, "10.0.0.1", 3) + spent(other, "10.0.0.1", 3) == 5
        assert spent(one, "10.0.0.2", 6) == 5
        assert spent(there(5, "prints"), "10.0.0.1", 6) == 5
        with Redis(port=port) as client:
            kept = client.keys()
            assert kept
            assert not [name for name in kept if b"10.0.0" in name or b"codes" in name]
            assert all(0 < client.ttl(name) <= 61 for name in kept)


def test_without_redis_each_counts_for_itself_and_together_again_when_it_is_back(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    port, clock = free_port(), Clock()
    one, other = process(port, clock)(5, "codes"), process(port, clock)(5, "codes")
    assert spent(one, "a", 7) == 5
    assert spent(other, "a", 7) == 5
    assert caplog.text.count("Redis cannot be reached") == 2, "once in each process"
    with redis_server(tmp_path, port):
        clock.now += QUIET
        assert spent(one, "a", 4) + spent(other, "a", 4) == 5
        assert caplog.text.count("Redis is back") == 2


def test_who_waits_in_one_process_is_woken_by_another(tmp_path: Path) -> None:
    """Nobody looks at a store here: only word through Redis ends the waiting. A Redis that was away is heard again."""
    port = free_port()

    async def wait_and_tell(stop: asyncio.Event, here: Signals, there: RedisSignals) -> None:
        with here.heard("rest:13817654321") as mine, here.heard("c_2") as other:
            mine.begin()
            waiting = asyncio.ensure_future(mine.wait(PATIENCE))
            while not waiting.done():
                there.tell("rest:13817654321")
                await asyncio.sleep(0.1)
            assert mine.is_told()
            assert not other.is_told()

    async def run() -> None:
        stop, clock = asyncio.Event(), Clock()
        here = Signals(b"secret")
        hearing = RedisSignals(SharedRedis(f"redis://127.0.0.1:{port}/0", clock), here)
        listening = asyncio.ensure_future(hearing.run_forever(stop))
        for _ in range(2):
            with redis_server(tmp_path, port):
                there = RedisSignals(SharedRedis(f"redis://127.0.0.1:{port}/0"), Signals(b"secret"))
                await wait_and_tell(stop, here, there)
        stop.set()
        await listening

    asyncio.run(run())


def test_word_from_another_thread_ends_the_waiting() -> None:
    async def run() -> None:
        signals = Signals()
        with signals.heard("c_1") as heard:
            heard.begin()
            await asyncio.gather(heard.wait(PATIENCE), asyncio.to_thread(signals.tell, "c_1"))
            assert heard.is_told()

    asyncio.run(run())


def test_no_route_counts_for_itself_alone() -> None:
    """What counts requests is made by the services, under a name of its own, so that all processes count together."""
    names, alone = [], []
    for file in (ROOT / "api").rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            if isinstance(node.func, ast.Name) and node.func.id == "Rates":
                alone.append(f"{file.relative_to(ROOT)}:{node.lineno}")
            if isinstance(node.func, ast.Attribute) and node.func.attr == "rates":
                names.append(ast.unparse(node.args[1]))
    assert alone == []
    assert sorted(names) == sorted(set(names))
