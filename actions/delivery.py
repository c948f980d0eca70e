"""The worker that hands applications in, put together: outbox, desk and the conversations that hear how it ended."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from functools import partial
from typing import Final

from .asking_desk import seek_delivery, seek_payment
from .conversations import Conversations
from .giving_up import Patience
from .hand_in_rating import hand_in_rating
from .outbox import Outbox
from .outbox_worker import Ended, Handler, Worker
from .ports import Submission
from .ratings import KIND
from .retrying import Backoff
from .submit import submit
from .supplement import supplement
from .withdraw import withdraw

#: Kind of work -> what does it, given the desk.
_KINDS: Final = {
    "submit": submit, "supplement": supplement, "withdraw": withdraw, "delivery": seek_delivery, "payment": seek_payment, KIND: hand_in_rating,
}  # fmt: skip


def delivery(
    outbox: Outbox,
    desk: Submission,
    conversations: Conversations,
    *,
    backoff: Backoff | None = None,
    patience: Patience | None = None,
    more: Mapping[str, Handler] | None = None,
) -> Worker:
    """A worker for every kind of effect that a conversation asks for. ``more``: kinds that the desk has no part in."""

    async def report(conversation: str, ended: Ended, cause: str, done: int) -> None:
        take = partial(conversations.report, conversation, ended, cause=cause, done=done)
        if conversations.store.is_remote:  # a turn of another process may have to end first
            await asyncio.to_thread(take)
        else:
            take()

    handlers: dict[str, Handler] = {
        **{kind: partial(handler, desk) for kind, handler in _KINDS.items()},
        **(more or {}),
    }
    return Worker(outbox, handlers, report, clock=conversations.clock, backoff=backoff, patience=patience)
