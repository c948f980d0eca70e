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
    for form, reference in claim.payload["references"].items():
        try:
            statuses[form] = (await desk.withdraw(reference, claim.key, claim.payload["reason"])).status
        except Refused as refusal:
            if not refusal.decided:
                return ended(claim, refusal)
            refused[form] = refusal
    if refused:
        problems: list[Mapping[str, Json]] = [
            {"form": form, "pointer": "", "message": one.code} for form, one in refused.items()
        ]
        return EffectFailed(claim.key, next(iter(refused.values())).code, tuple(problems))
    return EffectDone(claim.key, {"references": dict(claim.payload["references"]), "statuses": dict(statuses)})
