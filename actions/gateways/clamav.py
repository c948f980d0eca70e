"""A virus scanner that speaks clamd's protocol, over TCP or a Unix socket."""

from __future__ import annotations

import asyncio
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from ..ports import Unavailable

_PIECE: Final = 64 * 1024
#: Longest answer that is read; a signature's name has some dozen characters.
_LONGEST_ANSWER: Final = 1024
_CLEAN: Final = "OK"
_FOUND: Final = "FOUND"


class BadScannerAddress(ValueError):
    """The address is neither ``tcp://HOST:PORT`` nor ``unix:///PATH``."""


@dataclass(frozen=True, slots=True)
class ClamAV:
    """``Scan`` by a clamd at this address.

    ``seconds``: for connecting, sending and the verdict together; an applicant waits for it.
    """

    address: str
    seconds: float = 20.0

    def __post_init__(self) -> None:
        parsed = urlsplit(self.address)
        try:
            fits = bool(parsed.hostname and parsed.port) if parsed.scheme == "tcp" else parsed.scheme == "unix"
        except ValueError:
            fits = False
        if not fits or (parsed.scheme == "unix" and (parsed.netloc or not parsed.path)):
            raise BadScannerAddress("DAOBAN_CLAMAV must be tcp://HOST:PORT or unix:///PATH")

    async def scan(self, content: bytes) -> str | None:
        """See ``Scan.scan``."""
        try:
            answer = await asyncio.wait_for(self._asked(content), self.seconds)
        except asyncio.TimeoutError as fault:
            raise Unavailable("scanner_timeout") from fault
        except (OSError, ValueError, asyncio.IncompleteReadError, asyncio.LimitOverrunError) as fault:
            raise Unavailable("scanner_connection") from fault
        # "stream: OK", "stream: Win.Test.EICAR_HDB-1 FOUND"; anything else says why there is no verdict.
        verdict = answer.rstrip(b"\0").decode("ascii", "replace").partition(": ")[2]
        if verdict == _CLEAN:
            return None
        if verdict.endswith(f" {_FOUND}"):
            return verdict.removesuffix(f" {_FOUND}")
        raise Unavailable("scanner_answer")

    async def _asked(self, content: bytes) -> bytes:
        """The answer to INSTREAM. Source: clamd(8), COMMANDS."""
        parsed = urlsplit(self.address)
        if parsed.scheme == "unix":
            reader, writer = await asyncio.open_unix_connection(parsed.path, limit=_LONGEST_ANSWER)
        else:
            reader, writer = await asyncio.open_connection(parsed.hostname, parsed.port, limit=_LONGEST_ANSWER)
        try:
            writer.write(b"zINSTREAM\0")
            for piece in _pieces(content):
                writer.write(struct.pack(">L", len(piece)) + piece)
                await writer.drain()
            writer.write(struct.pack(">L", 0))
            await writer.drain()
            return await reader.readuntil(b"\0")
        finally:
            writer.close()


def _pieces(content: bytes) -> Iterator[bytes]:
    for start in range(0, len(content), _PIECE):
        yield content[start : start + _PIECE]
