"""Every question that the registers were asked: who, what for, about whom, what kinds of things were told. Whom it was about can read it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

import orjson
from sqlalchemy import bindparam, select

from actions.cipher import Cipher
from actions.database import Database
from actions.moments import micros, moment

from .tables import uses

#: Questions in one answer.
MOST_TOLD: Final = 100
#: Numbers that JSON tells exactly everywhere.
LARGEST: Final = 2**53 - 1


@dataclass(frozen=True, slots=True)
class Asked:
    """A question.

    Args:
        register: which one was asked.
        kinds: what was told, without what it is; none where nothing was.
    """

    client: str
    register: str
    purpose: str
    found: bool
    kinds: Sequence[str]


@dataclass(frozen=True, slots=True)
class Use:
    """A question as it stands in the log. ``seq``: they count upwards, not without gaps."""

    seq: int
    at: datetime
    asked: Asked


class Uses:
    """Adds to the log and reads it. Raises DatabaseUnavailable."""

    def __init__(self, database: Database, cipher: Cipher) -> None:
        self._database = database
        self._cipher = cipher
        row, prepare = uses.c, database.prepare
        self._add = prepare(uses.insert(), ("client", "register", "subject", "found", "at", "sealed"))
        columns = (row.id, row.at, row.client, row.register, row.found, row.subject, row.sealed)
        of_subject = select(*columns).where(row.subject == bindparam("mark"), row.id < bindparam("before"))
        self._of_subject = prepare(of_subject.order_by(row.id.desc()).limit(MOST_TOLD))

    def add(self, asked: Asked, at: datetime, numbers: Sequence[str] = ()) -> None:
        """The question is in the log: a row for each of the numbers that it was about, or one where it was about nobody."""
        words = orjson.dumps({"purpose": asked.purpose, "kinds": list(asked.kinds)})
        marks: list[str | None] = [self.mark(one) for one in dict.fromkeys(numbers) if one]
        with self._database.write() as cursor:
            for mark in marks or [None]:
                sealed = self._cipher.seal(_place(asked.client, asked.register, mark, micros(at)), words)
                row = {
                    "client": asked.client, "register": asked.register, "subject": mark, "found": asked.found,
                    "at": micros(at), "sealed": sealed,
                }  # fmt: skip
                self._add.run(cursor, row)

    def about(self, number: str, before: int = LARGEST) -> list[Use]:
        """The questions about the number before that one, the latest first; at most ``MOST_TOLD``."""
        found: list[Use] = []
        for mark in self._marks(number):
            with self._database.read() as cursor:
                rows = self._of_subject.run(cursor, {"mark": mark, "before": before}).fetchall()
            found += [self._opened(*row) for row in rows]
        return sorted(found, key=lambda one: one.seq, reverse=True)[:MOST_TOLD]

    def mark(self, number: str) -> str:
        """What stands for the number where it must not be read."""
        return self._marks(number)[0]

    def _marks(self, number: str) -> list[str]:
        return [one.hex() for one in self._cipher.marks("registers subject", number)]

    def _opened(
        self, seq: int, at: int, client: str, register: str, found: bool, subject: str | None, sealed: bytes
    ) -> Use:
        words: dict[str, Any] = orjson.loads(self._cipher.open(_place(client, register, subject, at), sealed))
        return Use(seq, moment(at), Asked(client, register, words["purpose"], bool(found), tuple(words["kinds"])))


def _place(client: str, register: str, subject: str | None, at: int) -> str:
    # A row's own number is not known before it is there.
    return f"{uses.name}:sealed:{client}:{register}:{subject or ''}:{at}"
