"""Handing the application in, once, and what comes back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from .address import Address
from .case import Submission
from .commands import Submit
from .correcting import revisit
from .document import Application
from .events import (
    Notice,
    ReviewProblem,
    SubmitFailed,
    SubmitRequested,
    Submitted,
)
from .places import Filled
from .review import Review, fact_at, problems, review
from .turn import EffectDone, EffectFailed
from .values import Json
from .view import View
from .work import Work


def submit(work: Work, _: Submit) -> None:
    """Hands in what is complete; otherwise says how much is missing and goes on asking."""
    request(work)


def request(work: Work) -> None:
    """Requests the submission under a new key. A request under way or received is never repeated."""
    position, submission = work.position, work.case.submission
    if submission is not None and submission.state == "requested":
        work.emit(Notice("submit.pending"))
    elif submission is not None and submission.state == "received":
        work.emit(Notice("submit.again", {"references": "、".join(submission.references.values())}))
    elif position.stage != "review" or position.view is None:
        work.emit(Notice("submit.missing", {"count": len(position.wanted)}))
    else:
        found = review(position.view)
        if not found.applications:
            work.emit(Notice("submit.nothing"))
        elif not tell_problems(work, position.view, found):
            key = f"{work.case.id}:{work.case.seq}"
            work.case = replace(work.case, submission=Submission(key, "requested", work.case.seq), stack=(), asked=None)
            work.emit(_requested(key, found))


def tell_problems(work: Work, view: View, found: Review) -> bool:
    """Whether intake would refuse a place; if so says which, and opens the question behind the first."""
    refused = problems(view, found)
    for application, problem in refused:
        work.emit(ReviewProblem(application.form.id, problem.pointer, problem.message))
    _reopen(work, (fact_at(application, problem.pointer) for application, problem in refused))
    return bool(refused)


def done(work: Work, report: EffectDone) -> None:
    """Intake holds the applications: keeps the references, and since when. A report for another key changes nothing."""
    submission = work.case.submission
    if submission is None or submission.key != report.effect or submission.state == "received":
        return
    references, received_at = (_by_form(report.result.get(name)) for name in ("references", "received_at"))
    held = replace(submission, state="received", references=references, received_at=received_at)
    work.case = replace(work.case, submission=held)
    work.emit(Submitted(references))


def _by_form(told: Json) -> dict[str, str]:
    return {str(form): str(one) for form, one in told.items()} if isinstance(told, dict) else {}


def failed(work: Work, report: EffectFailed) -> None:
    """Intake did not take it: the case is open again, at the first place that was refused."""
    submission = work.case.submission
    if submission is None or submission.key != report.effect or submission.state != "requested":
        return
    work.case = replace(work.case, submission=replace(submission, state="failed", detail=report.code))
    work.emit(SubmitFailed(report.code, report.problems))
    view = work.view
    pointers = [str(problem.get("pointer", "")) for problem in report.problems]
    if view is None or not pointers:
        return
    _reopen(work, (fact_at(application, pointer) for pointer in pointers for application in review(view).applications))


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


def _requested(key: str, found: Review) -> SubmitRequested:
    return SubmitRequested(
        key=key,
        applications={one.form.id: one.document for one in found.applications},
        materials=tuple({"id": one.id, "label": one.label, "mode": one.mode} for one in found.materials),
        provenance={one.form.id: _provenance(one) for one in found.applications},
    )


def _provenance(application: Application) -> dict[str, dict[str, Json]]:
    return {filled.pointer: _origin(filled) for filled in application.filled}


def _origin(filled: Filled) -> dict[str, Json]:
    """Where a value came from: source, who, when, which turn, and licence or rule."""
    told: dict[str, Json] = {"source": filled.source, "confirmed": filled.confirmed}
    if filled.stored is not None:
        told.update(
            actor=filled.stored.actor, at=filled.stored.at.isoformat(), turn=filled.stored.turn, raw=filled.stored.raw
        )
    if filled.origin or (filled.stored is not None and filled.stored.origin):
        told["origin"] = filled.origin or (filled.stored.origin if filled.stored is not None else "")
    return told
