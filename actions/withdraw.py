"""The effect ``withdraw``: takes applications back from intake and says how it ended."""

from __future__ import annotations

from collections.abc import Mapping

from bot.engine import EffectDone, EffectFailed
from bot.engine.values import Json

from .outbox import Claim
from .ports import Refused, Submission
from .submit import ended


async def withdraw(desk: Submission, claim: Claim) -> EffectDone | EffectFailed:
    """How it ended, for good: all are withdrawn, or some cannot be any more, and those are named.

    Each is asked for, also after another was refused: what can be withdrawn is.

    Raises:
        Unavailable: it is not known how it ended. Stuck: see ``submit``.
    """
    statuses: dict[str, Json] = {}
    refused: dict[str, Refused] = {}
    for reference in claim.payload["references"]:
        try:
            statuses[reference] = (await desk.withdraw(reference, claim.key, claim.payload["reason"])).status
        except Refused as refusal:
            if not refusal.decided:
                return ended(claim, refusal)
            refused[reference] = refusal
    if refused:
        problems: list[Mapping[str, Json]] = [
            {"reference": reference, "pointer": "", "message": one.code} for reference, one in refused.items()
        ]
        return EffectFailed(claim.key, next(iter(refused.values())).code, tuple(problems))
    return EffectDone(claim.key, {"statuses": statuses})
