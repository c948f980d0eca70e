"""One push -> the text that answers it: the same for every try, and every turn taken once."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any, Final

from actions.consent import AGREED, DECLINED, ConsentNeeded
from actions.followers import Follower, Followers
from actions.inbound import Inbound
from actions.speech.speaker import fill
from bot.engine import Case

from ..followups import with_followups
from ..routes.conversations import new_conversation
from ..services import Services
from .inbound import Push, Text
from .meaning import Choice, Meaning, NextPage, Say, Words, meaning
from .paging import pages
from .rendering import render
from .tapping import Taps

#: Seconds after which a try of WeChat's is answered with nothing; it waits for five.
PATIENCE: Final = 3.5
_AGREES: Final = ("同意", "我同意", "同意了")
_DECLINES: Final = ("不同意", "我不同意")
_ANEW: Final = ("新的申请", "新申请")
_OVER: Final = ("submitted", "closed")


@dataclass
class Answering:
    """Answers pushes by the conversations of those who sent them.

    Args:
        url: where the pages are that a text leads to, without a slash at its end.
    """

    services: Services
    followers: Followers
    taps: Taps
    url: str
    _running: dict[tuple[str, str], asyncio.Task[str]] = field(default_factory=dict)
    _latest: dict[str, asyncio.Task[str]] = field(default_factory=dict)

    async def within(self, push: Push, seconds: float = PATIENCE) -> str | None:
        """What the push is answered; None where that takes longer. It goes on then, and the next try finds it."""
        place = (push.sender, push.key)
        task = self._running.get(place)
        if task is None:
            task = self._running[place] = asyncio.create_task(self._in_turn(push, self._latest.get(push.sender)))
            self._latest[push.sender] = task
            task.add_done_callback(partial(self._ended, place))
        done, _ = await asyncio.wait({task}, timeout=seconds)
        return task.result() if done else None

    def _ended(self, place: tuple[str, str], task: asyncio.Task[str]) -> None:
        self._running.pop(place, None)
        if self._latest.get(place[0]) is task:
            del self._latest[place[0]]

    async def _in_turn(self, push: Push, before: asyncio.Task[str] | None) -> str:
        """The answer, once what the same person sent before has its own."""
        if before is not None:
            await asyncio.wait({before})
        return await self._answer(push)

    async def _answer(self, push: Push) -> str:
        follower = self._follower(push)
        known = self.followers.answered(follower, push.key)
        if known is not None:
            return known
        meant = self._meant(push, follower)
        if isinstance(meant, NextPage):
            page, *rest = follower.pages
            return self.followers.answer(follower, replace(follower, pages=tuple(rest)), push.key, page)
        said, after = await self._said(push, follower, meant)
        if said:
            said, *rest = pages(said, self._text("wechat.more"))
            after = replace(after, pages=tuple(rest))
        return self.followers.answer(follower, after, push.key, said)

    def _follower(self, push: Push) -> Follower:
        found = self.followers.of(push.account, push.sender)
        return found or self.followers.begin(push.account, push.sender, self._begin())

    def _begin(self) -> str:
        conversation = new_conversation()
        self.services.store.create(
            conversation, channel="wechat", token_hash=None, case=Case(conversation), consent=True
        )
        return conversation

    def _meant(self, push: Push, follower: Follower) -> Meaning:
        read = partial(self.taps.read, follower.conversation)
        return meaning(push.content, self._state(follower), read, more=bool(follower.pages))

    def _state(self, follower: Follower) -> dict[str, Any]:
        return self.services.conversations.state(follower.conversation)

    async def _said(self, push: Push, follower: Follower, meant: Meaning) -> tuple[str, Follower]:
        """What is said to the push, and what is known of the follower then."""
        words = push.content.words.strip() if isinstance(push.content, Text) else ""
        if follower.held is not None and words in (*_AGREES, *_DECLINES):
            return await self._decided(push, follower, agrees=words in _AGREES)
        if words in _ANEW and self._state(follower)["case"]["stage"] in _OVER:
            return self._text("wechat.welcome"), replace(follower, conversation=self._begin(), held=None, asked=())
        if isinstance(meant, Say):
            return self._text(meant.key), follower
        if isinstance(meant, (Words, Choice)):
            return await self._taken(push, follower, meant)
        return "", follower

    async def _taken(self, push: Push, follower: Follower, meant: Words | Choice) -> tuple[str, Follower]:
        inbound = (
            Inbound(push.key, text=meant.text)
            if isinstance(meant, Words)
            else Inbound(push.key, choice=(meant.question, meant.value))
        )
        try:
            outcome = await self.services.dialogue.take(follower.conversation, inbound)
        except ConsentNeeded as needed:
            version = self.services.rights.notice.version
            held = replace(follower, held=inbound.text or "", asked=needed.scopes, notice=version)
            return self._notice(needed.scopes), held
        return await self._shown(follower, outcome), replace(follower, held=None, asked=())

    async def _decided(self, push: Push, follower: Follower, *, agrees: bool) -> tuple[str, Follower]:
        rights = self.services.rights
        if follower.notice != rights.notice.version:
            return self._notice(follower.asked), replace(follower, notice=rights.notice.version)
        decision = AGREED if agrees else DECLINED
        rights.consents.decide(follower.conversation, follower.asked, decision, follower.notice)
        if not agrees:
            return self._text("wechat.declined"), follower
        if follower.held:
            return await self._taken(push, follower, Words(follower.held))
        return await self._shown(follower, self._state(follower)), replace(follower, held=None, asked=())

    async def _shown(self, follower: Follower, outcome: dict[str, Any]) -> str:
        row = self.services.store.find(follower.conversation)
        told = await with_followups(self.services, row, follower.conversation, outcome)
        return render(told, partial(self.taps.id_of, follower.conversation), self._text("wechat.several"))

    def _notice(self, scopes: tuple[str, ...]) -> str:
        short: Mapping[str, list[str]] = self.services.rights.notice.short
        return self._text("wechat.consent", notice="\n".join(line for scope in scopes for line in short[scope]))

    def _text(self, key: str, **params: str) -> str:
        return fill(self.services.conversations.catalog.texts[key], {"url": self.url, **params})
