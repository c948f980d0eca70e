"""Bills that nobody told us of as paid are asked after, so that a callback that was lost keeps no licence from being made (对账)."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from starlette.concurrency import run_in_threadpool

from ..elsewhere import NotDone
from .billing import Billing
from .bills import Kept

#: How long a bill is left alone between two looks.
QUIET: Final = timedelta(minutes=10)
#: Bills that are looked at in one go.
AT_ONCE: Final = 50
_LOG: Final = logging.getLogger("daoban.intake")


@dataclass(frozen=True, slots=True)
class Reconciling:
    """Asks after unpaid bills for as long as the intake serves. Several processes may do so at once; it comes to the same."""

    billing: Billing

    async def run_once(self) -> int:
        """The bills that were due were looked at; gives how many were."""
        if self.billing.payments is None:
            return 0
        due = await run_in_threadpool(self.billing.bills.unpaid, QUIET, AT_ONCE)
        for kept in due:
            await self._look(kept)
        return len(due)

    async def run_forever(self, stop: asyncio.Event, *, poll: float = 30.0) -> None:
        """Looks until ``stop`` is set. ``poll``: seconds between two goes."""
        stopping = asyncio.ensure_future(stop.wait())
        while not stop.is_set():
            try:
                await self.run_once()
            except Exception as fault:
                _LOG.error("bills cannot be read: %s", type(fault).__name__)
            await asyncio.wait([stopping], timeout=poll)

    async def _look(self, kept: Kept) -> None:
        payments = self.billing.payments
        try:
            if payments is not None:
                key, payment = await payments.look(kept.payment.number)
                if key != f"{kept.reference}.{kept.event}":
                    raise NotDone("payments_answer")
                await run_in_threadpool(self.billing.keep, kept, payment)
        except Exception as fault:  # whatever is wrong with one bill, the others are still asked after
            error = str(fault) if isinstance(fault, NotDone) else type(fault).__name__
            _LOG.warning("the bill %s.%s cannot be looked at: %s", kept.reference, kept.event, error)
        await run_in_threadpool(self.billing.bills.looked, kept)
