"""What applicants are served, kept in step with the files that are published, by this process or by another."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from threading import Lock
from typing import Final

from bot.catalog import CatalogInvalid, publish
from bot.nlu import Understander

from ..archive import LOOK_AGAIN, Archive
from ..conversations import Conversations
from ..database import Database, DatabaseUnavailable
from ..pins import pins
from ..releases import Releases
from .decisions import Decisions
from .stamps import stamps

_LOG: Final = logging.getLogger("daoban.studio")


class InForce:
    """The files' releases as the conversations of this process have them. Safe to share between threads."""

    def __init__(
        self,
        root: Path,
        conversations: Conversations,
        database: Database,
        decisions: Decisions,
        clock: Callable[[], datetime],
    ) -> None:
        """What is in the files now is what the conversations have."""
        self._root = root
        self._conversations = conversations
        self._database = database
        self._decisions = decisions
        self._clock = clock
        self._lock = Lock()
        self._latest = decisions.latest_publication()
        self._stamps = stamps(root)

    def changed_outside(self) -> list[str]:
        """Files that differ from what is served."""
        now = stamps(self._root)
        return sorted(name for name in {*now, *self._stamps} if now.get(name) != self._stamps.get(name))

    def take(self) -> None:
        """The files' releases are archived and served from the next turn on; open cases stay on theirs.

        Raises:
            CatalogInvalid: the files have mistakes; what was served is served still.
            DatabaseUnavailable: as before; the next look tries again.
        """
        with self._lock:
            latest, now = self._decisions.latest_publication(), stamps(self._root)
            published = publish(self._root, today=self._clock().date(), lapsed=True)
            releases = Releases(published, Archive(self._database, self._clock), self._clock, pins(self._database))
            understander = Understander(releases.catalog)
            understander.warm()
            self._conversations.adopt(releases.catalog, understander, releases.provide)
            self._latest, self._stamps = latest, now

    def look(self) -> None:
        """What was published since the last time is served, if it can be."""
        try:
            if self._decisions.latest_publication() != self._latest:
                self.take()
        except (CatalogInvalid, DatabaseUnavailable) as fault:
            _LOG.warning("what was published could not be taken over yet: %s", type(fault).__name__)

    async def run_forever(self, stop: asyncio.Event) -> None:
        """Looks again and again until ``stop`` is set."""
        while not stop.is_set():
            with contextlib.suppress(asyncio.TimeoutError):
                await asyncio.wait_for(stop.wait(), LOOK_AGAIN.total_seconds())
            if not stop.is_set():
                await asyncio.to_thread(self.look)
