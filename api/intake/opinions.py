"""What departments found in the steps of a review: one opinion a step, kept sealed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import orjson
from sqlalchemy import bindparam, select

from actions.cipher import Cipher
from actions.database import Database
from actions.moments import micros, moment

from .tables import opinions


@dataclass(frozen=True, slots=True)
class Given:
    """An opinion.

    Args:
        verdict: agree, agree_with_conditions or refuse.
        office: the department's title. by: the officer's id. words: what was found; for officers, and for the decision.
    """

    step: str
    verdict: str
    office: str
    by: str
    words: str
    at: datetime


class Opinions:
    """Adds and reads opinions. Raises DatabaseUnavailable."""

    def __init__(self, database: Database, cipher: Cipher) -> None:
        self._database = database
        self._cipher = cipher
        row = opinions.c
        told = select(row.step, row.verdict, row.at, row.sealed).where(row.reference == bindparam("wanted"))
        self._of = database.prepare(told.order_by(row.at, row.step))
        self._add = database.prepare(opinions.insert(), ("reference", "step", "verdict", "at", "sealed"))

    def of(self, reference: str) -> Sequence[Given]:
        """The opinions on the application, the first first."""
        with self._database.read() as cursor:
            rows = self._of.run(cursor, {"wanted": reference}).fetchall()
        return [self._given(reference, *row) for row in rows]

    def add(self, cursor: Any, reference: str, given: Given) -> None:
        """The opinion is kept, in a transaction of the caller's. Raises the driver's integrity error where there is one already."""
        said = orjson.dumps({"office": given.office, "by": given.by, "words": given.words})
        sealed = self._cipher.seal(_place(reference, given.step), said)
        row = {"reference": reference, "step": given.step, "verdict": given.verdict, "at": micros(given.at)}
        self._add.run(cursor, {**row, "sealed": sealed})

    def _given(self, reference: str, step: str, verdict: str, at: int, sealed: bytes) -> Given:
        said = orjson.loads(self._cipher.open(_place(reference, step), sealed))
        return Given(step, verdict, said["office"], said["by"], said["words"], moment(at))


def _place(reference: str, step: str) -> str:
    return f"{opinions.name}:sealed:{reference}:{step}"
