"""Carries out what events bring about elsewhere, until it is done, in order for each application."""

from __future__ import annotations

import asyncio
import logging
import random
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Final

from starlette.concurrency import run_in_threadpool

from actions.retrying import Backoff

from .callbacks import Callback, Callbacks
from .elsewhere import NotDone
from .errand import Errand, errand_of
from .event import Event
from .history import History
from .registry import Entry, Registry

_LOG: Final = logging.getLogger("daoban.intake")
#: Errands carried out at a time.
AT_ONCE: Final = 8
#: Nothing is given up: a licence that was told as issued has to come into the library, however long that is down.
_BACKOFF: Final = Backoff(first=2.0, longest=900.0)


Carry = Callable[[Entry, Event], Awaitable[None]]


@dataclass(frozen=True)
class Errands:
    """Carries out what waits. All methods are to be called on one event loop.

    Args:
        carry: how each errand is done; it raises NotDone where it has to be tried again, and may be done twice. Without
            those of all errands, nothing is taken up.
    """

    queue: Callbacks
    registry: Registry
    history: History
    carry: Mapping[Errand, Carry] = field(default_factory=dict)
    backoff: Backoff = _BACKOFF

    async def run_once(self) -> int:
        """What was due was tried once; gives how much that was."""
        if len(self.carry) < len(Errand):
            return 0
        claimed = await run_in_threadpool(self.queue.claim, AT_ONCE)
        await asyncio.gather(*(self._try(one) for one in claimed))
        return len(claimed)

    async def run_forever(self, stop: asyncio.Event, *, poll: float = 0.5) -> None:
        """Carries out until ``stop`` is set. ``poll``: seconds between looks at what waits."""
        stopping = asyncio.ensure_future(stop.wait())
        while not stop.is_set():
            try:
                if await self.run_once():
                    continue
            except Exception as fault:
                _LOG.error("errands cannot be read: %s", type(fault).__name__)
            await asyncio.wait([stopping], timeout=poll)

    async def _try(self, errand: Callback) -> None:
        """It is done, or due again later. Nothing is raised: the log and the row say what went wrong."""
        number, kind = errand_of(errand.seq)
        try:
            entry = await run_in_threadpool(self.registry.by_reference, errand.reference)
            events = await run_in_threadpool(self.history.of, errand.reference, number - 1)
            if entry is None or not events:
                raise NotDone("gone")
            await self.carry[kind](entry, events[0])
            await run_in_threadpool(self.queue.heard, errand)
        except Exception as fault:
            error = str(fault) if isinstance(fault, NotDone) else type(fault).__name__
            _LOG.warning("%s of event %s:%s is not done yet: %s", kind.name, errand.reference, number, error)
            wait = self.backoff.seconds(errand.attempts, random.random)
            await run_in_threadpool(self.queue.put_back, errand, wait, error)
