"""A TCP proxy that cuts connections, after as many bytes as chance will have it, or lets them fall silent."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread
from typing import Final

#: Bytes that a connection lives for, both ways together: within the request, within a turn, after some turns.
_LIVES: Final = ((0, 900), (900, 6_000), (900, 30_000))


class CuttingProxy:
    """Passes everything on to a port of this machine until it has cut ``most`` connections; then it passes everything on."""

    def __init__(self, target: int, most: int, seed: int) -> None:
        self.most = most
        self.cuts = 0
        self.port = 0
        self._stalled: set[asyncio.StreamWriter] = set()
        self._streams: set[asyncio.StreamWriter] = set()
        self._target = target
        self._rng = random.Random(seed)

    async def serve(self, listening: Event) -> None:
        """Listens until ``close`` is called."""
        self._loop, self._end = asyncio.get_running_loop(), asyncio.Event()
        server = await asyncio.start_server(self._pass_on, "127.0.0.1", 0)
        self.port = server.sockets[0].getsockname()[1]
        listening.set()
        await self._end.wait()
        server.close()

    def close(self) -> None:
        """Ends ``serve``, from another thread; what is still connected is cut."""
        self._loop.call_soon_threadsafe(self._end.set)

    def stall(self) -> None:
        """Nothing arrives any more on the streams of turns that are open, and nobody is told."""
        assert self._streams
        self._stalled |= self._streams

    async def _pass_on(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        beyond, to_server = await asyncio.open_connection("127.0.0.1", self._target)
        left = self._rng.randint(*self._rng.choice(_LIVES))

        async def copy(source: asyncio.StreamReader, sink: asyncio.StreamWriter) -> None:
            nonlocal left
            while data := await source.read(65536):
                if sink is to_server and b"/events?" in data:
                    self._streams.add(writer)
                if sink in self._stalled:
                    continue
                if self.cuts < self.most and len(data) > left:
                    self.cuts += 1
                    sink.write(data[:left])
                    await sink.drain()
                    return
                left -= len(data)
                sink.write(data)
                await sink.drain()

        ways = [asyncio.create_task(copy(reader, to_server)), asyncio.create_task(copy(beyond, writer))]
        try:
            await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
        finally:
            self._streams.discard(writer)
            for way in ways:
                way.cancel()
            for end in (writer, to_server):
                end.transport.abort()
            await asyncio.gather(*ways, return_exceptions=True)


@contextmanager
def cutting(target: int, most: int, seed: int) -> Iterator[CuttingProxy]:
    """A proxy in front of the port, in a thread of its own."""
    proxy, listening = CuttingProxy(target, most, seed), Event()
    thread = Thread(target=lambda: asyncio.run(proxy.serve(listening)))
    thread.start()
    listening.wait()
    try:
        yield proxy
    finally:
        proxy.close()
        thread.join()
