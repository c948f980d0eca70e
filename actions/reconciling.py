"""Both sides compared: what we say was received, and what still waits, with what intake holds. Safe at any time, and twice."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Final, Protocol

from sqlalchemy import and_, bindparam, select
from sqlalchemy.engine import Engine

from bot.engine import StatusReported
from bot.engine.case import Submission as Handed

from .cipher import Cipher, SealBroken
from .database import Database
from .dead_letters import DeadLetters, Letter
from .ports import Refused, Submission, Unavailable
from .store import Store
from .store_statements import DEAD
from .tables import conversations

#: Conversations read at a time, and questions to intake under way at a time.
_PAGE: Final = 100
_AT_ONCE: Final = 8
#: What waits longer is told.
_LONG: Final = timedelta(days=1)


class Inbox(Protocol):
    """What hears the events of applications, and knows which it has heard."""

    def heard(self, conversation: str, reference: str) -> int:
        """The number up to which the conversation knows all events of the application; 0 for none."""

    def hear(self, conversation: str, events: Sequence[StatusReported]) -> int:
        """How many of these were news; the conversation knows them all now. Hearing them again changes nothing."""


@dataclass(frozen=True, slots=True)
class Difference:
    """Something that somebody has to look at.

    Args:
        kind: ``unknown_at_intake``: we told a reference that intake does not know. ``partly_held``: it holds a part of a bundle
            only. ``dead``: see ``daoban outbox``. ``waits_long``. ``unreadable``: a document of ours cannot be opened.
            ``unasked``: intake gave no answer, so nobody knows. ``behind``: something happened that the conversation has not
            heard, and nobody hears it here; the server's own run does.
        about: a reference, or a row of the outbox.
    """

    kind: str
    about: str
    detail: str = ""


@dataclass
class Reconciled:
    """What came of it. ``asked``: questions that were answered. ``heard``: events we had not known. ``mended``: rows put right."""

    asked: int = 0
    heard: int = 0
    mended: int = 0
    differences: list[Difference] = field(default_factory=list)


class Reconcile:
    """Compares and mends what is safe to mend: events are heard, and work that intake holds already is finished at once."""

    def __init__(
        self,
        engine: Engine,
        cipher: Cipher,
        store: Store,
        desk: Submission,
        clock: Callable[[], datetime],
        inbox: Inbox | None = None,
    ) -> None:
        self._database = Database(engine)
        self._cipher = cipher
        self._store = store
        self._desk = desk
        self._clock = clock
        self._inbox = inbox
        self._letters = DeadLetters(engine, clock)
        columns = conversations.c
        held = and_(columns.received.is_(True), columns.id > bindparam("after"))
        self._received = self._database.prepare(select(columns.id).where(held).order_by(columns.id).limit(_PAGE))

    async def run(self) -> Reconciled:
        """Everything was compared once. Raises DatabaseUnavailable."""
        found = Reconciled()
        for page in self._pages():
            known = [(of, *one) for of in page for one in self._references(of, found)]
            await self._each([self._application(*one, found) for one in known])
        await self._each([self._letter(letter, found) for letter in self._letters.all()])
        return found

    async def _each(self, questions: list[Awaitable[None]]) -> None:
        free = asyncio.Semaphore(_AT_ONCE)

        async def one(question: Awaitable[None]) -> None:
            async with free:
                await question

        await asyncio.gather(*(one(question) for question in questions))

    def _pages(self) -> Iterator[list[str]]:
        after: str | None = ""
        while after is not None:
            with self._database.read() as cursor:
                page = [row[0] for row in self._received.run(cursor, {"after": after}).fetchall()]
            yield page
            after = page[-1] if len(page) == _PAGE else None

    def _references(self, conversation: str, found: Reconciled) -> list[tuple[str, int]]:
        """The applications of a conversation, each with the code of what it last heard of it."""
        try:
            row = self._store.find(conversation)
        except SealBroken:
            # Its name may be a person's.
            found.differences.append(Difference("unreadable", "a case"))
            return []
        submission = row.case.submission if row is not None else None
        if submission is None:
            return []
        return [(one, _last(submission, one)) for one in submission.references.values()]

    async def _application(self, conversation: str, reference: str, last: int, found: Reconciled) -> None:
        try:
            standing = await self._desk.look_up(reference)
            found.asked += 1
            if standing is None:
                found.differences.append(Difference("unknown_at_intake", reference))
                return
            if self._inbox is None:
                if standing.code != last:
                    found.differences.append(Difference("behind", reference, standing.text))
                return
            events = await self._desk.events(reference, self._inbox.heard(conversation, reference))
        except (Unavailable, Refused) as fault:
            found.differences.append(Difference("unasked", reference, fault.code))
            return
        if events:
            found.heard += self._inbox.hear(conversation, events)

    async def _letter(self, letter: Letter, found: Reconciled) -> None:
        if letter.is_claimed:
            return
        opened = self._letters.document(letter.id, self._cipher)
        if opened is None:
            found.differences.append(Difference("unreadable", f"outbox {letter.id}"))
        elif letter.kind != "submit" or not await self._is_held(letter, *opened, found):
            self._tell(letter, found)

    async def _is_held(self, letter: Letter, key: str, payload: dict[str, Any], found: Reconciled) -> bool:
        """Whether intake holds all that the row would hand in: sent again, it gets its receipts and is done."""
        documents = payload["applications"], payload["materials"], payload["provenance"], payload.get("scenario")
        try:
            receipts = await self._desk.held(key, *documents)
            found.asked += 1
        except Unavailable as fault:
            found.differences.append(Difference("unasked", f"outbox {letter.id}", fault.code))
            return False
        except Refused:
            return False
        if len(receipts) == len(payload["applications"]):
            found.mended += self._letters.retry(letter.id)
            return True
        if receipts:
            found.differences.append(Difference("partly_held", f"outbox {letter.id}"))
        return False

    def _tell(self, letter: Letter, found: Reconciled) -> None:
        if letter.state == DEAD:
            found.differences.append(Difference("dead", f"outbox {letter.id}", letter.last_error or ""))
        elif self._clock() - letter.since > _LONG:
            found.differences.append(Difference("waits_long", f"outbox {letter.id}", letter.last_error or ""))


def _last(submission: Handed, reference: str) -> int:
    """The code of the last event that is known; 1, that it was received, where none is."""
    events = submission.happened.get(reference, ())
    return events[-1].code if events else 1
