"""The effect ``submit``: hands the bundle to intake and says how it ended."""

from __future__ import annotations

from bot.engine import EffectDone, EffectFailed

from .outbox import Claim
from .ports import Refused, Stuck, Submission


async def submit(desk: Submission, claim: Claim) -> EffectDone | EffectFailed:
    """How the hand-over ended, for good.

    A retry sends the same bundle under the same key, so intake answers as it did before. It may be retried for ever: as
    long as it is not known whether intake holds the bundle, telling the applicant that it failed could double it.

    Raises:
        Unavailable: it is not known how it ended. Stuck: and nothing that the applicant or another try could do will help.
    """
    payload = claim.payload
    documents = payload["applications"], payload["materials"], payload["provenance"]
    try:
        # What was asked for before bundles had names is sent on as it was: another body under its key would be refused.
        receipts = await desk.submit(claim.key, *documents, payload.get("scenario"))
    except Refused as refusal:
        return ended(claim, refusal)
    return EffectDone(
        claim.key,
        {
            "references": {receipt.form: receipt.reference for receipt in receipts},
            "received_at": {receipt.form: receipt.received_at.isoformat() for receipt in receipts},
        },
    )


def ended(claim: Claim, refusal: Refused) -> EffectFailed:
    """The refusal as the applicant is told it.

    Raises:
        Stuck: intake refused before it looked at the key, such as a Bearer key that it does not know. A former try may have
            been taken, and the applicant can do nothing about it: whoever runs the server has to.
    """
    if not refusal.decided:
        raise Stuck(refusal.code) from refusal
    return EffectFailed(claim.key, refusal.code, refusal.problems)
