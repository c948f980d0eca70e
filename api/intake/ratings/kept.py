"""Bad ratings, kept sealed: one an application, found by whose matter the application is, the soonest due first."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Final

import orjson
from sqlalchemy import and_, bindparam, case, func, select, update
from sqlalchemy.sql.elements import ColumnElement

from actions.cipher import Cipher
from actions.database import Database, Statement
from actions.moments import micros, moment

from ..event import Deadline
from ..history import ANSWER, WAITING
from ..registry import Entry
from ..tables import applications, callbacks, ratings, subscriptions
from .rating import Answer, BadRating, Kept

PAGE: Final = 20


@dataclass(frozen=True, slots=True)
class Listed:
    """A page of ratings. ``total``: on all pages. ``late``: how many wait past their day, whatever is listed."""

    found: tuple[Kept, ...]
    total: int
    late: int


class Ratings:
    """Adds, answers and finds ratings. Raises DatabaseUnavailable."""

    def __init__(self, database: Database, cipher: Cipher) -> None:
        self._database = database
        self._cipher = cipher
        row, prepare = ratings.c, database.prepare
        this = row.reference == bindparam("wanted")
        self._columns = (row.reference, row.grade, row.at, row.sealed, row.answer)
        self._of = prepare(select(*self._columns).where(this))
        self._under = prepare(
            select(row.reference).where(and_(row.client == bindparam("owner"), row.idempotency_key == bindparam("key")))
        )
        names = ("reference", "client", "idempotency_key", "grade", "at", "due", "sealed")
        self._add = prepare(ratings.insert(), names)
        open_one = and_(this, row.answered.is_(None))
        self._answer = prepare(
            update(ratings).where(open_one).values(answered=bindparam("now"), answer=bindparam("document"))
        )
        self._hears = prepare(select(subscriptions.c.client).where(subscriptions.c.client == bindparam("owner")))
        columns = ("reference", "seq", "client", "state", "attempts", "next_at")
        self._queue = prepare(callbacks.insert(), columns)
        self._prepared = lru_cache(maxsize=256)(self._prepare)

    def of(self, reference: str) -> Kept | None:
        """The application's rating; None where there is none."""
        with self._database.read() as cursor:
            rows = self._of.run(cursor, {"wanted": reference}).fetchall()
        return self._kept(*rows[0]) if rows else None

    def under(self, client: str, key: str) -> str | None:
        """The application that the client rated under this key; None where it rated none."""
        with self._database.read() as cursor:
            rows = self._under.run(cursor, {"owner": client, "key": key}).fetchall()
        return rows[0][0] if rows else None

    def add(self, entry: Entry, key: str, kept: Kept) -> bool:
        """The rating is kept; False where the application has one already, or the key was used."""
        due = kept.due
        said = {**asdict(kept.rating), "due": None if due is None else due.told()}
        row = {
            "reference": entry.reference,
            "client": entry.client,
            "idempotency_key": key,
            "grade": kept.rating.grade,
            "at": micros(kept.at),
            "due": None if due is None else due.day.isoformat(),
            "sealed": self._cipher.seal(_place(entry.reference), orjson.dumps(said)),
        }
        try:
            with self._database.write() as cursor:
                self._add.run(cursor, row)
        except self._database.integrity_error:
            return False
        return True

    def answer(self, entry: Entry, answer: Answer) -> bool:
        """The rating is answered, and its client will hear of it; False where it was answered before."""
        document = self._cipher.seal(_answer_place(entry.reference), orjson.dumps(asdict(answer)))
        now = micros(answer.at)
        with self._database.write() as cursor:
            values = {"wanted": entry.reference, "now": now, "document": document}
            if self._answer.run(cursor, values).rowcount != 1:
                return False
            if self._hears.run(cursor, {"owner": entry.client}).fetchall():
                queued = {"reference": entry.reference, "seq": ANSWER, "client": entry.client, "next_at": now}
                self._queue.run(cursor, {**queued, "state": WAITING, "attempts": 0})
        return True

    def page(self, forms: Collection[str], today: date, number: int, *, answered: bool) -> Listed:
        """The page of this number, from 1, of the ratings of applications of these forms; the soonest due first."""
        if not forms:
            return Listed((), 0, 0)
        told, counted, counted_late = self._prepared(tuple(sorted(forms)), answered)
        values = {"today": today.isoformat()}
        with self._database.read() as cursor:
            total, late = (int(one.run(cursor, values).fetchall()[0][0]) for one in (counted, counted_late))
        with self._database.read() as cursor:
            rows = told.run(cursor, {**values, "most": PAGE, "passed": (number - 1) * PAGE}).fetchall()
        return Listed(tuple(self._kept(*row) for row in rows), total, late)

    def _prepare(self, forms: Sequence[str], answered: bool) -> tuple[Statement, Statement, Statement]:
        row = ratings.c
        both = ratings.join(applications, applications.c.reference == row.reference)
        theirs: ColumnElement[bool] = applications.c.form.in_(
            [bindparam(f"form_{at}", one) for at, one in enumerate(forms)]
        )
        waits = row.answered.is_(None)
        shown = and_(theirs, ~waits if answered else waits)
        behind = and_(theirs, waits, row.due < bindparam("today"))
        order = (row.answered.desc(),) if answered else (case((row.due.is_(None), 1), else_=0), row.due, row.at)
        told = select(*self._columns).select_from(both).where(shown).order_by(*order, row.reference)
        counted = (select(func.count()).select_from(both).where(one) for one in (shown, behind))
        page = told.limit(bindparam("most")).offset(bindparam("passed"))
        return tuple(self._database.prepare(one) for one in (page, *counted))  # type: ignore[return-value]

    def _kept(self, reference: str, grade: int, at: int, sealed: bytes, answer: bytes | None) -> Kept:
        said = orjson.loads(self._cipher.open(_place(reference), sealed))
        due = said["due"]
        if due is not None:
            due = Deadline(**{**due, "day": date.fromisoformat(due["day"]), "tables": tuple(due["tables"])})
        rating = BadRating(grade, said["words"], tuple(said["reasons"]))
        return Kept(reference, rating, moment(at), due, None if answer is None else self._opened(reference, answer))

    def _opened(self, reference: str, sealed: bytes) -> Answer:
        said = orjson.loads(self._cipher.open(_answer_place(reference), sealed))
        return Answer(**{**said, "at": datetime.fromisoformat(said["at"])})


def _place(reference: str) -> str:
    return f"{ratings.name}:sealed:{reference}"


def _answer_place(reference: str) -> str:
    return f"{ratings.name}:answer:{reference}"
