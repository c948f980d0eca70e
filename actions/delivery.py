"""The worker that hands applications in, put together: outbox, desk and the conversations that hear how it ended."""

from __future__ import annotations

import asyncio
from functools import partial

from .conversations import Conversations
from .outbox import Outbox
from .outbox_worker import Ended, Worker
from .ports import Submission
from .retrying import Backoff
from .submit import submit


def delivery(
    outbox: Outbox, desk: Submission, conversations: Conversations, *, backoff: Backoff | None = None
) -> Worker:
    """A worker for every kind of effect that a conversation asks for."""

    async def report(conversation: str, ended: Ended, cause: str, done: int) -> None:
        take = partial(conversations.report, conversation, ended, cause=cause, done=done)
        if conversations.store.is_remote:  # a turn of another process may have to end first
            await asyncio.to_thread(take)
        else:
            take()

    return Worker(outbox, {"submit": partial(submit, desk)}, report, backoff=backoff)
