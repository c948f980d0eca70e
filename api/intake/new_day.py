"""What a new day brings to the applications that intake holds: silence that became acceptance, tasks whose last day can be told by now."""

from __future__ import annotations

import asyncio
import logging
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import and_, bindparam, or_, select
from starlette.concurrency import run_in_threadpool

from actions.cipher import SealBroken
from actions.database import Database, Statement

from .casework import Casework
from .clock import YearWithoutTable
from .clock.reception import local_day
from .deadlines import UNANSWERED
from .event import Event
from .registry import Entry
from .reviewing import OpenTasks
from .tables import applications

#: Seconds between looks at the calendar.
_LOOK: Final = 60.0
_LOG: Final = logging.getLogger("daoban.intake")
_SILENCE: Final = (
    "逾期未告知，视为受理：{day}收到申请材料，五个工作日内没有告知需要补正的内容，"
    "按《行政许可法》第三十二条第一款第四项，自收到之日起即为受理。"
)
#: After a correction no law says in so many words how long an answer may take.
_AFTER_CORRECTION: Final = (
    "逾期未告知，视为受理：{day}收到补正材料，五个工作日内没有告知是否受理。"
    "补正以后多少天内告知，法律没有写明，以受理窗口为准。"
)


@dataclass(frozen=True)
class NewDay:
    """Records what the passing of days brings.

    It may run in several processes at once, and again at any time: each acceptance is made in a transaction that sees all that
    happened before it, and only of an application that still waits.
    """

    database: Database
    casework: Casework
    tasks: OpenTasks

    def run_once(self) -> int:
        """How many applications are accepted by silence now.

        Where the days reach a year without a table, nothing is recorded, and one error logged. Raises DatabaseUnavailable.
        """
        now = self.casework.checking.clock()
        accepted, awaited = 0, Counter[int]()
        for entry in self._unanswered(now):
            try:
                accepted += self.casework.history.happen(entry.reference, self._silence(entry, now)) is not None
            except YearWithoutTable as fault:
                awaited[fault.year] += 1
        for year, count in sorted(awaited.items()):
            _LOG.error("whether %s applications are accepted by silence waits for the table of %s", count, year)
        self.tasks.refresh_all()
        return accepted

    async def run_forever(self, stop: asyncio.Event) -> None:
        """Runs at once, and then on each new day, until ``stop`` is set. What failed is tried again at the next look."""
        stopping = asyncio.ensure_future(stop.wait())
        done: date | None = None
        while not stop.is_set():
            today = local_day(self.casework.checking.clock())
            if today != done:
                try:
                    count = await run_in_threadpool(self.run_once)
                    done = today
                    _LOG.info("%s applications are accepted by silence", count)
                except Exception as fault:
                    _LOG.error("the new day's work failed: %s", type(fault).__name__)
            await asyncio.wait([stopping], timeout=_LOOK)

    def _unanswered(self, now: datetime) -> Iterator[Entry]:
        """The applications for a permit whose time to be told anything is over, or may be. A filing is not accepted by silence."""
        row = applications.c
        late = or_(row.due.is_(None), row.due < bindparam("today"))
        for entry in self._entries(self._select(UNANSWERED, late), {"today": local_day(now).isoformat()}):
            if self.casework.review.part(entry).result.kind != "filing":
                yield entry

    def _silence(self, entry: Entry, now: datetime) -> Callable[[Sequence[Event]], Event | None]:
        casework = self.casework

        def happens(history: Sequence[Event]) -> Event | None:
            since = casework.deadlines.silent_since(history, now)
            if since is None:
                return None
            corrected = history[-1].status == "correction_ended"
            day = f"{since.year}年{since.month}月{since.day}日"
            words = (_AFTER_CORRECTION if corrected else _SILENCE).format(day=day)
            event = Event(entry.reference, len(history) + 1, "accepted", now, words=words, by_silence=True)
            return casework.with_deadline(entry, history, event)

        return happens

    def _select(self, statuses: Sequence[str], condition: Any) -> Statement:
        row = applications.c
        here = row.status.in_([bindparam(f"status_{at}", one) for at, one in enumerate(statuses)])
        return self.database.prepare(select(row.reference).where(and_(here, condition)).order_by(row.reference))

    def _entries(self, statement: Statement, values: dict[str, Any]) -> Iterator[Entry]:
        with self.database.read() as cursor:
            rows = statement.run(cursor, values).fetchall()
        for (reference,) in rows:
            try:
                entry = self.casework.registry.by_reference(reference)
            except SealBroken:
                _LOG.error("application %s cannot be opened", reference)
                continue
            if entry is not None:
                yield entry
