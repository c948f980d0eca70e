"""What intake tells of an application: it is kept, told, and a correction opens again the questions that it names."""

from __future__ import annotations

from dataclasses import replace

from .address import Address
from .case import HAND_IN, AwaitAct, AwaitChange, AwaitValue, Case, Frame, Reopened, Revisit, Submission
from .differing import differences, filed_now
from .events import CorrectionAsked, Differs, StatusTold
from .happenings import CORRECTION_ENDED, RECEIVED, WITHDRAWN, Point, StatusReported
from .points import asks_of, reaches
from .standing import Open, days_left, latest, open_corrections, with_event
from .view import View
from .work import Work


def kept(case: Case, told: StatusReported) -> Case:
    """The case with the event among those of its application; needs nothing that could keep it from being kept."""
    after = with_event(case.submission, told)
    return case if after is case.submission else replace(case, submission=after)


def tell(work: Work, told: StatusReported, before: Submission | None) -> None:
    """Says what happened, unless it was known or something later is: then it changes nothing. ``before``: without the event."""
    after = work.case.submission
    if after is not None and (after.state == "requested" or not _is_news(after, before, told)):
        return
    was_open = open_corrections(before)
    begin_corrections(work)
    opened = next((one for one in work.position.corrections if one.reference == told.reference), None)
    questions = _questions(work, opened) if opened is not None else 0
    left = days_left(told.event.due, work.now.date())
    work.emit(StatusTold(told.form, told.reference, told.event, left, questions))
    ended = [one for one in was_open if one not in open_corrections(after) and told.event.code != WITHDRAWN]
    for one in ended:
        tell_differences(work, (one.form,))
    drop_what_is_locked(work)


def _is_news(submission: Submission, before: Submission | None, told: StatusReported) -> bool:
    """Whether nobody has said so yet, and nothing later is known. Of an application that is none of the case's everything is news."""
    event, reference = told.event, told.reference
    if reference not in submission.references.values():
        return True
    if submission is before or latest(submission, reference) != event:
        return False
    withdrawal, answers = submission.withdrawal, submission.supplements.values()
    if withdrawal is not None and withdrawal.state == "received" and reference in withdrawal.references:
        # They were told that it is withdrawn, and nothing follows that: this is it, or it happened before.
        return False
    known = {
        RECEIVED: True,
        CORRECTION_ENDED: any(one.state == "received" and one.reference == reference for one in answers),
    }
    return not known.get(event.code, False)


def tell_missed(work: Work) -> None:
    """Says what was told of the applications before their receipt came: of each the last."""
    submission = work.case.submission
    for form, reference in (submission.references if submission is not None else {}).items():
        event = latest(submission, reference) if submission is not None else None
        if event is not None:
            tell(work, StatusReported(reference, form, event), None)


def begin_corrections(work: Work) -> None:
    """The questions behind each open correction are known, and what intake holds. A correction needs the applicant: it opens a closed case."""
    submission = work.case.submission
    fresh = [one for one in open_corrections(submission) if submission and one.correction.id not in submission.reopened]
    view = work.view if fresh else None
    if submission is None or view is None:
        return
    reopened = {one.correction.id: _reopened(work, view, one) for one in fresh}
    filed = submission.filed or filed_now(view)
    held = replace(submission, reopened={**submission.reopened, **reopened}, filed=filed)
    # What was undone now would be a change from before it was handed in.
    work.case = replace(work.case, submission=held, closed="", undo=None)


def _reopened(work: Work, view: View, opened: Open) -> Reopened:
    form = view.release.forms.get(opened.form)
    asks = asks_of(view, form, opened.correction) if form is not None else ()
    # What is answered in this very turn is younger than the correction.
    return Reopened(work.case.seq - 1, asks, work.turn.files)


def _questions(work: Work, opened: Open) -> int:
    submission = work.case.submission
    reopened = submission.reopened.get(opened.correction.id) if submission is not None else None
    return len({key for keys in reopened.asks for key in keys}) if reopened is not None else 0


def named_in(submission: Submission | None, corrections: tuple[Open, ...]) -> dict[str, list[tuple[str, Point]]]:
    """Address key -> what the officers say of it, form and point each."""
    found: dict[str, list[tuple[str, Point]]] = {}
    for one in corrections:
        reopened = submission.reopened.get(one.correction.id) if submission is not None else None
        for point, keys in zip(one.correction.points, reopened.asks if reopened is not None else (), strict=False):
            for key in keys:
                found.setdefault(key, []).append((one.form, point))
    return found


def words_beside(work: Work, address: Address) -> CorrectionAsked | None:
    """What the officers say of the question at the address, or None where they say nothing."""
    found = named_in(work.case.submission, work.position.corrections).get(address.key)
    return CorrectionAsked(address, tuple(found)) if found else None


def is_correctable(work: Work, address: Address) -> bool:
    """Whether the answer may be changed now: nothing is at intake, or it is named, asked, or came with the correction."""
    submission, position = work.case.submission, work.position
    if submission is None or submission.state == "failed":
        return True
    view = position.view
    if view is None or not position.corrections or address.fact not in view.release.facts:
        return False
    return reaches(view, correctable_keys(work.case, submission, position.corrections, position.wanted_keys), address)


def correctable_keys(
    case: Case, submission: Submission, corrections: tuple[Open, ...], wanted: frozenset[str]
) -> frozenset[str]:
    """Keys of the answers that a correction lets change: what it names, what is wanted now, and what was answered since."""
    opened = [one for it in corrections if (one := submission.reopened.get(it.correction.id)) is not None]
    since = min((one.turn for one in opened), default=case.seq)
    keys = {key for one in opened for some in one.asks for key in some}
    keys |= {key for key, stored in case.answers.items() if stored.turn > since}
    asked = {case.asked.address.key} if case.asked is not None else set()
    return frozenset(keys | wanted | asked)


def tell_differences(work: Work, forms: tuple[str, ...]) -> None:
    """Says of these forms where the answers differ from what intake holds."""
    submission, view = work.case.submission, work.view
    for form in forms:
        places = differences(view, form) if view is not None else ()
        if places and submission is not None:
            work.emit(Differs(form, submission.references.get(form, ""), places))


def drop_what_is_locked(work: Work) -> None:
    """Nothing waits any more for a yes to a change that is locked now."""
    case = work.case
    if case.submission is None or case.submission.state == "failed":
        return
    stack = tuple(frame for frame in case.stack if _stays(work, frame))
    asked = case.asked if work.position.corrections else None
    if stack != case.stack or asked is not case.asked:
        work.case = replace(case, stack=stack, asked=asked)


def _stays(work: Work, frame: Frame) -> bool:
    if isinstance(frame, AwaitAct) and frame.act == HAND_IN:
        return bool(work.position.corrections)
    if isinstance(frame, AwaitChange):
        return all(is_correctable(work, one.address) for one in frame.changes)
    return not isinstance(frame, (AwaitValue, Revisit)) or is_correctable(work, frame.address)
