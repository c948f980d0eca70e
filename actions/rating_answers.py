"""What offices say to bad ratings, brought into their conversations: once each, however often it comes."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping
from typing import Any, Final

from bot.engine import RatingAnswered
from bot.engine.case import Submission
from bot.engine.moments import read_moment
from bot.engine.reports import BadReport

from .conversations import Conversations, UnknownConversation
from .ports import Refused, Unavailable
from .ports import Submission as Desk
from .ratings import Answer, Ratings
from .status_inbox import Heard, conversation_of
from .store import Store

#: The ``type`` of what intake calls back with; an event has none.
TYPE: Final = "rating_answered"
_LOG: Final = logging.getLogger("daoban.reconcile")


class RatingAnswers:
    """Hears answers. Raises what ``Conversations.report`` raises."""

    def __init__(self, store: Store, conversations: Conversations, ratings: Ratings, desk: Desk) -> None:
        self._desk = desk
        self._store = store
        self._conversations = conversations
        self._ratings = ratings

    async def told(self, key: str, reference: str, answer: Answer) -> Heard:
        """The answer stands beside the rating, and the applicant is told it.

        Args:
            key: that the application was handed in under; it names the conversation.
        """
        conversation = conversation_of(key)
        if conversation is None or await asyncio.to_thread(self._store.find, conversation) is None:
            return Heard.gone
        return await asyncio.to_thread(self.hear, conversation, reference, answer)

    async def ask_missing(self) -> int:
        """How many answers were heard that nobody had told us. What intake cannot tell now is asked for the next time."""
        heard = 0
        for conversation in await asyncio.to_thread(self._ratings.unanswered):
            row = await asyncio.to_thread(self._store.find, conversation)
            reference = rated_reference(row.case.submission) if row is not None else None
            if reference is None:
                continue
            try:
                told = await self._desk.answer_to_rating(reference)
            except (Refused, Unavailable) as fault:
                _LOG.warning("the answer to the rating of %s cannot be asked for: %s", reference, fault)
                continue
            if told is not None:
                await asyncio.to_thread(self.hear, conversation, reference, read_answer(told))
                heard += 1
        return heard

    def hear(self, conversation: str, reference: str, answer: Answer) -> Heard:
        """As ``told``, of a conversation that is known."""
        self._ratings.answer(conversation, answer)
        report = RatingAnswered(reference, answer.office, answer.words)
        try:
            self._conversations.report(conversation, report, cause=f"intake:{reference}:rating")
        except UnknownConversation:
            return Heard.gone
        return Heard.taken


def rated_reference(submission: Submission | None) -> str | None:
    """The application that the matter's rating is handed in with: the first of its bundle. None while intake holds none."""
    if submission is None or submission.state != "received":
        return None
    return next(iter(submission.references.values()), None)


def read_answer(told: Mapping[str, Any]) -> Answer:
    """The answer. Raises BadReport for what is none."""
    texts = [told.get(name) for name in ("office", "words", "at")]
    if not all(isinstance(one, str) and one for one in texts):
        raise BadReport("office, words or at")
    office, words, at = (str(one) for one in texts)
    try:
        read_moment(at)
    except ValueError as fault:
        raise BadReport("at") from fault
    return Answer(office, words, at)
