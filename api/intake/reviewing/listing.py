"""The applications that are a department's matter, a page of them at a time, the soonest due first.

One row is one application. Where several departments review one application side by side, its tasks belong here: a row is then a
task of the department, and its day the task's.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any, Final

from sqlalchemy import and_, bindparam, case, func, select
from sqlalchemy.sql.elements import ColumnElement

from actions.database import Database, Statement

from ..registry import Entry, Registry
from ..status import STATUSES
from ..tables import applications

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
    "over": ("withdrawn", "not_needed", "acceptance_refused", "refused", "delivered", "recalled", "revoked"),
    "all": tuple(STATUSES),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Mate:
    """Another part of the same bundle."""

    reference: str
    form: str
    status: str


@dataclass(frozen=True, slots=True)
class Listed:
    """A page of applications. ``total``: on all pages. ``late``: how many of those are past their day."""

    entries: tuple[Entry, ...]
    total: int
    late: int


class Listing:
    """Finds applications by whose matter they are. Raises DatabaseUnavailable."""

    def __init__(self, database: Database, registry: Registry) -> None:
        self._database = database
        self._registry = registry
        row = applications.c
        mates = select(row.reference, row.form, row.status).where(
            and_(row.client == bindparam("owner"), row.bundle == bindparam("part_of"))
        )
        self._mates = database.prepare(mates.order_by(row.received, row.reference))
        self._prepared = lru_cache(maxsize=256)(self._prepare)

    def page(self, forms: Collection[str], standing: str, today: date, number: int, *, late: bool = False) -> Listed:
        """The page of this number, from 1, of the applications of these forms that stand so; ``late``: only those past their day."""
        if not forms:
            return Listed((), 0, 0)
        told, counted, counted_late = self._prepared(tuple(sorted(forms)), standing, late)
        values = {"today": today.isoformat()}
        with self._database.read() as cursor:
            total, behind = (int(one.run(cursor, values).fetchall()[0][0] or 0) for one in (counted, counted_late))
        with self._database.read() as cursor:
            rows = told.run(cursor, {**values, "most": PAGE, "passed": (number - 1) * PAGE}).fetchall()
        found = (self._registry.by_reference(reference) for (reference,) in rows)
        return Listed(tuple(one for one in found if one is not None), total, behind)

    def mates(self, entry: Entry) -> list[Mate]:
        """The other parts of the application's bundle, in the order they came; nothing where it stands alone."""
        if entry.bundle is None:
            return []
        with self._database.read() as cursor:
            rows = self._mates.run(cursor, {"owner": entry.client, "part_of": entry.bundle}).fetchall()
        return [Mate(*row) for row in rows if row[0] != entry.reference]

    def _prepare(self, forms: Sequence[str], standing: str, late: bool) -> tuple[Statement, Statement, Statement]:
        row = applications.c
        wanted = and_(_one_of(row.form, forms, "form"), _one_of(row.status, STANDINGS[standing], "status"))
        behind = and_(wanted, row.due < bindparam("today"))
        shown = behind if late else wanted
        order = (case((row.due.is_(None), 1), else_=0), row.due, row.received, row.reference)
        told = select(row.reference).where(shown).order_by(*order).limit(bindparam("most")).offset(bindparam("passed"))
        return tuple(  # type: ignore[return-value]
            self._database.prepare(one)
            for one in (told, *(select(func.count()).select_from(applications).where(one) for one in (shown, behind)))
        )


def _one_of(column: Any, values: Sequence[str], name: str) -> ColumnElement[bool]:
    """The column has one of the values, each a constant of the statement."""
    found: ColumnElement[bool] = column.in_([bindparam(f"{name}_{at}", one) for at, one in enumerate(values)])
    return found
