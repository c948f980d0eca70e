"""How content applicants are with how their matter was handled, told once a matter. Source: 国办发〔2019〕51号 (五级评价)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import bindparam, select
from sqlalchemy.engine import Engine

from .cipher import Cipher
from .database import Database
from .moments import micros
from .store_records import StoreRefusal
from .tables import ratings

#: The five grades, the best first; the last two are bad ratings (差评), which somebody has to answer.
GRADES: Final = {5: "非常满意", 4: "满意", 3: "基本满意", 2: "不满意", 1: "非常不满意"}


class AlreadyRated(StoreRefusal):
    """The matter was rated before, otherwise."""


@dataclass(frozen=True, slots=True)
class Rating:
    """``grade``: one of GRADES. ``words``: what the applicant added; empty where nothing."""

    grade: int
    words: str = ""


class Ratings:
    """Keeps and finds ratings. Raises DatabaseUnavailable when the database cannot be reached."""

    def __init__(self, engine: Engine, cipher: Cipher, clock: Callable[[], datetime]) -> None:
        self._database = Database(engine)
        self._cipher = cipher
        self._clock = clock
        self._add = self._database.prepare(ratings.insert(), ("conversation", "grade", "sealed", "at"))
        self._find = self._database.prepare(
            select(ratings.c.grade, ratings.c.sealed).where(ratings.c.conversation == bindparam("whose"))
        )

    def rate(self, conversation: str, rating: Rating) -> None:
        """The matter is rated; the same rating again changes nothing. Raises AlreadyRated on another one."""
        row = {
            "conversation": conversation,
            "grade": rating.grade,
            "sealed": self._cipher.seal(_place(conversation), rating.words.encode()),
            "at": micros(self._clock()),
        }
        try:
            with self._database.write() as cursor:
                self._add.run(cursor, row)
        except self._database.integrity_error as fault:
            if self.of(conversation) != rating:
                raise AlreadyRated(conversation) from fault

    def of(self, conversation: str) -> Rating | None:
        """The matter's rating; None where there is none yet."""
        with self._database.read() as cursor:
            found = self._find.run(cursor, {"whose": conversation}).fetchall()
        if not found:
            return None
        grade, sealed = found[0]
        return Rating(grade, self._cipher.open(_place(conversation), sealed).decode())


def _place(conversation: str) -> str:
    return f"ratings:sealed:{conversation}"
