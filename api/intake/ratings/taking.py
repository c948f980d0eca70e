"""What clients do with ratings: hand in a bad one, once, and see what came of it."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import Any, Final

from actions.local_time import ZONE

from ...problems import Problem
from ..checking import checked_key
from ..clock import Limit
from ..desk import Desk
from ..event import Deadline, Undated
from ..registry import Entry
from ..status import DECIDED
from .kept import Ratings
from .rating import Kept, read_rating

#: The ``type`` of a callback that tells an answer; one that tells an event has none.
ANSWERED: Final = "rating_answered"
_LOG: Final = logging.getLogger("daoban.intake")


@dataclass(frozen=True, slots=True)
class Taking:
    """The use cases of clients; each rates its own applications only. ``limit``: within which a rating is to be answered."""

    desk: Desk
    ratings: Ratings
    limit: Limit

    def take(self, client: str, reference: str, key: str | None, body: Any) -> tuple[Kept, bool]:
        """The rating as it is kept, and whether it had been under this key before.

        Raises:
            Problem: 404 it is none of the client's applications; 409 nobody has decided, it has another rating, or the key another use; 422.
        """
        entry, key, rating = self.desk.find(client, reference), checked_key(key), read_rating(body)
        if entry.status not in DECIDED:
            # Source: 国办发〔2019〕51号: a matter is rated once it is dealt with (一事一评); complaints before that go to the hotline.
            raise Problem(409, "not-decided", "这份申请还没有办完，办完再评；办理中有意见请打12345。")
        now = self.desk.now()
        due = self.desk.deadlines.after(now, self.limit)
        if isinstance(due, Undated):
            _LOG.error("the day for a rating of %s waits for the table of working days of %s", reference, due.year)
        kept = Kept(reference, rating, now, due if isinstance(due, Deadline) else None)
        if self.ratings.add(entry, key, kept):
            return kept, False
        held, under = self.ratings.of(reference), self.ratings.under(client, key)
        if under not in (None, reference):
            raise Problem(409, "key-reused", "这个 Idempotency-Key 已经用于另一份评价。")
        if held is None or under is None or held.rating != rating:
            raise Problem(409, "already-rated", "这份申请已经有了另一份评价。")
        return held, True

    def of(self, client: str, reference: str) -> Kept | None:
        """The rating of the client's application; None where it has none. Raises Problem 404."""
        self.desk.find(client, reference)
        return self.ratings.of(reference)


def told(kept: Kept) -> dict[str, Any]:
    """The rating as its client is told it; ``answer`` is null until there is one."""
    answer = kept.answer
    return {
        "reference": kept.reference,
        "grade": kept.rating.grade,
        "received_at": kept.at.astimezone(ZONE).isoformat(),
        "due": None if kept.due is None else kept.due.told(),
        "answer": None
        if answer is None
        else {"at": answer.at.astimezone(ZONE).isoformat(), "office": answer.office, "words": answer.words},
    }


def told_answer(entry: Entry, kept: Kept) -> dict[str, Any] | None:
    """The answer as the application's client is called back with it; None where there is none."""
    if kept.answer is None:
        return None
    names = {"id": f"{entry.reference}:rating", "type": ANSWERED, "reference": entry.reference}
    return {**names, "form": entry.form, "key": entry.key, **told(kept)["answer"]}
