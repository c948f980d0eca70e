"""How much of each scenario the authors' stories come to: measured when somebody asks, and known until a file changes."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from ..apart import Apart
from .stamps import Stamps, stamps_with_stories
from .workshop import Covered

_NOTHING: Final[Mapping[str, Covered]] = {}


class StoryCoverage:
    """The coverage of one project's scenarios. To be used on one event loop."""

    def __init__(self, root: Path, workshop: Apart) -> None:
        self._root = root
        self._workshop = workshop
        self._one_at_a_time = asyncio.Lock()
        self._measured_at: Stamps | None = None
        self._measured = _NOTHING

    def known(self) -> Mapping[str, Covered]:
        """Scenario -> its coverage; nothing where it was not measured since a file changed."""
        return self._measured if self._measured_at == stamps_with_stories(self._root) else _NOTHING

    def close(self) -> None:
        """Whatever is under way is ended."""
        self._workshop.close()

    async def measure(self) -> Mapping[str, Covered]:
        """The same, measured if need be: that plays every story and takes a minute. Raises as ``Apart.ask``."""
        async with self._one_at_a_time:
            if not self.known():
                at = stamps_with_stories(self._root)
                self._measured, self._measured_at = await self._workshop.ask("coverage"), at
            return self._measured
