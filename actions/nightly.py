"""What is done once a night, at a set local time, by one process of all there are."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import datetime, time, timedelta
from typing import Final

from sqlalchemy import and_, bindparam, update
from sqlalchemy.engine import Engine

from .database import Database
from .local_time import ZONE
from .moments import micros
from .tables import nights

#: Seconds between looks at the clock.
_LOOK: Final = 60.0
#: A server that starts later than this after the time waits for the next night.
_LATEST: Final = timedelta(hours=3)

_LOG: Final = logging.getLogger("daoban.nightly")


class Nightly:
    """Does a job once a night.

    Whoever writes the night's row first does it, so that no two do. A process that dies at it has not done it, and nobody
    does before the next night: the job must be one that may be left out, and may be done twice.
    """

    def __init__(
        self, engine: Engine, clock: Callable[[], datetime], job: str, at: time, work: Callable[[], Awaitable[int]]
    ) -> None:
        """``work`` does the job and gives how many things somebody has to look at."""
        self._database = Database(engine)
        self._clock = clock
        self._job = job
        self._at = at
        self._work = work
        self._add = self._database.prepare(nights.insert(), ("job", "day", "started"))
        this = and_(nights.c.job == bindparam("of_job"), nights.c.day == bindparam("of_day"))
        self._end = self._database.prepare(
            update(nights).where(this).values(ended=bindparam("now"), found=bindparam("count"))
        )

    async def run_due(self) -> bool:
        """Whether the job was due, was nobody else's, and is done now. Raises what the work raises."""
        now = self._clock().astimezone(ZONE)
        begins = datetime.combine(now.date(), self._at, ZONE)
        if not begins <= now < begins + _LATEST or not self._is_ours(now):
            return False
        count = await self._work()
        values = {"of_job": self._job, "of_day": now.date().isoformat(), "now": micros(self._clock()), "count": count}
        with self._database.write() as cursor:
            self._end.run(cursor, values)
        _LOG.info("%s is done, %s to look at", self._job, count)
        return True

    async def run_forever(self, stop: asyncio.Event) -> None:
        """Looks at the clock until ``stop`` is set. A night whose work fails is left out."""
        stopping = asyncio.ensure_future(stop.wait())
        while not stop.is_set():
            try:
                await self.run_due()
            except Exception as fault:
                _LOG.error("%s failed: %s", self._job, type(fault).__name__)
            await asyncio.wait([stopping], timeout=_LOOK)

    def _is_ours(self, now: datetime) -> bool:
        row = {"job": self._job, "day": now.date().isoformat(), "started": micros(now)}
        try:
            with self._database.write() as cursor:
                self._add.run(cursor, row)
        except self._database.integrity_error:
            return False
        return True
