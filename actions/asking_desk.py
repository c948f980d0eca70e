"""The effects ``delivery`` and ``payment``: finds out at the desk where licences are, or how bills stand. Tried once: whoever asked waits, and may ask again."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Final

from bot.engine import EffectDone
from bot.engine.values import Json

from .outbox import Claim
from .ports import Refused, Standing, Submission, Unavailable

#: Seconds that intake has to answer, for all of them.
_PATIENCE: Final = 3.0


async def seek_delivery(desk: Submission, claim: Claim) -> EffectDone:
    """``sought``: reference -> ``method``, ``number``, ``state`` and ``at`` of its licence in words; None where nobody can say now."""
    return await _sought(desk, claim, _delivery)


async def seek_payment(desk: Submission, claim: Claim) -> EffectDone:
    """``sought``: reference -> ``state``, ``number`` and ``at`` of its bill in words; None where nobody can say now."""
    return await _sought(desk, claim, _payment)


async def _sought(desk: Submission, claim: Claim, told: Callable[[Standing], Json]) -> EffectDone:
    references: list[str] = list(claim.payload["references"])
    found = await asyncio.gather(*(_found(desk, one, told) for one in references))
    return EffectDone(claim.key, {"sought": dict(zip(references, found, strict=True))})


async def _found(desk: Submission, reference: str, told: Callable[[Standing], Json]) -> Json:
    try:
        standing = await asyncio.wait_for(desk.look_up(reference), _PATIENCE)
    except (Refused, Unavailable, asyncio.TimeoutError):
        return None
    return None if standing is None else told(standing)


def _delivery(standing: Standing) -> Json:
    sent = standing.delivery
    if sent is None:
        return None
    state, at = sent.steps[-1] if sent.steps else ("", "")
    return {"method": sent.method, "number": sent.number, "state": state, "at": at}


def _payment(standing: Standing) -> Json:
    bill = standing.payment
    return None if bill is None else {"state": bill.state, "number": bill.number, "at": bill.paid}
