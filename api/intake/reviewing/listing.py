"""What a department has to do, a page at a time, the soonest due first: a row a task, with the task's own day.

An application that is the department's matter and of which it has nothing to do now is one row, without a day.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any, Final

import orjson
from sqlalchemy import and_, bindparam, case, func, select
from sqlalchemy.sql.elements import ColumnElement

from actions.database import Database, Statement

from ..registry import Entry, Registry
from ..status import OVER, STATUSES
from ..tables import applications, tasks
from .open_tasks import OpenTasks

PAGE: Final = 20
#: What an officer asks for -> the statuses that it means.
STANDINGS: Final[Mapping[str, tuple[str, ...]]] = {
    "open": (
        "received", "correction_begun", "correction_ended", "accepted", "review_begun", "special_begun", "special_ended", "extended",
        "granted", "granted_with_deferral", "issued",
    ),
    "new": ("received", "correction_ended"),
    "waiting": ("correction_begun",),
    "reviewed": ("accepted", "review_begun", "special_begun", "special_ended", "extended"),
    "decided": ("granted", "granted_with_deferral", "issued"),
    "over": OVER,
    "all": tuple(STATUSES),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Mate:
    """Another part of the same bundle."""

    reference: str
    form: str
    status: str


@dataclass(frozen=True, slots=True)
class Row:
    """A task of the department in an application, or the application where it has none.

    Args:
        task: what is to be done; empty where the department has nothing to do.
        due: the last day as an event tells it, or the year that it waits for; None where nothing runs for the department.
    """

    entry: Entry
    task: str
    due: dict[str, Any] | None


@dataclass(frozen=True, slots=True)
class Listed:
    """A page of rows. ``total``: on all pages. ``late``: how many of those are past their day."""

    rows: tuple[Row, ...]
    total: int
    late: int


class Listing:
    """Finds tasks and applications by whose matter they are. Raises DatabaseUnavailable."""

    def __init__(self, database: Database, registry: Registry, open_tasks: OpenTasks) -> None:
        self._database = database
        self._registry = registry
        self._tasks = open_tasks
        row = applications.c
        mates = select(row.reference, row.form, row.status).where(
            and_(row.client == bindparam("owner"), row.bundle == bindparam("part_of"))
        )
        self._mates = database.prepare(mates.order_by(row.received, row.reference))
        self._prepared = lru_cache(maxsize=256)(self._prepare)

    def page(
        self, office: str, forms: Collection[str], standing: str, today: date, number: int, *, late: bool = False
    ) -> Listed:
        """The page of this number, from 1.

        Args:
            office: the department's title. forms: those that it takes part in.
            late: only what is past its day.
        """
        if not forms:
            return Listed((), 0, 0)
        self._tasks.refresh()
        told, counted, counted_late = self._prepared(tuple(sorted(forms)), standing, late)
        values = {"today": today.isoformat(), "whose": office}
        with self._database.read() as cursor:
            total, behind = (int(one.run(cursor, values).fetchall()[0][0] or 0) for one in (counted, counted_late))
        with self._database.read() as cursor:
            rows = told.run(cursor, {**values, "most": PAGE, "passed": (number - 1) * PAGE}).fetchall()
        found = ((self._registry.by_reference(reference), title, due) for reference, title, due in rows)
        listed = (
            Row(entry, title or "", None if due is None else orjson.loads(due))
            for entry, title, due in found
            if entry is not None
        )
        return Listed(tuple(listed), total, behind)

    def mates(self, entry: Entry) -> list[Mate]:
        """The other parts of the application's bundle, in the order they came; nothing where it stands alone."""
        if entry.bundle is None:
            return []
        with self._database.read() as cursor:
            rows = self._mates.run(cursor, {"owner": entry.client, "part_of": entry.bundle}).fetchall()
        return [Mate(*row) for row in rows if row[0] != entry.reference]

    def _prepare(self, forms: Sequence[str], standing: str, late: bool) -> tuple[Statement, Statement, Statement]:
        row, task = applications.c, tasks.c
        both = applications.outerjoin(tasks, and_(task.reference == row.reference, task.office == bindparam("whose")))
        wanted = and_(_one_of(row.form, forms, "form"), _one_of(row.status, STANDINGS[standing], "status"))
        behind = and_(wanted, task.due < bindparam("today"))
        shown = behind if late else wanted
        # What waits for a year's days off is due later than all that has a day.
        last = case((task.due.is_not(None), 0), (task.told.is_not(None), 1), else_=2)
        order = (last, task.due, row.received, row.reference, task.step)
        told = (
            select(row.reference, task.title, task.told)
            .select_from(both)
            .where(shown)
            .order_by(*order)
            .limit(bindparam("most"))
            .offset(bindparam("passed"))
        )
        return tuple(  # type: ignore[return-value]
            self._database.prepare(one)
            for one in (told, *(select(func.count()).select_from(both).where(one) for one in (shown, behind)))
        )


def _one_of(column: Any, values: Sequence[str], name: str) -> ColumnElement[bool]:
    """The column has one of the values, each a constant of the statement."""
    found: ColumnElement[bool] = column.in_([bindparam(f"{name}_{at}", one) for at, one in enumerate(values)])
    return found
