"""A proxy before the intake that does to requests what networks and gateways do, at random; it runs in a process of its own."""

from __future__ import annotations

import asyncio
import random
import socket
from contextlib import suppress
from enum import Enum
from typing import Any, Final

#: Seconds after which ``impatient`` clients give up an answer.
PATIENCE: Final = 0.5


class Fault(Enum):
    """What becomes of a request."""

    LATE = "intake takes it, and the answer comes when nobody waits any more"
    DROPPED_AFTER = "intake takes it, and the connection breaks in the middle of the answer"
    ERROR_AFTER = "intake takes it, and 500 is answered"
    GARBLED = "intake takes it, and a page of a gateway is answered with 200"
    DROPPED_BEFORE = "the connection breaks before intake hears of it"
    HALF = "the connection breaks when intake has half of it"
    ERROR_BEFORE = "500 is answered, and intake never hears of it"
    BUSY = "503 is answered, with Retry-After"
    TWICE = "intake gets it twice at once"
    AGAIN_LATER = "intake gets it once more, long after it was answered"


FAULTS: Final = tuple(Fault)


class FaultyProxy:
    """Forwards one request a connection to intake's port, and every so often does something else.

    Args:
        port: intake's port, as a shared value: it changes when intake is started again.
        share: of requests that meet a fault.
        met: a shared array that counts the faults, in their order.
    """

    def __init__(self, port: Any, share: float, seed: int, met: Any) -> None:
        self._port = port
        self._share = share
        self._rng = random.Random(seed)
        self._met = met
        self._later: set[asyncio.Task[None]] = set()

    async def serve(self, listener: socket.socket) -> None:
        """Serves until its process ends."""
        server = await asyncio.start_server(self._connected, sock=listener)
        await server.serve_forever()

    async def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(OSError, asyncio.IncompleteReadError, ValueError):
            while request := await _message(reader):
                if not await self._exchange(request, writer):
                    break
        writer.transport.abort()

    async def _exchange(self, request: bytes, writer: asyncio.StreamWriter) -> bool:
        """Whether the connection lives on."""
        if self._rng.random() >= self._share:
            await _answer(writer, await self._ask(request))
            return True
        fault = self._rng.choice(FAULTS)
        self._met[FAULTS.index(fault)] += 1
        if fault in (Fault.DROPPED_BEFORE, Fault.ERROR_BEFORE, Fault.BUSY, Fault.HALF):
            return await self._before(fault, request, writer)
        if fault is Fault.TWICE:
            both = await asyncio.gather(self._ask(request), self._ask(request))
            await _answer(writer, self._rng.choice(both))
            return True
        answer = await self._ask(request)
        if fault is Fault.AGAIN_LATER:
            task = asyncio.ensure_future(self._ask_again(request))
            self._later.add(task)
            task.add_done_callback(self._later.discard)
            await _answer(writer, answer)
            return True
        return await self._after(fault, answer, writer)

    async def _before(self, fault: Fault, request: bytes, writer: asyncio.StreamWriter) -> bool:
        if fault is Fault.DROPPED_BEFORE:
            return False
        if fault is Fault.HALF:
            _, intake = await asyncio.open_connection("127.0.0.1", self._port.value)
            intake.write(request[: len(request) // 2])
            await intake.drain()
            intake.transport.abort()
            return False
        more = "Retry-After: 0\r\n" if fault is Fault.BUSY else ""
        await _answer(writer, _made(503 if fault is Fault.BUSY else 500, more))
        return True

    async def _after(self, fault: Fault, answer: bytes, writer: asyncio.StreamWriter) -> bool:
        if fault is Fault.ERROR_AFTER:
            await _answer(writer, _made(500))
            return True
        if fault is Fault.GARBLED:
            await _answer(writer, _made(200))
            return True
        if fault is Fault.LATE:
            await asyncio.sleep(2 * PATIENCE)
            await _answer(writer, answer)
            return True
        await _answer(writer, answer[: len(answer) // 2])
        return False

    async def _ask(self, request: bytes) -> bytes:
        reader, writer = await asyncio.open_connection("127.0.0.1", self._port.value)
        try:
            writer.write(request)
            await writer.drain()
            answer = await _message(reader)
        finally:
            writer.transport.abort()
        if not answer:
            raise ConnectionResetError("intake went away")
        return answer

    async def _ask_again(self, request: bytes) -> None:
        await asyncio.sleep(self._rng.uniform(0.1, 3.0))
        with suppress(OSError, asyncio.IncompleteReadError):
            await self._ask(request)


def run_proxy(listener: socket.socket, port: Any, share: float, seed: int, met: Any) -> None:
    """A process's life as the proxy."""
    asyncio.run(FaultyProxy(port, share, seed, met).serve(listener))


async def _message(reader: asyncio.StreamReader) -> bytes:
    """One whole HTTP/1.1 message with a Content-Length, or without a body; empty when the other side closed."""
    try:
        head = await reader.readuntil(b"\r\n\r\n")
    except asyncio.IncompleteReadError:
        return b""
    lengths = [line.split(b":")[1] for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:")]
    return head + (await reader.readexactly(int(lengths[0])) if lengths else b"")


async def _answer(writer: asyncio.StreamWriter, answer: bytes) -> None:
    writer.write(answer)
    await writer.drain()


def _made(status: int, more: str = "") -> bytes:
    body = "<html>gateway</html>"
    head = f"HTTP/1.1 {status} x\r\nContent-Type: text/html\r\nContent-Length: {len(body)}\r\n{more}\r\n"
    return (head + body).encode()
