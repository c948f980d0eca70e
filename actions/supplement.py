"""The effect ``supplement``: answers a correction of one application and says how it ended."""

from __future__ import annotations

from bot.engine import EffectDone, EffectFailed

from .outbox import Claim
from .ports import Refused, Submission
from .submit import ended


async def supplement(desk: Submission, claim: Claim) -> EffectDone | EffectFailed:
    """How it ended, for good; the reference stays the one that the application had.

    Raises:
        Unavailable: it is not known how it ended. Stuck: see ``submit``.
    """
    payload = claim.payload
    about = payload["reference"], payload["correction"]
    documents = payload["application"], payload["materials"], payload["provenance"]
    try:
        receipt = await desk.supplement(claim.key, *about, *documents)
    except Refused as refusal:
        return ended(claim, _of_form(refusal, payload["form"]))
    told = {
        "reference": receipt.reference,
        "form": payload["form"],
        "correction": payload["correction"],
        "received_at": receipt.received_at.isoformat(),
    }
    return EffectDone(claim.key, told)


def _of_form(refusal: Refused, form: str) -> Refused:
    """The refusal with its problems told of the form that they are in: intake knows the reference, not our names."""
    problems = [{**problem, "form": form} for problem in refusal.problems]
    return Refused(refusal.code, problems, decided=refusal.decided)
