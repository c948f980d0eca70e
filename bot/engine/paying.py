"""Whether a bill was paid: asked for at intake when the applicant asks, and never kept, since only whoever takes the money knows."""

from __future__ import annotations

from .case import Submission
from .payments import ApplicationPayment, PaymentSought, PaymentTold
from .standing import latest
from .turn import EffectDone
from .values import Json
from .work import Work

#: How the keys of these questions end.
_ENDS = ":payment"


def owing(submission: Submission) -> tuple[str, ...]:
    """References of the applications whose last known step wants money: the licence is made once it is paid."""
    return tuple(
        one
        for one in submission.references.values()
        if (event := latest(submission, one)) is not None and event.charge is not None
    )


def seek_payment(work: Work, submission: Submission) -> None:
    """Intake is asked how the bills stand."""
    if owing(submission):
        work.emit(PaymentSought(f"{work.case.id}:{work.case.seq}{_ENDS}", owing(submission)))


def payment_told(work: Work, submission: Submission, report: EffectDone) -> None:
    """Says how they stand; of an application that went on meanwhile, nothing. A report for another key changes nothing."""
    sought = report.result.get("sought")
    if not report.effect.endswith(_ENDS) or not isinstance(sought, dict):
        return
    due = owing(submission)
    told = tuple(
        _read(form, reference, sought[reference])
        for form, reference in submission.references.items()
        if reference in sought and reference in due
    )
    if told:
        work.emit(PaymentTold(told))


def _read(form: str, reference: str, told: Json) -> ApplicationPayment:
    """``told``: see ``actions/asking_desk.py``; None: it could not be found out."""
    found = told if isinstance(told, dict) else {}
    return ApplicationPayment(form, reference, **{name: str(found.get(name, "")) for name in _NAMES})


_NAMES = ("state", "number", "at")
