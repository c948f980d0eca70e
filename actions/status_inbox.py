"""What intake tells of applications, brought into their conversations: each event once, in order, whatever comes how often."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from enum import Enum
from urllib.parse import unquote

from bot.engine import StatusReported
from bot.engine.case import Submission
from bot.engine.limits import HAPPENINGS

from .conversations import Conversations, UnknownConversation
from .ports import Submission as Desk
from .store import Store


class Heard(Enum):
    """What came of an event that intake told. ``gone``: its conversation is erased, and nobody will want the next one."""

    taken = "taken"
    known = "known"
    gone = "gone"


class StatusInbox:
    """Hears events. Raises what ``Conversations.report`` raises, and Unavailable where intake was asked and did not answer."""

    def __init__(self, store: Store, conversations: Conversations, desk: Desk) -> None:
        self._store = store
        self._conversations = conversations
        self._desk = desk

    async def told(self, key: str, told: StatusReported) -> Heard:
        """The conversation knows the event and all before it; what is missing between is asked for.

        Args:
            key: that the application was handed in under; it names the conversation (see ``gateways.http_submission.header_key``).
        """
        conversation = conversation_of(key)
        if conversation is None or await asyncio.to_thread(self._store.find, conversation) is None:
            return Heard.gone
        known = await asyncio.to_thread(self.heard, conversation, told.reference)
        if told.event.seq <= known:
            return Heard.known
        events: Sequence[StatusReported] = (told,)
        if told.event.seq > known + 1:
            events = await self._desk.events(told.reference, known)
        await asyncio.to_thread(self.hear, conversation, events)
        return Heard.taken

    def heard(self, conversation: str, reference: str) -> int:
        """The number up to which the conversation knows all events of the application; 0 for none."""
        row = self._store.find(conversation)
        return known_of(row.case.submission if row is not None else None, reference)

    def hear(self, conversation: str, events: Sequence[StatusReported]) -> int:
        """How many of these were news; the conversation knows them all now. Hearing them again changes nothing."""
        news = 0
        for told in sorted(events, key=lambda one: one.event.seq):
            cause = f"intake:{told.reference}:{told.event.seq}"
            known = self._store.turn(conversation, f"/{cause}") is not None
            try:
                self._conversations.report(conversation, told, cause=cause)
            except UnknownConversation:
                return news
            news += not known
        return news


def conversation_of(key: str) -> str | None:
    """The conversation that an idempotency key was made in: ``conversation:turn:form``. None for a key that hides it."""
    parts = key.rsplit(":", 2)
    return unquote(parts[0]) if len(parts) == 3 and parts[1].isdigit() else None


def known_of(submission: Submission | None, reference: str) -> int:
    """The number up to which nothing is missing of what happened to the application."""
    events = submission.happened.get(reference, ()) if submission is not None else ()
    # Of a long history the first events are not kept.
    known = events[0].seq - 1 if len(events) >= HAPPENINGS else 0
    for event in events:
        if event.seq != known + 1:
            break
        known = event.seq
    return known
