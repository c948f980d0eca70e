"""Does the outbox's work and reports how it ended, as turns; dies at any point without losing or doubling any."""

from __future__ import annotations

import asyncio
import logging
import random
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime
from typing import Final, Union

from bot.engine import EffectDone, EffectFailed, Prefill

from .giving_up import Patience
from .outbox import LEASE, Claim, Outbox
from .ports import NotAsked, Stuck, Unavailable
from .retrying import Backoff

Ended = Union[EffectDone, EffectFailed, Prefill]
#: Does one kind of work. Raises Unavailable to be called again later.
Handler = Callable[[Claim], Awaitable[Ended]]
#: Takes the end as a turn: conversation, end, id of the report, outbox row that the same transaction finishes.
Report = Callable[[str, Ended, str, int], Awaitable[object]]

#: Seconds one try may take; well within the lease, so that two workers do not do the same work at once.
TRY_SECONDS: Final = LEASE.total_seconds() / 2
#: Rows worked on at a time.
AT_ONCE: Final = 8

_LOG: Final = logging.getLogger("daoban.outbox")


class Worker:
    """Claims, performs, reports. All methods are to be called on one event loop.

    Whatever happens between claim and report, the row stays in the outbox until the report's own transaction finishes
    it; a try that ended unseen is made again with the same key.
    """

    def __init__(
        self,
        outbox: Outbox,
        handlers: Mapping[str, Handler],
        report: Report,
        *,
        clock: Callable[[], datetime],
        backoff: Backoff | None = None,
        patience: Patience | None = None,
        chance: Callable[[], float] = random.random,
    ) -> None:
        self._outbox = outbox
        self._handlers = handlers
        self._report = report
        self._backoff = backoff or Backoff()
        self._patience = patience or Patience()
        self._clock = clock
        self._chance = chance
        self._running: dict[asyncio.Task[None], str] = {}

    async def run_once(self, limit: int = AT_ONCE) -> int:
        """Up to ``limit`` due rows were tried once; gives how many."""
        tasks = self._start(limit)
        await asyncio.gather(*tasks)
        return len(tasks)

    async def run_for(self, conversation: str, timeout: float) -> bool:
        """Whether all the conversation's work is finished, after trying what is due for at most ``timeout`` seconds.

        What takes longer goes on by itself.
        """
        if not self._outbox.waiting(conversation):
            return True
        self._start(AT_ONCE, conversation)
        tasks = [task for task, whose in self._running.items() if whose == conversation]
        if tasks:
            await asyncio.wait(tasks, timeout=timeout)
        return self._outbox.waiting(conversation) == 0

    async def run_forever(self, stop: asyncio.Event, *, poll: float = 1.0, grace: float = 5.0) -> None:
        """Works until ``stop`` is set; then lets the tries under way end, and puts back what does not.

        Args:
            poll: seconds between looks at the outbox; what another process put there is found within that time.
            grace: seconds that tries under way are given at the end.
        """
        stopping = asyncio.ensure_future(stop.wait())
        taken_over = False
        while not stop.is_set():
            try:
                if not taken_over:
                    self._outbox.take_over()
                    taken_over = True
                self._start(AT_ONCE - len(self._running))
            except Exception as fault:
                _LOG.error("outbox cannot be read: %s", type(fault).__name__)
            # With its hands full it goes on as soon as one is free: after a breakdown there may be thousands to do.
            full = list(self._running) if len(self._running) >= AT_ONCE else []
            await asyncio.wait([stopping, *full], timeout=poll, return_when=asyncio.FIRST_COMPLETED)
        if self._running:
            _, late = await asyncio.wait(list(self._running), timeout=grace)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)

    def _start(self, limit: int, conversation: str | None = None) -> list[asyncio.Task[None]]:
        if limit <= 0:
            return []
        tasks = []
        for claim in self._outbox.claim(limit, conversation):
            task = asyncio.ensure_future(self._try(claim))
            self._running[task] = claim.conversation
            task.add_done_callback(self._running.pop)
            tasks.append(task)
        return tasks

    async def _try(self, claim: Claim) -> None:
        """The row is finished, or due again later. Nothing is raised: the log and the row say what went wrong."""
        try:
            ended = await asyncio.wait_for(self._perform(claim), TRY_SECONDS)
            await self._report(claim.conversation, ended, claim.report, claim.id)
        except asyncio.CancelledError:
            self._later(claim, 0.0, "stopped")
            raise
        except NotAsked as fault:
            self._hold_back(claim, fault.retry_after or 0.0)
        except Unavailable as fault:
            self._failed(claim, fault, fault.code, fault.retry_after)
        except asyncio.TimeoutError as fault:
            self._failed(claim, fault, "timeout")
        except Exception as fault:
            _LOG.exception("outbox row %s: %s", claim.id, type(fault).__name__)
            self._failed(claim, fault, f"fault:{type(fault).__name__}")

    async def _perform(self, claim: Claim) -> Ended:
        handler = self._handlers.get(claim.kind)
        if handler is None:
            raise Stuck("unknown_kind")
        return await handler(claim)

    def _failed(self, claim: Claim, fault: BaseException, code: str, asked: float | None = None) -> None:
        """The row is due again later, or dead where trying is over."""
        if self._patience.is_over(claim.attempts, claim.since, self._clock(), fault):
            _LOG.error("outbox row %s: %s, try %s was the last; see daoban outbox", claim.id, code, claim.attempts)
            self._put(claim, lambda: self._outbox.bury(claim, code))
        else:
            self._later(claim, self._backoff.seconds(claim.attempts, self._chance, asked), code)

    def _later(self, claim: Claim, wait: float, code: str) -> None:
        _LOG.warning("outbox row %s: %s, try %s, again in %.1f s", claim.id, code, claim.attempts, wait)
        self._put(claim, lambda: self._outbox.put_back(claim, wait, code))

    def _hold_back(self, claim: Claim, wait: float) -> None:
        """Nobody was asked. Spread a little, so that not all come back in the same moment."""
        spread = wait * (1.0 + self._chance() / 4)
        self._put(claim, lambda: self._outbox.hold_back(claim, spread))

    def _put(self, claim: Claim, put: Callable[[], None]) -> None:
        """Writes what is to become of the row. Where even that fails the lease runs out by itself, and it is due again."""
        try:
            put()
        except Exception as fault:
            _LOG.error("outbox row %s cannot be put back: %s", claim.id, type(fault).__name__)
