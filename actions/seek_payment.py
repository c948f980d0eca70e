"""The effect ``payment``: finds out how bills stand. It is tried once: whoever asked waits, and may ask again."""

from __future__ import annotations

import asyncio
from typing import Final

from bot.engine import EffectDone
from bot.engine.values import Json

from .outbox import Claim
from .ports import Refused, Submission, Unavailable

#: Seconds that intake has to answer, for all of them.
_PATIENCE: Final = 3.0


async def seek_payment(desk: Submission, claim: Claim) -> EffectDone:
    """``sought``: reference -> ``state``, ``number`` and ``at`` of its bill in words; None where nobody can say now."""
    references: list[str] = list(claim.payload["references"])
    found = await asyncio.gather(*(_found(desk, one) for one in references))
    return EffectDone(claim.key, {"sought": dict(zip(references, found, strict=True))})


async def _found(desk: Submission, reference: str) -> Json:
    try:
        standing = await asyncio.wait_for(desk.look_up(reference), _PATIENCE)
    except (Refused, Unavailable, asyncio.TimeoutError):
        return None
    if standing is None or standing.payment is None:
        return None
    bill = standing.payment
    return {"state": bill.state, "number": bill.number, "at": bill.paid}
