"""Handing the application in, once, and what comes back."""

from __future__ import annotations

from dataclasses import replace

from .case import Submission
from .checking import disputed, unseen
from .commands import Submit
from .delivering import delivery_told
from .events import Notice, SubmitFailed, SubmitRequested, Submitted
from .happening import tell_missed
from .paying import payment_told
from .provenance import provenance_of, told_materials
from .reopening import reopen_at, tell_problems
from .review import Review, review
from .supplementing import request_supplements, supplement_done, supplement_failed
from .turn import EffectDone, EffectFailed
from .values import Json
from .withdrawing import withdrawal_done, withdrawal_failed
from .work import Work


def submit(work: Work, _: Submit) -> None:
    """Hands in what is complete; otherwise says how much is missing and goes on asking."""
    request(work)


def request(work: Work, sure: bool = False) -> None:
    """Requests the submission under a new key, or hands in the answers to corrections. A request under way or received is never repeated.

    ``sure``: a yes was given to what is not done.
    """
    position, submission = work.position, work.case.submission
    if submission is not None and submission.state == "requested":
        work.emit(Notice("submit.pending"))
    elif submission is not None and submission.state == "received":
        if position.corrections:
            request_supplements(work, sure)
        else:
            work.emit(_held(submission))
    elif position.stage != "review" or position.view is None:
        work.emit(Notice("submit.missing", {"count": len(position.wanted)}))
    elif unseen(position.view, work.case) is None and disputed(work) is None:  # otherwise the prompt puts it up
        found = review(position.view)
        if not found.applications:
            work.emit(Notice("submit.nothing"))
        elif not tell_problems(work, position.view, found):
            key = f"{work.case.id}:{work.case.seq}"
            work.case = replace(work.case, submission=Submission(key, "requested", work.case.seq), stack=(), asked=None)
            work.emit(_requested(key, found))


def _held(submission: Submission) -> Notice:
    if any(one.state == "requested" for one in submission.supplements.values()):
        return Notice("submit.pending")
    return Notice("submit.again", {"references": "、".join(submission.references.values())})


def done(work: Work, report: EffectDone) -> None:
    """Intake holds the applications: keeps the references, and since when; or an answer to a correction; or has withdrawn them; or where a licence is, or how a bill stands.

    A report for another key changes nothing.
    """
    submission = work.case.submission
    if submission is None:
        return
    if submission.key != report.effect:
        supplement_done(work, submission, report)
        withdrawal_done(work, submission, report)
        delivery_told(work, submission, report)
        payment_told(work, submission, report)
        return
    if submission.state == "received":
        return
    references, received_at = (_by_form(report.result.get(name)) for name in ("references", "received_at"))
    held = replace(submission, state="received", references=references, received_at=received_at)
    work.case = replace(work.case, submission=held)
    work.emit(Submitted(references))
    tell_missed(work)


def _by_form(told: Json) -> dict[str, str]:
    return {str(form): str(one) for form, one in told.items()} if isinstance(told, dict) else {}


def failed(work: Work, report: EffectFailed) -> None:
    """Intake did not take it: the case is open again, at the first place that was refused."""
    submission = work.case.submission
    if submission is None:
        return
    if submission.key != report.effect:
        supplement_failed(work, submission, report)
        withdrawal_failed(work, submission, report)
        return
    if submission.state != "requested":
        return
    work.case = replace(work.case, submission=replace(submission, state="failed", detail=report.code))
    work.emit(SubmitFailed(report.code, report.problems))
    reopen_at(work, [str(problem.get("pointer", "")) for problem in report.problems])


def _requested(key: str, found: Review) -> SubmitRequested:
    return SubmitRequested(
        key=key,
        applications={one.form.id: one.document for one in found.applications},
        materials=told_materials(found),
        provenance={one.form.id: provenance_of(one) for one in found.applications},
    )
