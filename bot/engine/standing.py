"""Where each application stands: the fold of the events that are known of it. Nothing of it is stored."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from .case import Submission
from .happenings import (
    CORRECTION_BEGUN,
    DECIDED,
    DECISIONS,
    ENDED,
    HELD,
    LOST,
    WITHDRAWN,
    Correction,
    Due,
    StatusEvent,
    StatusReported,
)
from .limits import APPLICATIONS, HAPPENINGS

#: States of a supplement or a withdrawal in which nothing more is asked of the applicant.
_UNDER_WAY = ("requested", "received", "closed")


@dataclass(frozen=True, slots=True)
class Open:
    """A correction that waits for the applicant."""

    form: str
    reference: str
    correction: Correction


def with_event(submission: Submission | None, told: StatusReported) -> Submission | None:
    """The submission with the event in its place; the very same one where it is known already, or of none of ours.

    An event may come before the receipt does: then any application of ours may be meant.
    """
    if submission is None:
        return None
    happened, reference = submission.happened, told.reference
    ours = reference in submission.references.values() if submission.references else submission.state == "requested"
    known = happened.get(reference, ())
    full = reference not in happened and len(happened) >= APPLICATIONS
    if not ours or full or any(one.seq == told.event.seq for one in known):
        return submission
    events = tuple(sorted((*known, told.event), key=lambda one: one.seq))[-HAPPENINGS:]
    return replace(submission, happened={**happened, reference: events})


def latest(submission: Submission, reference: str) -> StatusEvent | None:
    """The application's last known event, or None."""
    known = submission.happened.get(reference)
    return known[-1] if known else None


def open_corrections(submission: Submission | None) -> tuple[Open, ...]:
    """The corrections that wait for the applicant, in the order of the forms."""
    if submission is None or submission.state != "received":
        return ()
    return tuple(_open(submission))


def _open(submission: Submission) -> Iterator[Open]:
    leaving = _leaving(submission)
    for form, reference in submission.references.items():
        event = latest(submission, reference)
        if event is None or event.code != CORRECTION_BEGUN or event.correction is None or reference in leaving:
            continue
        answer = submission.supplements.get(event.correction.id)
        if answer is None or answer.state not in _UNDER_WAY:
            yield Open(form, reference, event.correction)


def withdrawable(submission: Submission) -> tuple[str, ...]:
    """References of the applications that can still be withdrawn: nothing is decided, and it is not asked for yet."""
    leaving = _leaving(submission)
    return tuple(
        reference for reference in submission.references.values()
        if reference not in leaving and code_of(submission, reference) not in DECIDED | ENDED
    )  # fmt: skip


def is_withdrawn(submission: Submission) -> bool:
    """Whether no application of the bundle is left."""
    confirmed = submission.withdrawal is not None and submission.withdrawal.state == "received"
    gone = set(submission.withdrawal.references) if confirmed and submission.withdrawal is not None else set()
    return bool(submission.references) and all(
        one in gone or code_of(submission, one) == WITHDRAWN for one in submission.references.values()
    )


def is_decided(submission: Submission) -> bool:
    """Whether an office has decided, and nothing of the bundle waits for a decision any more."""
    return all_decided(
        [[event.code for event in submission.happened.get(one, ())] for one in submission.references.values()]
    )


def all_decided(codes: Sequence[Sequence[int]]) -> bool:
    """As ``is_decided``, of the codes of each application's events in order."""
    last = {known[-1] if known else 0 for known in codes}
    return bool(last & (DECIDED | DECISIONS)) and last <= DECIDED | ENDED


def code_of(submission: Submission, reference: str) -> int:
    """The code of the application's last known event; 0 where none is known."""
    event = latest(submission, reference)
    return event.code if event is not None else 0


def ended_composite(submission: Submission, reference: str) -> str:
    """What the composite licence was called that stood for this application's permit and ended with another's; else empty."""
    others = [code_of(submission, one) for one in submission.references.values() if one != reference]
    if code_of(submission, reference) not in HELD or LOST.isdisjoint(others):
        return ""
    events = (event for one in submission.references.values() for event in submission.happened.get(one, ()))
    return next((event.composite.title for event in events if event.composite is not None), "")


def days_left(due: Due | None, today: date) -> int | None:
    """Natural days from today to the last day, 0 on the day itself, below 0 after it; None without a day that can be read."""
    try:
        return (date.fromisoformat(due.day) - today).days if due is not None else None
    except ValueError:
        return None


def _leaving(submission: Submission) -> frozenset[str]:
    withdrawal = submission.withdrawal
    if withdrawal is None or withdrawal.state == "failed":
        return frozenset()
    return frozenset(withdrawal.references)
