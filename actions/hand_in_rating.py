"""The effect ``rating``: hands a bad rating to intake, where an office answers it."""

from __future__ import annotations

from bot.engine import EffectDone

from .outbox import Claim
from .ports import Refused, Stuck, Submission


async def hand_in_rating(desk: Submission, claim: Claim) -> EffectDone:
    """Intake holds it. The applicant is told nothing: to them it was given when they gave it.

    Raises:
        Unavailable: it is not known how it ended. Stuck: intake refuses it, so that somebody has to look: an applicant waits for
            an answer that nobody would give.
    """
    payload = claim.payload
    about = payload["reference"], payload["grade"], payload["words"], payload["reasons"]
    try:
        await desk.rate(claim.key, *about)
    except Refused as refusal:
        raise Stuck(refusal.code) from refusal
    return EffectDone(claim.key)
