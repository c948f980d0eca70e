"""Where a licence is that was issued: asked for at intake when the applicant asks, and never kept, since it moves on."""

from __future__ import annotations

from .case import Submission
from .deliveries import ApplicationDelivery, DeliverySought, DeliveryTold
from .happenings import ISSUED
from .standing import code_of
from .turn import EffectDone
from .values import Json
from .work import Work

#: How the keys of these questions end.
_ENDS = ":delivery"


def seek(work: Work, submission: Submission) -> None:
    """Intake is asked where the licences are that were issued, and of which nobody knows yet that they arrived."""
    under_way = tuple(one for one in submission.references.values() if code_of(submission, one) == ISSUED)
    if under_way:
        work.emit(DeliverySought(f"{work.case.id}:{work.case.seq}{_ENDS}", under_way))


def delivery_told(work: Work, submission: Submission, report: EffectDone) -> None:
    """Says where they are; of one that arrived or ended meanwhile, nothing. A report for another key changes nothing."""
    sought = report.result.get("sought")
    if not report.effect.endswith(_ENDS) or not isinstance(sought, dict):
        return
    told = tuple(
        _read(form, reference, sought[reference])
        for form, reference in submission.references.items()
        if reference in sought and code_of(submission, reference) == ISSUED
    )
    if told:
        work.emit(DeliveryTold(told))


def _read(form: str, reference: str, told: Json) -> ApplicationDelivery:
    """``told``: see ``actions/asking_desk.py``; None: it could not be found out."""
    found = told if isinstance(told, dict) else {}
    return ApplicationDelivery(form, reference, **{name: str(found.get(name, "")) for name in _NAMES})


_NAMES = ("method", "number", "state", "at")
