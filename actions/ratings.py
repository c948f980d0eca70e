"""How content applicants are with how their matter was handled, told once a matter. Source: 国办发〔2019〕51号 (五级评价)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Final

import orjson
from sqlalchemy import and_, bindparam, literal, select, update
from sqlalchemy.engine import Engine

from .cipher import Cipher
from .database import Database
from .moments import micros
from .rating_reasons import words_of
from .store import effect_row
from .store_records import OutboxItem, StoreRefusal
from .store_statements import EFFECT
from .tables import outbox, ratings

#: The five grades, the best first; the last two are bad ratings (差评), which somebody has to answer.
GRADES: Final = {5: "非常满意", 4: "满意", 3: "基本满意", 2: "不满意", 1: "非常不满意"}
BAD: Final = frozenset({2, 1})


class AlreadyRated(StoreRefusal):
    """The matter was rated before, otherwise."""


#: Kind of the work in the outbox by which intake hears of a bad rating.
KIND: Final = "rating"


@dataclass(frozen=True, slots=True)
class Rating:
    """``grade``: one of GRADES. ``words``: what the applicant added; empty where nothing. ``reasons``: ids of those ticked."""

    grade: int
    words: str = ""
    reasons: tuple[str, ...] = ()

    @property
    def is_bad(self) -> bool:
        """Whether somebody has to answer it."""
        return self.grade in BAD


@dataclass(frozen=True, slots=True)
class Answer:
    """What the office said to a bad rating. ``at``: when, ISO 8601."""

    office: str
    words: str
    at: str


class Ratings:
    """Keeps and finds ratings. Raises DatabaseUnavailable when the database cannot be reached."""

    def __init__(self, engine: Engine, cipher: Cipher, clock: Callable[[], datetime]) -> None:
        self._database = Database(engine)
        self._cipher = cipher
        self._clock = clock
        this, prepare = ratings.c.conversation == bindparam("whose"), self._database.prepare
        self._add = prepare(ratings.insert(), ("conversation", "grade", "sealed", "at", "reasons"))
        self._ask = prepare(outbox.insert(), EFFECT)
        self._find = prepare(select(ratings.c.grade, ratings.c.sealed, ratings.c.reasons).where(this))
        self._answer = prepare(
            update(ratings).where(and_(this, ratings.c.answer.is_(None))).values(answer=bindparam("sealed_answer"))
        )
        bad = and_(ratings.c.grade.in_([literal(one) for one in sorted(BAD)]), ratings.c.answer.is_(None))
        self._open = prepare(select(ratings.c.conversation).where(bad).order_by(ratings.c.conversation))
        self._answered = prepare(select(ratings.c.answer).where(this))

    def rate(self, conversation: str, rating: Rating, reference: str) -> None:
        """The matter is rated; the same rating again changes nothing. A bad one will be handed to intake, once.

        Args:
            reference: of the application at intake that a bad one is handed in with.

        Raises:
            AlreadyRated: it was rated otherwise.
        """
        now = self._clock()
        row = {
            "conversation": conversation,
            "grade": rating.grade,
            "sealed": self._cipher.seal(_place(conversation), rating.words.encode()),
            "at": micros(now),
            "reasons": " ".join(rating.reasons),
        }
        try:
            with self._database.write() as cursor:
                self._add.run(cursor, row)
                if rating.is_bad:
                    self._ask.run(
                        cursor, effect_row(self._cipher, conversation, _work(conversation, rating, reference), now)
                    )
        except self._database.integrity_error as fault:
            if self.of(conversation) != rating:
                raise AlreadyRated(conversation) from fault

    def of(self, conversation: str) -> Rating | None:
        """The matter's rating; None where there is none yet."""
        with self._database.read() as cursor:
            found = self._find.run(cursor, {"whose": conversation}).fetchall()
        if not found:
            return None
        grade, sealed, reasons = found[0]
        return Rating(grade, self._cipher.open(_place(conversation), sealed).decode(), tuple(reasons.split()))

    def unanswered(self) -> list[str]:
        """The conversations with a bad rating that nobody has answered."""
        with self._database.read() as cursor:
            return [row[0] for row in self._open.run(cursor, {}).fetchall()]

    def answer(self, conversation: str, answer: Answer) -> None:
        """The answer is kept beside the rating, the first one for good."""
        sealed = self._cipher.seal(_answer_place(conversation), orjson.dumps(asdict(answer)))
        with self._database.write() as cursor:
            self._answer.run(cursor, {"whose": conversation, "sealed_answer": sealed})

    def answer_of(self, conversation: str) -> Answer | None:
        """What was said to the matter's rating; None before."""
        with self._database.read() as cursor:
            found = self._answered.run(cursor, {"whose": conversation}).fetchall()
        if not found or found[0][0] is None:
            return None
        return Answer(**orjson.loads(self._cipher.open(_answer_place(conversation), found[0][0])))


def _work(conversation: str, rating: Rating, reference: str) -> OutboxItem:
    reasons = words_of(rating.grade, rating.reasons)
    told = {"reference": reference, "grade": rating.grade, "words": rating.words, "reasons": reasons}
    return OutboxItem(KIND, f"{conversation}:rating", told)


def _place(conversation: str) -> str:
    return f"ratings:sealed:{conversation}"


def _answer_place(conversation: str) -> str:
    return f"ratings:answer:{conversation}"
