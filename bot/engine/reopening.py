"""A place of an application that is refused: the question behind it is open again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from .address import Address
from .correcting import revisit
from .events import ReviewProblem
from .review import Review, fact_at, problems, review
from .view import View
from .work import Work


def tell_problems(work: Work, view: View, found: Review) -> bool:
    """Whether intake would refuse a place; if so says which, and opens the question behind the first."""
    refused = problems(view, found)
    for application, problem in refused:
        work.emit(ReviewProblem(application.form.id, problem.pointer, problem.message))
    _reopen(work, (fact_at(application, problem.pointer) for application, problem in refused))
    return bool(refused)


def reopen_at(work: Work, pointers: Sequence[str], only: frozenset[str] | None = None) -> None:
    """Opens the question behind the first of the places, in any form or in those of ``only``."""
    view = work.view
    if view is None or not pointers:
        return
    _reopen(work, (fact_at(one, pointer) for pointer in pointers for one in review(view, only).applications))


def _reopen(work: Work, keys: Iterable[str | None]) -> None:
    """Opens the first of the places that somebody answered; of a computed one, an answer that it comes from."""
    address = next((found for key in keys if key is not None and (found := _answered(work, key)) is not None), None)
    if address is not None:
        revisit(work, address)


def _answered(work: Work, key: str) -> Address | None:
    if key in work.case.answers:
        return Address.parse(key)
    fact = work.facts.release.facts.get(key)
    sources = fact.derive.facts() if fact is not None and fact.derive is not None else ()
    return next((Address.parse(one) for one in sources if one in work.case.answers), None)
