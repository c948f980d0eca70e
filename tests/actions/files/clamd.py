"""A small server that speaks clamd's protocol, with a virus of its own to find."""

from __future__ import annotations

import asyncio
import struct
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from .made import EICAR


@dataclass
class Clamd:
    """Answers INSTREAM. ``answer``: what it says whatever it gets; None: what it finds. ``seen``: the contents it got."""

    answer: bytes | None = None
    largest: int = 1 << 20
    seen: list[bytes] = field(default_factory=list)
    address: str = ""

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One connection."""
        if await reader.readuntil(b"\0") != b"zINSTREAM\0":
            writer.write(b"UNKNOWN COMMAND\0")
        else:
            writer.write(await self._scanned(reader))
        await writer.drain()
        writer.close()

    async def _scanned(self, reader: asyncio.StreamReader) -> bytes:
        content = b""
        while size := struct.unpack(">L", await reader.readexactly(4))[0]:
            content += await reader.readexactly(size)
            if len(content) > self.largest:
                return b"INSTREAM size limit exceeded. ERROR\0"
        self.seen.append(content)
        if self.answer is not None:
            return self.answer
        return b"stream: Win.Test.EICAR_HDB-1 FOUND\0" if EICAR in content else b"stream: OK\0"


@asynccontextmanager
async def clamd(over: str = "tcp", **how: object) -> AsyncIterator[Clamd]:
    """A server that listens, over TCP or a Unix socket."""
    scanner = Clamd(**how)  # type: ignore[arg-type]
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder) / "clamd.ctl")
        if over == "tcp":
            server = await asyncio.start_server(scanner.serve, "127.0.0.1", 0)
            scanner.address = f"tcp://127.0.0.1:{server.sockets[0].getsockname()[1]}"
        else:
            server = await asyncio.start_unix_server(scanner.serve, path)
            scanner.address = f"unix://{path}"
        async with server:
            yield scanner
