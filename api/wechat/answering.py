"""Every push answered once: those of one person in order, by one process at a time, each try of a push alike."""

from __future__ import annotations

import asyncio
import logging
import secrets
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from actions.database import DatabaseUnavailable
from actions.earlier_matters import Earlier
from actions.followers import Follower, Followers
from actions.pushes import Pushes, Waiting

from .conversing import Conversing, Seen, is_alone
from .gathering import PAUSE, joined, parts, pause
from .inbound import Other, Push, Unfollowed, read_push
from .noticing import Noticing
from .showing import Reply, Showing
from .telling import Telling, shown_now, with_pending

#: Seconds after which a try of WeChat's is answered with nothing: it waits for five, and ours are to be there within three and a half.
PATIENCE: Final = 3.2
#: Seconds until it is looked again whether another process has the answer.
_LOOK: Final = 0.1
#: Looks for a moment in which nobody answers somebody.
_LOOKS: Final = 20
#: Seconds between looks for what was left behind, and how long it lies until it was.
_EVERY: Final = 2.0
_LEFT_BEHIND: Final = 5.0
_MICROS: Final = 1_000_000
_LOG: Final = logging.getLogger("daoban.wechat")


@dataclass
class Answering:
    """Answers pushes by the conversations of those who sent them; all methods are for one event loop.

    A push is kept before anything is done about it. Whatever process answers it keeps the answer together with what is
    then known of the follower; whether somebody still waits for it is decided there and then, so that it is either given
    or sent, and neither twice nor never.

    Args:
        pause: seconds without another message after which words are taken.
        name: of this process, as no other has it.
    """

    conversing: Conversing
    showing: Showing
    telling: Telling
    noticing: Noticing
    followers: Followers
    pushes: Pushes
    pause: float = PAUSE
    name: str = field(default_factory=lambda: secrets.token_hex(8))
    _working: dict[bytes, asyncio.Task[None]] = field(default_factory=dict)
    _answered: dict[bytes, asyncio.Event] = field(default_factory=dict)
    _showing: set[asyncio.Task[None]] = field(default_factory=set)

    async def within(self, push: Push, fields: Mapping[str, str], seconds: float = PATIENCE) -> str:
        """What the push is answered; empty: nothing, or it takes longer than ``seconds`` and is told in another way then."""
        if self._asks_nothing(push):
            return ""
        until = time.monotonic() + seconds
        follower = self.conversing.follower(push.sender)
        self.pushes.arrive(follower, push.key, fields, push.at, push.number)
        while (told := self.pushes.answered(follower.mark, push.key)) is None:
            left = until - time.monotonic()
            if left <= 0:
                told = self.pushes.leave(follower.mark, push.key)
                if told is None:
                    self._show_work(push.sender)
                return told or ""
            await self._worked(follower.mark, left)
        return told

    def _asks_nothing(self, push: Push) -> bool:
        """Whether it is an event that nothing is known of somebody for, whom nothing was known of before."""
        if isinstance(push.content, Unfollowed):
            return self.followers.of(self.conversing.account, push.sender) is None
        return isinstance(push.content, Other) and not push.number

    async def _worked(self, mark: bytes, seconds: float) -> None:
        """One of the person's pushes was answered, or none of them is worked on any more, or the time is over. Raises what the work raised."""
        work = self._work(mark)
        answered = asyncio.ensure_future(self._answered.setdefault(mark, asyncio.Event()).wait())
        await asyncio.wait({work, answered}, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
        answered.cancel()
        if work.done():
            work.result()

    async def change(self, person: str, changed: Callable[[Follower], Follower]) -> Follower | None:
        """The follower as they are known from now on; None where there is none, or they are being answered all the time."""
        follower = self.conversing.followers.of(self.conversing.account, person)
        if follower is None:
            return None
        who = secrets.token_hex(8)  # not this process's name: it may be answering them
        for _ in range(_LOOKS):
            if self.pushes.claim(follower.mark, who):
                try:
                    now = self.followers.marked(follower.mark)
                    if now is not None:
                        now = changed(now)
                        self.followers.keep(now)
                    return now
                finally:
                    self.pushes.release(follower.mark, who)
            await asyncio.sleep(_LOOK)
        return None

    async def run_forever(self, stop: asyncio.Event) -> None:
        """Answers what other processes left behind, and tells what happened without anybody's doing, until ``stop`` is set."""
        stopping = asyncio.ensure_future(stop.wait())
        while not stop.is_set():
            try:
                for mark in {*self.pushes.behind(_LEFT_BEHIND), *self.followers.behind()}:
                    self._work(mark)
            except DatabaseUnavailable as fault:
                _LOG.error("what waits cannot be read: %s", fault)
            await asyncio.wait([stopping], timeout=_EVERY)
        await asyncio.gather(*self._working.values(), *self._showing, return_exceptions=True)

    def _work(self, mark: bytes) -> asyncio.Task[None]:
        """What answers the person's pushes at the moment, begun where nothing does."""
        task = self._working.get(mark)
        if task is None:
            task = self._working[mark] = asyncio.create_task(self._answer_all(mark))
            task.add_done_callback(lambda done: self._ended(mark, done))
        return task

    def _ended(self, mark: bytes, task: asyncio.Task[None]) -> None:
        self._working.pop(mark, None)
        self._answered.pop(mark, None)
        if not task.cancelled() and (fault := task.exception()) is not None:
            _LOG.error("pushes wait: %s", type(fault).__name__)

    def _show_work(self, person: str) -> None:
        task = asyncio.create_task(self.telling.working(person))
        self._showing.add(task)
        task.add_done_callback(self._showing.discard)

    async def _answer_all(self, mark: bytes) -> None:
        if not self.pushes.claim(mark, self.name):
            await asyncio.sleep(_LOOK)
            return
        try:
            while batch := await self._next(mark):
                # Claimed again for each: what one takes is less than a claim lasts.
                if not self.pushes.claim(mark, self.name):
                    return
                await self._answer(mark, batch)
            await self._tell_news(mark)
        finally:
            self.pushes.release(mark, self.name)

    async def _next(self, mark: bytes) -> list[Waiting]:
        """The pushes that are taken together next, once nothing more is to be waited for; none where none wait."""
        while waiting := self.pushes.waiting(mark):
            first = waiting[0]
            if first.batch is not None:
                return [one for one in waiting if one.batch == first.batch]
            free = [one for one in waiting if one.batch is None]
            found = [read_push(one.fields) for one in free]
            arrived = [one.arrived / _MICROS for one in free]
            left = pause(found, arrived, self.conversing.now(), is_alone, self.pause)
            if left <= 0:
                batch = free[: parts(found, is_alone)]
                if len(batch) > 1:
                    self.pushes.join(mark, [one.key for one in batch])
                return batch
            await asyncio.sleep(left)
        return []

    async def _answer(self, mark: bytes, batch: Sequence[Waiting]) -> None:
        follower = self.followers.marked(mark)
        if follower is None:  # erased meanwhile, with what they sent
            return
        push = joined([read_push(one.fields) for one in batch])
        reply = await self._reply(follower, push, batch[0])
        if reply.notice and follower.pending.endswith(reply.text):  # it waits already, and need not be said twice
            reply = replace(reply, text="")
        keys, waits_on = [one.key for one in batch], with_pending(reply)
        # Two answers at a time may pass each other on the way: this one comes with the next, and before it.
        another = len(self.pushes.waiting(mark)) > len(batch)
        page, told = ("", waits_on) if another else shown_now(follower, reply, self.showing.say("wechat.more"))
        waits = self.pushes.answer(told, keys, page, waits_on)
        self._answered.pop(mark, asyncio.Event()).set()
        if not waits and not another:
            await self.telling.tell(mark)

    async def _reply(self, follower: Follower, push: Push, first: Waiting) -> Reply:
        """The conversation's reply; where it fails, what was sent is not tried for ever, and its sender is told."""
        try:
            return await self.conversing.answer(
                follower, push, Seen(first.shown, noticed=first.noticed, numbered=first.numbered)
            )
        except DatabaseUnavailable:
            raise
        except Exception:
            _LOG.exception("a push was not taken")
            return Reply(self.showing.say("wechat.fault"), follower)

    async def _tell_news(self, mark: bytes) -> None:
        follower = self.followers.marked(mark)
        if follower is None:
            return
        news = self.conversing.news(follower)
        if news.text:
            self.followers.keep(with_pending(news))
            if not await self.telling.tell(mark):
                await self.noticing.notice(news.after)
        elif news.after != follower:
            self.followers.keep(news.after)
        for matter in self.followers.earlier.of(mark):
            await self._tell_earlier(mark, matter)

    async def _tell_earlier(self, mark: bytes, matter: Earlier) -> None:
        follower = self.followers.marked(mark)
        if follower is None:
            return
        news = self.conversing.earlier_news(follower, matter)
        told = replace(matter, seen=news.there.seen, told=news.there.told)
        if news.text:
            self.followers.keep_told(with_pending(Reply(news.text, news.after)), told)
            if not await self.telling.tell(mark):
                await self.noticing.notice(news.there)
        elif told != matter:
            self.followers.keep_told(news.after, told)
