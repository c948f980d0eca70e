"""What each department has to do now, a row a task, found out from what happened and kept to be listed by."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, Final

import orjson
from sqlalchemy import and_, bindparam, delete, exists, func, or_, select, update

from actions.database import Database

from ..casework import Casework
from ..clock.reception import local_day
from ..event import Deadline, Event, Undated
from ..joint import Place, State, Task, ancestors_of
from ..joint_review import BY_ACT, JointReview
from ..registry import Entry
from ..status import OVER
from ..tables import applications, opinions, tasks

_LOG: Final = logging.getLogger("daoban.intake")
#: Statuses in which no department has anything to do: it is over, or the applicant's turn.
_NOBODYS: Final = frozenset({*OVER, "correction_begun"})


#: Statuses from which on the licence is to be handed over, and what that is called.
_DECIDED: Final = ("granted", "granted_with_deferral", "issued")
_HAND_OVER: Final = "送达"


@dataclass(frozen=True, slots=True)
class OpenTask:
    """A department's task.

    Args:
        step: of the application's process; empty for what is left when all of them are done: handing over.
        office: the department's title.
        due: the last day, as ISO date; None where none is known. told: the same with its days and unit, or the year that it
            waits for, as JSON; None where nothing runs.
    """

    reference: str
    step: str
    title: str
    office: str
    due: str | None
    told: str | None


class OpenTasks:
    """Keeps the tasks as the applications stand. Raises DatabaseUnavailable.

    An application's events and opinions, its bundle's with them, only ever become more: their number tells whether anything
    happened since its tasks were found. So nobody has to remember to find them again, and whoever finds them a moment too
    early leaves a number that is too small.
    """

    def __init__(self, database: Database, casework: Casework) -> None:
        self._database = database
        self._casework = casework
        row, task = applications.c, tasks.c
        number = _number()
        matters = or_(
            row.status.not_in([bindparam(f"over_{at}", one) for at, one in enumerate(sorted(OVER))]), _has_tasks()
        )
        self._changed = database.prepare(select(row.reference, number).where(and_(matters, row.listed != number)))
        here = row.reference == bindparam("wanted")
        self._mark = database.prepare(
            update(applications).where(and_(here, row.listed != bindparam("count"))).values(listed=bindparam("count"))
        )
        self._forget = database.prepare(update(applications).values(listed=0).where(row.listed != 0))
        self._drop = database.prepare(delete(tasks).where(task.reference == bindparam("wanted")))
        self._add = database.prepare(tasks.insert(), ("reference", "step", "title", "office", "due", "told"))

    def refresh(self) -> None:
        """The tasks of all applications to which something happened are as they stand now."""
        with self._database.read() as cursor:
            rows = self._changed.run(cursor, {}).fetchall()
        for reference, count in rows:
            try:
                entry = self._casework.registry.by_reference(reference)
                found = list(self._of(entry)) if entry is not None else []
            except Exception as fault:
                # One that cannot be read must not keep the others from their list.
                _LOG.error("the tasks of %s cannot be told: %s", reference, type(fault).__name__)
                continue
            with self._database.write() as cursor:
                if self._mark.run(cursor, {"wanted": reference, "count": int(count)}).rowcount:
                    self._drop.run(cursor, {"wanted": reference})
                    for one in found:
                        self._add.run(cursor, asdict(one))

    def refresh_all(self) -> None:
        """The tasks of all applications are found anew: a new day, a process that changed, a year's table that came."""
        with self._database.write() as cursor:
            self._forget.run(cursor, {})
        self.refresh()

    def _of(self, entry: Entry) -> Iterator[OpenTask]:
        history = self._casework.history.of(entry.reference)
        if history[-1].status in _NOBODYS:
            return
        review = self._casework.review.reading_once()
        whole = self._whole(review, entry, history)
        open_now = [one for one in review.tasks(entry) if one.state is State.open]
        for task in open_now:
            due = self._own(review, entry, history, task) or whole
            yield _row(entry, task.step, task.title, review.title(task.department), due)
        lead = review.part(entry).lead
        if whole is not None and not any(task.department == lead for task in open_now):
            yield _row(entry, "", _HAND_OVER if history[-1].status in _DECIDED else "", review.title(lead), whole)

    def _whole(self, review: JointReview, entry: Entry, history: Sequence[Event]) -> Deadline | Undated | None:
        """The last day of the step that the application itself is in, as its latest event told it."""
        due = history[-1].due
        if isinstance(due, Undated):
            return self._casework.deadlines.as_known_now(history, review.limit(entry)) or due
        return due

    def _own(
        self, review: JointReview, entry: Entry, history: Sequence[Event], task: Task
    ) -> Deadline | Undated | None:
        """The last day of the task by its own limit; None where it has none: then the application's is what it has to keep."""
        if task.limit is None or task.kind in BY_ACT:
            return None
        limit = task.limit.promised or task.limit.statutory
        return self._casework.deadlines.of_task(limit, _since(review, entry, history, task), history)


def _since(review: JointReview, entry: Entry, history: Sequence[Event], task: Task) -> date:
    """Day 0 of the task's limit: of acceptance, or of the latest of what had to be done before it."""
    accepted = next((one.at for one in history if one.status == "accepted"), history[0].at)
    if task.since == "accepted":
        return local_day(accepted)
    bundle, done = review.standing(entry)
    first = ancestors_of(bundle, Place(task.part, task.step))
    return local_day(max((one.at for one in done if (one.part, one.step) in first), default=accepted))


def _row(entry: Entry, step: str, title: str, office: str, due: Deadline | Undated | None) -> OpenTask:
    day = due.day.isoformat() if isinstance(due, Deadline) else None
    return OpenTask(
        entry.reference, step, title, office, day, None if due is None else orjson.dumps(due.told()).decode()
    )


def _number() -> Any:
    """Of an application: how many events and opinions it and the others of its bundle have."""
    row, part = applications.c, applications.alias("part")
    own = or_(part.c.reference == row.reference, and_(part.c.client == row.client, part.c.bundle == row.bundle))
    events = select(func.sum(part.c.seq)).where(own).correlate(applications).scalar_subquery()
    given = opinions.join(part, part.c.reference == opinions.c.reference)
    said = select(func.count()).select_from(given).where(own).correlate(applications).scalar_subquery()
    return events + said


def _has_tasks() -> Any:
    return exists().where(tasks.c.reference == applications.c.reference).correlate(applications)
