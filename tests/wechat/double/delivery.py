"""A push on its way to the webhook: five seconds a try, three tries, and what is made of the answers."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Coroutine, Mapping
from dataclasses import dataclass, field
from typing import Any

from .chances import Fate
from .line import Broken, Told, post
from .records import SORRY, Answer, Shown, Verdict, Way
from .wire import BadAnswer, Wire

TRIES = 3
#: Seconds after which WeChat has noticed that a connection broke.
_NOTICED = 0.1
_OK = 200


@dataclass
class Push:
    """Something that somebody did. ``number``: rises with each push of the person, 0 where WeChat tells something by itself; ``shown``: texts that it was answered with."""

    person: str
    number: int
    fields: Mapping[str, Any]
    fate: Fate = field(default_factory=Fate)
    shown: list[str] = field(default_factory=list)


@dataclass
class Delivery:
    """Delivers pushes to a webhook.

    Args:
        urls: where pushes are taken; of several, each try goes to the next.
        show: puts something on the person's screen.
        aside: lets something run that nobody waits for.
        patience: seconds of one try.
        answers: every try so far.
    """

    urls: tuple[str, ...]
    wire: Wire
    show: Callable[[str, Shown], None]
    aside: Callable[[Coroutine[Any, Any, None]], None]
    patience: float = 5.0
    answers: list[Answer] = field(default_factory=list)
    _tries: int = 0

    async def deliver(self, push: Push) -> str:
        """What the person is shown for the push, empty where nothing is. Duplicates go on by themselves."""
        if push.fate.meanwhile is not None:
            self.aside(self._once_more(push, push.fate.meanwhile))
        answer = await self._answered(push)
        if push.fate.afterwards is not None:
            self.aside(self._once_more(push, push.fate.afterwards))
        if answer.verdict in (Verdict.TEXT, Verdict.NOTHING):
            self._show(push, answer)
            return answer.text
        self.show(push.person, Shown(time.monotonic(), Way.FAULT, SORRY, push.number))
        return SORRY

    async def _answered(self, push: Push) -> Answer:
        """The answer of the last try that was needed."""
        for number in range(1, TRIES + 1):
            answer = await self._try(push, number)
            if answer.verdict is Verdict.LOST:
                await asyncio.sleep(_NOTICED)
            elif answer.verdict is not Verdict.UNANSWERED:
                break
            elif number < TRIES:
                # WeChat keeps its pace, however soon a try failed.
                await asyncio.sleep(max(0.0, answer.began + self.patience - time.monotonic()))
        return answer

    async def _once_more(self, push: Push, seconds: float) -> None:
        """The same push again, so many seconds from now. WeChat shows the first answer to a push; another one than that shows a mistake of ours."""
        await asyncio.sleep(seconds)
        self._show(push, await self._try(push, 0))

    def _show(self, push: Push, answer: Answer) -> None:
        if answer.verdict is Verdict.TEXT and answer.text and answer.text not in push.shown:
            push.shown.append(answer.text)
            self.show(push.person, Shown(time.monotonic(), Way.REPLY, answer.text, push.number))

    async def _try(self, push: Push, number: int) -> Answer:
        query, body = self.wire.request(push.fields)
        url = self.urls[self._tries % len(self.urls)]
        self._tries += 1
        began = time.monotonic()
        try:
            told = await asyncio.wait_for(post(url, query, body), self.patience)
            verdict, text, why = self._read(told, push.person)
        except (*Broken, asyncio.TimeoutError) as fault:
            verdict, text, why = Verdict.UNANSWERED, "", type(fault).__name__
        seconds = time.monotonic() - began
        if 0 < number <= push.fate.lost and verdict in (Verdict.TEXT, Verdict.NOTHING):
            verdict = Verdict.LOST
        answer = Answer(push.person, push.number, number, began, seconds, verdict, text, why)
        self.answers.append(answer)
        return answer

    def _read(self, told: Told, person: str) -> tuple[Verdict, str, str]:
        if told.status != _OK:
            return Verdict.UNANSWERED, "", f"status {told.status}"
        if told.text in ("", "success"):
            return Verdict.NOTHING, "", ""
        try:
            text = self.wire.read(told.text, person)
        except BadAnswer as fault:
            return Verdict.MALFORMED, "", str(fault)
        return Verdict.TEXT if text else Verdict.NOTHING, text, ""
