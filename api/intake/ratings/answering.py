"""What officers do about bad ratings: see those of their department's matters, and answer them. Refusals are Problems."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, Final

from actions.local_time import ZONE

from ...problems import Problem
from ..casework import Casework
from ..clock import Limit
from ..officers import Officer
from ..registry import Entry
from ..reviewing.hiding import plain
from ..reviewing.looks import Looks
from ..status import STATUSES
from .kept import PAGE, Ratings
from .rating import CALLS, GRADES, Kept, read_answer

#: What stands for the rating among the places that officers looked at.
LOOKED: Final = "rating"
#: Characters of the applicant's words that a list shows.
_SHOWN: Final = 40


@dataclass(frozen=True, slots=True)
class Answering:
    """The use cases of officers.

    Args:
        limit: within which a rating is to be answered.
        name: what an officer of this id is called.
    """

    casework: Casework
    ratings: Ratings
    looks: Looks
    limit: Limit
    name: Callable[[str], str]

    def listed(self, officer: Officer, number: int, *, answered: bool) -> dict[str, Any]:
        """A page of the ratings of the department's matters, the soonest due first; those that were answered, or that wait."""
        casework, now = self.casework, self._now()
        forms = [form for form in casework.checking.forms if officer.office in casework.review.offices(form)]
        page = self.ratings.page(forms, now.astimezone(ZONE).date(), number, answered=answered)
        rows = [{**self._told(one, now), "excerpt": _excerpt(one.rating.words)} for one in page.found]
        return {"rows": rows, "total": page.total, "late": page.late, "page": number, "size": PAGE}

    def opened(self, officer: Officer, reference: str) -> dict[str, Any]:
        """One rating, whole, with its answer; that the officer looked is kept first. Raises Problem 404."""
        entry, kept = self._find(officer, reference)
        self.looks.keep(officer, reference, self._now(), LOOKED)
        answer = kept.answer
        return {
            **self._told(kept, self._now()),
            "status": STATUSES[entry.status].text,
            "words": kept.rating.words,
            "own": answer is None and self.casework.review.leads(entry, officer.office),
            "calls": dict(CALLS),
            "answer": None
            if answer is None
            else {**asdict(answer), "at": _local(answer.at), "by": self.name(answer.by), "call": CALLS[answer.call]},
        }

    def answer(self, officer: Officer, reference: str, body: Any) -> dict[str, Any]:
        """The rating is answered, and the applicant is told.

        Raises:
            Problem: 404 it is not theirs; 403 another department leads; 409 it was answered before; 422.
        """
        entry, _ = self._find(officer, reference)
        self.casework.review.check_lead(entry, officer.office)
        if not self.ratings.answer(entry, read_answer(body, officer.office, officer.id, self._now())):
            raise Problem(409, "answered", "这条差评已经答复过了。")
        return self.opened(officer, reference)

    def _find(self, officer: Officer, reference: str) -> tuple[Entry, Kept]:
        entry = self.casework.find(officer, reference)
        kept = self.ratings.of(reference)
        if kept is None:
            raise Problem(404, "no-such-rating", "这份申请没有差评。")
        return entry, kept

    def _told(self, kept: Kept, now: datetime) -> dict[str, Any]:
        entry = self.casework.registry.by_reference(kept.reference)
        form = "" if entry is None else self.casework.checking.form(entry.form).title
        due = kept.due
        left = None if due is None else self.casework.deadlines.left_after(due, kept.at, self.limit, now)
        return {
            "reference": kept.reference,
            "title": form,
            "grade": kept.rating.grade,
            "text": GRADES[kept.rating.grade],
            "reasons": list(kept.rating.reasons),
            "since": _local(kept.at),
            "due": None if due is None else {**due.told(), "left": left},
            "answered": kept.answer is not None,
        }

    def _now(self) -> datetime:
        return self.casework.checking.clock()


def _excerpt(words: str) -> str:
    """The beginning of the words, without numbers that identify or reach somebody."""
    shown = plain(words)
    return shown if len(shown) <= _SHOWN else shown[:_SHOWN] + "……"


def _local(moment: datetime) -> str:
    return moment.astimezone(ZONE).isoformat()
