"""The effect ``delivery``: finds out where licences are on their way. It is tried once: whoever asked waits, and may ask again."""

from __future__ import annotations

import asyncio
from typing import Final

from bot.engine import EffectDone
from bot.engine.values import Json

from .outbox import Claim
from .ports import Refused, Submission, Unavailable

#: Seconds that intake has to answer, for all of them.
_PATIENCE: Final = 3.0


async def seek_delivery(desk: Submission, claim: Claim) -> EffectDone:
    """``sought``: reference -> ``method``, ``number``, ``state`` and ``at`` of its licence in words; None where nobody can say now."""
    references: list[str] = list(claim.payload["references"])
    found = await asyncio.gather(*(_found(desk, one) for one in references))
    return EffectDone(claim.key, {"sought": dict(zip(references, found, strict=True))})


async def _found(desk: Submission, reference: str) -> Json:
    try:
        standing = await asyncio.wait_for(desk.look_up(reference), _PATIENCE)
    except (Refused, Unavailable, asyncio.TimeoutError):
        return None
    if standing is None or standing.delivery is None:
        return None
    sent = standing.delivery
    state, at = sent.steps[-1] if sent.steps else ("", "")
    return {"method": sent.method, "number": sent.number, "state": state, "at": at}
