"""What could not be scanned when it came is scanned as soon as there is a scanner that answers."""

from __future__ import annotations

import asyncio
import logging
from typing import Final

from ..ports import Scan, Unavailable
from .kept_file import CLEAN, INFECTED, UNSCANNED, WAITING
from .shelf import Shelf

_LOG: Final = logging.getLogger("daoban.files")
#: Contents in memory at a time.
_AT_ONCE: Final = 4


class Scanning:
    """Scans what waits. Two processes may scan the same: both find the same."""

    def __init__(self, shelf: Shelf, scan: Scan | None) -> None:
        """``scan``: None where there is no scanner, and nothing is ever scanned."""
        self._shelf = shelf
        self._scan = scan

    async def run_once(self) -> int:
        """Some of what waits was scanned; gives how many. Raises Unavailable, DatabaseUnavailable."""
        if self._scan is None:
            return 0
        some = await asyncio.to_thread(self._shelf.unscanned, (WAITING, UNSCANNED), _AT_ONCE)
        for content, document in some:
            virus = await self._scan.scan(document)
            if virus is not None:
                _LOG.warning("a file that was kept is infected, and gone: %s", virus)
            await asyncio.to_thread(self._shelf.scanned, content, CLEAN if virus is None else INFECTED)
        return len(some)

    async def run_forever(self, stop: asyncio.Event, *, poll: float = 10.0) -> None:
        """Scans until ``stop`` is set; looks every ``poll`` seconds, and goes on at once while there is more."""
        stopping = asyncio.ensure_future(stop.wait())
        while self._scan is not None and not stop.is_set():
            done = 0
            try:
                done = await self.run_once()
            except Unavailable as fault:
                _LOG.warning("files wait for the scanner: %s", fault.code)
            except Exception as fault:
                _LOG.error("files cannot be scanned: %s", type(fault).__name__)
            if not done:
                await asyncio.wait([stopping], timeout=poll)
        stopping.cancel()
