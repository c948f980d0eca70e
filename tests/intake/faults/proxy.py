"""A proxy before one side that does to requests what networks and gateways do, at random; it runs in a process of its own."""

from __future__ import annotations

import asyncio
import random
import socket
from collections.abc import Sequence
from contextlib import suppress
from enum import Enum
from typing import Any, Final

#: Seconds after which ``impatient`` clients give up an answer.
PATIENCE: Final = 0.5


class Fault(Enum):
    """What becomes of a request."""

    LATE = "the server takes it, and the answer comes when nobody waits any more"
    DROPPED_AFTER = "the server takes it, and the connection breaks in the middle of the answer"
    ERROR_AFTER = "the server takes it, and 500 is answered"
    GARBLED = "the server takes it, and a page of a gateway is answered with 200"
    DROPPED_BEFORE = "the connection breaks before the server hears of it"
    HALF = "the connection breaks when the server has half of it"
    ERROR_BEFORE = "500 is answered, and the server never hears of it"
    BUSY = "503 is answered, with Retry-After"
    TWICE = "the server gets it twice at once"
    AGAIN_LATER = "the server gets it once more, long after it was answered"
    HELD = "204 is answered, and the server gets it long after, when others have passed it"


#: What happens to what is handed in.
FAULTS: Final = tuple(fault for fault in Fault if fault is not Fault.HELD)
#: What happens to what is only told: whoever tells it asks nothing of the answer, so that it can also be held.
OF_CALLBACKS: Final = (*FAULTS, *(Fault.HELD,) * 4)
_ALL: Final = tuple(Fault)


class FaultyProxy:
    """Forwards one request after another to the server's port, and every so often does something else.

    Args:
        share: of requests that meet a fault. faults: which; one that is named several times comes as often.
        met: a shared array that counts the faults, in the order of ``Fault``.
        later: a shared value: how many requests are still to reach the server.
        too_late: seconds after which nobody waits for an answer any more.
    """

    def __init__(
        self, port: int, share: float, seed: int, faults: Sequence[Fault], met: Any, later: Any, too_late: float
    ) -> None:
        self._port = port
        self._share = share
        self._rng = random.Random(seed)
        self._faults = faults
        self._met = met
        self._later = later
        self._too_late = too_late
        self._tasks: set[asyncio.Task[Any]] = set()

    async def serve(self, listener: socket.socket) -> None:
        """Serves until its process ends."""
        server = await asyncio.start_server(self._connected, sock=listener)
        await server.serve_forever()

    async def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        # The loop itself keeps tasks weakly.
        if task := asyncio.current_task():
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)
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
        fault = self._rng.choice(self._faults)
        self._met[_ALL.index(fault)] += 1
        if fault in (Fault.DROPPED_BEFORE, Fault.ERROR_BEFORE, Fault.BUSY, Fault.HALF):
            return await self._before(fault, request, writer)
        if fault is Fault.TWICE:
            both = await asyncio.gather(self._ask(request), self._ask(request))
            await _answer(writer, self._rng.choice(both))
            return True
        if fault is Fault.HELD:
            self._ask_later(request, until_taken=True)
            await _answer(writer, b"HTTP/1.1 204 x\r\n\r\n")
            return True
        answer = await self._ask(request)
        if fault is Fault.AGAIN_LATER:
            self._ask_later(request)
            await _answer(writer, answer)
            return True
        return await self._after(fault, answer, writer)

    async def _before(self, fault: Fault, request: bytes, writer: asyncio.StreamWriter) -> bool:
        if fault is Fault.DROPPED_BEFORE:
            return False
        if fault is Fault.HALF:
            _, server = await asyncio.open_connection("127.0.0.1", self._port)
            server.write(request[: len(request) // 2])
            await server.drain()
            server.transport.abort()
            return False
        more = "Retry-After: 0\r\n" if fault is Fault.BUSY else ""
        await _answer(writer, _made(503 if fault is Fault.BUSY else 500, more))
        return True

    async def _after(self, fault: Fault, answer: bytes, writer: asyncio.StreamWriter) -> bool:
        if fault is Fault.ERROR_AFTER:
            await _answer(writer, _made(500))
            return True
        if fault is Fault.GARBLED:
            # What refuses is passed on: nobody would ask again after an answer that says it was taken.
            await _answer(writer, _made(200) if _is_good(answer) else answer)
            return True
        if fault is Fault.LATE:
            await asyncio.sleep(self._too_late)
            await _answer(writer, answer)
            return True
        await _answer(writer, answer[: len(answer) // 2])
        return False

    async def _ask(self, request: bytes) -> bytes:
        reader, writer = await asyncio.open_connection("127.0.0.1", self._port)
        try:
            writer.write(request)
            await writer.drain()
            answer = await _message(reader)
        finally:
            writer.transport.abort()
        if not answer:
            raise ConnectionResetError("the server went away")
        return answer

    def _ask_later(self, request: bytes, until_taken: bool = False) -> None:
        task = asyncio.ensure_future(self._ask_in_a_while(request, until_taken))
        self._tasks.add(task)
        self._later.value += 1
        task.add_done_callback(self._is_asked)

    async def _ask_in_a_while(self, request: bytes, until_taken: bool) -> None:
        while True:
            await asyncio.sleep(self._rng.uniform(0.1, 3.0))
            with suppress(OSError, asyncio.IncompleteReadError):
                if _is_good(await self._ask(request)):
                    return
            if not until_taken:
                return

    def _is_asked(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        self._later.value -= 1


def run_proxy(listener: socket.socket, *settings: Any) -> None:
    """A process's life as the proxy; ``settings``: FaultyProxy's."""
    asyncio.run(FaultyProxy(*settings).serve(listener))


async def _message(reader: asyncio.StreamReader) -> bytes:
    """One whole HTTP/1.1 message with a Content-Length, or without a body; empty when the other side closed."""
    try:
        head = await reader.readuntil(b"\r\n\r\n")
    except asyncio.IncompleteReadError:
        return b""
    lengths = [line.split(b":")[1] for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:")]
    return head + (await reader.readexactly(int(lengths[0])) if lengths else b"")


def _is_good(answer: bytes) -> bool:
    return answer.split(b" ", 2)[1].startswith(b"2")


async def _answer(writer: asyncio.StreamWriter, answer: bytes) -> None:
    writer.write(answer)
    await writer.drain()


def _made(status: int, more: str = "") -> bytes:
    body = "<html>gateway</html>"
    head = f"HTTP/1.1 {status} x\r\nContent-Type: text/html\r\nContent-Length: {len(body)}\r\n{more}\r\n"
    return (head + body).encode()
