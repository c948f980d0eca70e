"""The effect ``submit``: hands the bundle to intake and says how it ended."""

from __future__ import annotations

from bot.engine import EffectDone, EffectFailed

from .outbox import Claim
from .ports import Refused, Submission, Unavailable


async def submit(desk: Submission, claim: Claim) -> EffectDone | EffectFailed:
    """How the hand-over ended, for good.

    A retry sends the same bundle under the same key, so intake answers as it did before. It may be retried for ever: as
    long as it is not known whether intake holds the bundle, telling the applicant that it failed could double it.

    Raises:
        Unavailable: it is not known how it ended.
    """
    payload = claim.payload
    try:
        receipts = await desk.submit(claim.key, payload["applications"], payload["materials"], payload["provenance"])
    except Refused as refusal:
        if claim.attempts > 1 and not refusal.decided:
            raise Unavailable(refusal.code) from refusal
        return EffectFailed(claim.key, refusal.code, refusal.problems)
    return EffectDone(
        claim.key,
        {
            "references": {receipt.form: receipt.reference for receipt in receipts},
            "received_at": {receipt.form: receipt.received_at.isoformat() for receipt in receipts},
        },
    )
