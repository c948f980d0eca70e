"""Files where a virus scanner is configured: an infected one is refused, and nobody gets one that has not been scanned."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.actions.files.clamd import Clamd
from tests.actions.files.made import EICAR, paper, photo
from tests.serving import Running, Talk, running

from .noodles import LEASE, opened, path, send
from .problem import problem


@contextmanager
def scanning(socket: str) -> Iterator[Clamd]:
    """A scanner that listens at the socket, in a thread of its own."""
    scanner, ready = Clamd(), threading.Event()
    loop = asyncio.new_event_loop()
    stop = asyncio.Event()

    async def listen() -> None:
        async with await asyncio.start_unix_server(scanner.serve, socket):
            ready.set()
            await stop.wait()

    thread = threading.Thread(target=loop.run_until_complete, args=(listen(),))
    thread.start()
    ready.wait()
    yield scanner
    loop.call_soon_threadsafe(stop.set)
    thread.join()
    loop.close()
    Path(socket).unlink(missing_ok=True)


@pytest.fixture(scope="module")
def socket(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Where the scanner listens, when it does."""
    return str(tmp_path_factory.mktemp("s") / "clamd.ctl")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory, socket: str, few: dict[str, str]) -> Iterator[Running]:
    """A server that has its files scanned there."""
    with running(tmp_path_factory.mktemp("var"), rasa=False, DAOBAN_CLAMAV=f"unix://{socket}", **few) as started:
        yield started


@pytest.fixture
def shop(server: Running) -> Iterator[Talk]:
    """A shop of its own."""
    with Talk(server.url) as talk:
        yield opened(talk)


def infected() -> bytes:
    """A PDF with the harmless text that every scanner takes for a virus."""
    head, tail = paper()[:9], paper()[9:]
    return head + b"%" + EICAR + b"\n" + tail


def test_a_clean_file_is_told_so(socket: str, shop: Talk) -> None:
    with scanning(socket) as scanner:
        told = send(shop, paper()).json()
    assert told["state"] == "clean"
    assert scanner.seen == [paper()]
    assert shop.http.get(path(shop, LEASE, told["id"])).status_code == 200


def test_an_infected_file_is_refused_and_not_kept(socket: str, server: Running, shop: Talk) -> None:
    with scanning(socket):
        for _ in range(2):
            assert problem(send(shop, infected(), "张伟.pdf"), 422)["title"] == "infected"
    assert [one["files"] for one in shop.say("为什么问这个")["case"]["materials"] if one["id"] == LEASE] == [[]]
    log = server.log.read_text("utf-8")
    assert "Win.Test.EICAR_HDB-1" in log
    assert "张伟" not in log


def test_what_cannot_be_scanned_is_kept_and_given_to_nobody(shop: Talk) -> None:
    told = send(shop, photo()).json()
    assert told["state"] == "waiting"
    assert problem(shop.http.get(path(shop, LEASE, told["id"])), 409)["title"] == "quarantined"
    assert shop.http.delete(path(shop, LEASE, told["id"])).status_code == 204
