"""Drafts that nobody has touched for so long are erased, by themselves."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import and_, bindparam, select
from sqlalchemy.engine import Engine

from .cipher import SealBroken
from .database import Database
from .erasing import LAPSED, Erasing, Undecided
from .moments import micros
from .pins import is_received
from .signed_in import SignedIn
from .store import Store
from .tables import conversations

#: How often it is looked for what has lapsed.
EVERY: Final = timedelta(hours=6)
#: Conversations looked at in one go; others are served in between.
AT_ONCE: Final = 50

_LOG: Final = logging.getLogger("daoban.retention")


class Retention:
    """Erases what has lapsed. What intake has received is no draft and stays."""

    def __init__(
        self,
        engine: Engine,
        store: Store,
        erasing: Erasing,
        clock: Callable[[], datetime],
        days: int,
        signed_in: SignedIn | None = None,
    ) -> None:
        """``signed_in``: who is kept because something names them; None: nobody is."""
        self._database = Database(engine)
        self._store = store
        self._erasing = erasing
        self._clock = clock
        self._signed_in = signed_in
        self.days = days
        columns = conversations.c
        old = and_(columns.received.is_(False), columns.updated <= bindparam("limit"), columns.id > bindparam("after"))
        self._old = self._database.prepare(select(columns.id).where(old).order_by(columns.id).limit(AT_ONCE))

    def kept_until(self, updated: datetime) -> datetime:
        """When a draft that was last touched then is erased."""
        return updated + timedelta(days=self.days)

    def sweep(self, after: str = "") -> tuple[int, str | None]:
        """Looks at some drafts behind ``after`` in order; gives how many were erased, and where to go on: None at the end.

        Raises:
            DatabaseUnavailable: the database cannot be reached.
        """
        limit = micros(self._clock() - timedelta(days=self.days))
        with self._database.read() as cursor:
            found = [row[0] for row in self._old.run(cursor, {"limit": limit, "after": after}).fetchall()]
        gone = sum(self._erased(conversation) for conversation in found)
        return gone, found[-1] if len(found) == AT_ONCE else None

    async def run_forever(self, stop: asyncio.Event) -> None:
        """Looks now and then until ``stop`` is set. A database that cannot be reached is asked again the next time."""
        stopping = asyncio.ensure_future(stop.wait())
        while not stop.is_set():
            after: str | None = ""
            gone = 0
            try:
                while after is not None and not stop.is_set():
                    erased, after = self.sweep(after)
                    gone += erased
                    await asyncio.sleep(0)
                if self._signed_in is not None:
                    self._signed_in.sweep()
            except Exception as fault:
                _LOG.error("what has lapsed cannot be erased: %s", type(fault).__name__)
            if gone:
                _LOG.info("%s drafts lapsed after %s days and were erased", gone, self.days)
            await asyncio.wait([stopping], timeout=EVERY.total_seconds())

    def _erased(self, conversation: str) -> bool:
        try:
            row = self._store.find(conversation)
            if row is None or is_received(row.case):
                return False
            return self._erasing.erase(conversation, LAPSED, row.version)
        except (Undecided, SealBroken):
            # One that cannot be opened may have been handed in; a person has to look.
            return False
