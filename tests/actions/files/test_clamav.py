"""The scanner over a real socket: what it finds, what it leaves open, and addresses that are none."""

from __future__ import annotations

import asyncio

import pytest

from actions.gateways.clamav import BadScannerAddress, ClamAV
from actions.ports import Unavailable

from .clamd import clamd
from .made import EICAR, photo


async def scanned(content: bytes, over: str = "tcp", **how: object) -> tuple[str | None, list[bytes]]:
    async with clamd(over, **how) as scanner:
        return await ClamAV(scanner.address, seconds=5).scan(content), scanner.seen


@pytest.mark.parametrize("over", ["tcp", "unix"])
@pytest.mark.parametrize(
    ("content", "virus"),
    [
        pytest.param(photo(), None, id="clean"),
        pytest.param(b"x" * 700_000, None, id="several-pieces"),
        pytest.param(b"", None, id="empty"),
        pytest.param(b"x" * 100_000 + EICAR, "Win.Test.EICAR_HDB-1", id="infected"),
    ],
)
def test_what_it_finds(over: str, content: bytes, virus: str | None) -> None:
    assert asyncio.run(scanned(content, over)) == (virus, [content])


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        pytest.param(b"stream: Scan error ERROR\0", "scanner_answer", id="error"),
        pytest.param(b"\0", "scanner_answer", id="nothing-said"),
        pytest.param(b"stream: OK", "scanner_connection", id="cut-off"),
        pytest.param(b"", "scanner_connection", id="silent"),
        pytest.param(b"x" * 5000 + b"\0", "scanner_connection", id="endless"),
    ],
)
def test_an_answer_that_is_none_leaves_it_open(answer: bytes, code: str) -> None:
    with pytest.raises(Unavailable) as fault:
        asyncio.run(scanned(photo(), answer=answer))
    assert fault.value.code == code


def test_a_file_too_large_for_it_leaves_it_open() -> None:
    with pytest.raises(Unavailable):
        asyncio.run(scanned(b"x" * 200_000, largest=1000))


def test_nobody_there_leaves_it_open() -> None:
    with pytest.raises(Unavailable):
        asyncio.run(ClamAV("unix:///nowhere/clamd.ctl").scan(b"x"))


def test_one_that_never_answers_leaves_it_open() -> None:
    gone = asyncio.Event()

    async def hear(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read()
        writer.close()
        gone.set()

    async def mute() -> None:
        async with await asyncio.start_server(hear, "127.0.0.1", 0) as server:
            address = f"tcp://127.0.0.1:{server.sockets[0].getsockname()[1]}"
            try:
                await ClamAV(address, seconds=0.2).scan(b"x")
            finally:
                await gone.wait()

    with pytest.raises(Unavailable) as fault:
        asyncio.run(mute())
    assert fault.value.code == "scanner_timeout"


@pytest.mark.parametrize(
    "address", ["", "127.0.0.1:3310", "tcp://host", "tcp://host:x", "unix://clamd.ctl", "http://h:1"]
)
def test_an_address_that_is_none(address: str) -> None:
    with pytest.raises(BadScannerAddress):
        ClamAV(address)
