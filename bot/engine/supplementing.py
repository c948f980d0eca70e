"""Answering a correction: handed in once, under the number that the application has."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from .case import HAND_IN, AwaitAct, Submission, Supplement
from .events import ConfirmAsked, Notice, SubmitFailed, SupplementReceived, SupplementRequested
from .happening import tell_differences
from .happenings import CORRECTION_BEGUN, Point
from .needs import survey
from .position import Position, named_by
from .provenance import provenance_of, told_materials
from .reopening import reopen_at, tell_problems
from .review import review
from .standing import Open, code_of
from .turn import EffectDone, EffectFailed
from .undone import undone
from .work import Work

#: How intake says that it wants no answer to the correction any more.
_CLOSED = ("no-open-correction", "no_open_correction")


def request_supplements(work: Work, sure: bool) -> None:
    """Every correction whose questions are answered is handed in, each under a key of its own; otherwise says how much is missing.

    A correction is answered once: where something that it asks for is not done, a yes is asked for first, unless the applicant is ``sure``.
    """
    position = work.position
    if position.outcome is not None:
        work.emit(Notice("submit.nothing"))
        return
    ready = _ready(position)
    if not ready:
        work.emit(Notice("submit.missing", {"count": len(position.wanted)}))
    left = () if sure else left_undone(work)
    if left:
        if isinstance(work.top, AwaitAct):
            work.pop()
        work.push(AwaitAct(HAND_IN, work.instance))
        work.emit(ConfirmAsked(HAND_IN, work.instance, left))
        return
    handed_in = [one for one in ready if _request(work, one)]
    if handed_in:
        submission = work.case.submission
        answered = {one.form for one in handed_in}
        held = submission.references if submission is not None else {}
        waiting = {one.form for one in work.position.corrections}
        tell_differences(work, tuple(form for form in held if form not in answered | waiting))


def left_undone(work: Work) -> tuple[tuple[str, Point], ...]:
    """Form and point of what the corrections that would be handed in now ask for and nobody has done."""
    view, files = work.position.view, work.turn.files
    known = [one for one in _ready(work.position) if view is not None and one.form in view.release.forms]
    return tuple((one.form, it) for one in known if view is not None for it in undone(view, one, files))


def _ready(position: Position) -> list[Open]:
    return [one for one in position.corrections if _is_ready(position, one)]


def _is_ready(position: Position, correction: Open) -> bool:
    view = position.view
    return view is not None and not named_by(view, correction) and not survey(view, frozenset({correction.form}))[0]


def _request(work: Work, correction: Open) -> bool:
    """Whether the answer to this correction was handed in."""
    submission, form = work.case.submission, correction.form
    found = review(work.facts, frozenset({form}))
    if submission is None or not found.applications:
        work.emit(Notice("supplement.not_needed", {"reference": correction.reference}))
        return False
    if tell_problems(work, work.facts, found):
        return False
    application = found.applications[0]
    key = f"{work.case.id}:{work.case.seq}:{correction.reference}"
    answer = Supplement(key, "requested", work.case.seq, form, correction.reference, application.document)
    supplements = {**submission.supplements, correction.correction.id: answer}
    held = replace(submission, supplements=supplements)
    work.case = replace(work.case, submission=held, stack=(), asked=None, undo=None)
    materials = told_materials(found)
    work.emit(
        SupplementRequested(
            key=key,
            reference=correction.reference,
            form=form,
            correction=correction.correction.id,
            application=application.document,
            materials=materials,
            provenance=provenance_of(application),
        )
    )
    return True


def supplement_of(submission: Submission, key: str) -> tuple[str, Supplement] | None:
    """The correction and the answer to it that was handed in under this key."""
    return next(((name, one) for name, one in submission.supplements.items() if one.key == key), None)


def supplement_done(work: Work, submission: Submission, report: EffectDone) -> None:
    """Intake holds the answer to a correction. A report for another key, or a second one, changes nothing."""
    found = supplement_of(submission, report.effect)
    if found is None or found[1].state == "received":
        return
    name, answer = found
    _keep(work, submission, name, replace(answer, state="received"), {answer.form: answer.application})
    # Intake may have told that the correction is over before its answer came: then the applicant knows.
    if code_of(submission, answer.reference) == CORRECTION_BEGUN:
        work.emit(SupplementReceived(answer.form, answer.reference))


def supplement_failed(work: Work, submission: Submission, report: EffectFailed) -> None:
    """Intake did not take the answer: the correction is open again at the first place that was refused, or over."""
    found = supplement_of(submission, report.effect)
    if found is None or found[1].state != "requested":
        return
    name, answer = found
    if report.code in _CLOSED:
        _keep(work, submission, name, replace(answer, state="closed", detail=report.code), {})
        work.emit(Notice("supplement.closed", {"reference": answer.reference}))
        tell_differences(work, (answer.form,))
        return
    _keep(work, submission, name, replace(answer, state="failed", detail=report.code), {})
    work.emit(SubmitFailed(report.code, report.problems))
    reopen_at(work, [str(problem.get("pointer", "")) for problem in report.problems], frozenset({answer.form}))


def _keep(
    work: Work, submission: Submission, name: str, answer: Supplement, filed: Mapping[str, Mapping[str, Any]]
) -> None:
    supplements = {**submission.supplements, name: answer}
    held = replace(submission, supplements=supplements, filed={**submission.filed, **filed})
    work.case = replace(work.case, submission=held)
