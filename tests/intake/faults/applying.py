"""What an applicant of a run says next, by what their conversation shows; nothing else is remembered of it."""

from __future__ import annotations

from collections.abc import Sequence

from bot.engine import Case
from bot.engine.case import AwaitAct, Submission
from bot.engine.standing import open_corrections, withdrawable

from .plans import ACCEPTED, Codes, Plan, better_name, is_at


def codes_of(submission: Submission, form: str) -> Codes:
    """What the conversation knows to have happened to the application."""
    return tuple(event.code for event in submission.happened.get(submission.references.get(form, ""), ()))


def says(plan: Plan, forms: Sequence[str], case: Case) -> str | None:
    """What the applicant says now; None: nothing, for it is somebody else's turn, or it is over."""
    submission = case.submission
    if submission is None:
        return "提交"
    if submission.state != "received":
        return None
    if isinstance(case.stack[-1] if case.stack else None, AwaitAct):
        return "确定"
    if plan.is_answered() and open_corrections(submission):
        is_asked = case.asked is not None and case.asked.address.fact != "review"
        return better_name(plan.number) if is_asked else "提交"
    if plan.withdraws and submission.withdrawal is None and withdrawable(submission):
        known = [codes_of(submission, form) for form in forms]
        there = (
            any(ACCEPTED in codes for codes in known)
            if plan.races
            else all(is_at(codes, story) for codes, story in zip(known, plan.stories, strict=True))
        )
        return "撤回申请" if there else None
    return None


def is_over(plan: Plan, forms: Sequence[str], case: Case) -> bool:
    """Whether the conversation knows everything that was to happen, and nothing of it is under way."""
    submission = case.submission
    if submission is None or submission.state != "received":
        return False
    states = [one.state for one in submission.supplements.values()]
    if submission.withdrawal is not None:
        states.append(submission.withdrawal.state)
    return "requested" not in states and all(
        codes_of(submission, form) in plan.ends(place) for place, form in enumerate(forms)
    )
