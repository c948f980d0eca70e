"""Who among the officers looked at what: kept before it is shown, without the values."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import bindparam, select

from actions.database import Database
from actions.moments import micros, moment

from ..officers import Officer
from ..tables import looks

_LOG: Final = logging.getLogger("daoban.review")


@dataclass(frozen=True, slots=True)
class Look:
    """One look. ``pointer``: the place that was shown in full; None: the application was opened."""

    at: datetime
    officer: str
    office: str
    pointer: str | None


class Looks:
    """Keeps looks. Raises DatabaseUnavailable: what cannot be kept is not shown."""

    def __init__(self, database: Database) -> None:
        self._database = database
        names = ("at", "officer", "office", "reference", "pointer")
        self._insert = database.prepare(looks.insert().inline(), names)
        row = looks.c
        of = select(row.at, row.officer, row.office, row.pointer).where(row.reference == bindparam("wanted"))
        self._of = database.prepare(of.order_by(row.id))

    def keep(self, officer: Officer, reference: str, now: datetime, pointer: str | None = None) -> None:
        """It is kept that the officer looks at the application, or at one place of it."""
        row = {"at": micros(now), "officer": officer.id, "office": officer.office}
        with self._database.write() as cursor:
            self._insert.run(cursor, {**row, "reference": reference, "pointer": pointer})
        _LOG.info("officer %s looks at %s%s", officer.id, reference, "" if pointer is None else f" {pointer}")

    def of(self, reference: str) -> list[Look]:
        """All looks at the application, in order."""
        with self._database.read() as cursor:
            rows = self._of.run(cursor, {"wanted": reference}).fetchall()
        return [Look(moment(at), officer, office, pointer) for at, officer, office, pointer in rows]
