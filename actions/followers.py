"""Who follows an account of WeChat: which conversation is theirs, what waits for them, and what they were answered."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

import orjson
from sqlalchemy import bindparam, delete, select, update
from sqlalchemy.engine import Engine

from .cipher import Cipher
from .database import Database
from .moments import micros
from .tables import followers, push_answers

#: Marks that are looked for at once: under the current key, and those before it.
_MARKS: Final = 4
#: Microseconds for which an answer is kept: WeChat tries three times within 15 seconds, and a queue of ours may hold one up.
_KEPT: Final = 24 * 3600 * 1_000_000


@dataclass(frozen=True, slots=True)
class Follower:
    """One person under one account.

    Args:
        mark: by which they are found.
        person: the openid. It tells the same person again, and nobody's name.
        pages: of the last answer, those that were not shown yet.
        held: words that were not taken, because their writer had not agreed to that; None: there are none.
        asked: the scopes that are to be agreed to before the held words are taken.
        notice: the version of the notice that they were shown.
    """

    mark: bytes
    person: str
    conversation: str
    pages: tuple[str, ...] = ()
    held: str | None = None
    asked: tuple[str, ...] = ()
    notice: str = ""


class Followers:
    """Finds and keeps followers. Raises DatabaseUnavailable when the database cannot be reached."""

    def __init__(self, engine: Engine, cipher: Cipher, clock: Callable[[], datetime]) -> None:
        self._database = Database(engine)
        self._cipher = cipher
        self._clock = clock
        prepare = self._database.prepare
        marks = [bindparam(f"mark{number}") for number in range(_MARKS)]
        columns = (followers.c.mark, followers.c.conversation, followers.c.sealed)
        self._find = prepare(select(*columns).where(followers.c.mark.in_(marks)))
        self._add = prepare(followers.insert(), ("mark", "conversation", "sealed", "updated"))
        changed = {name: bindparam(f"new_{name}") for name in ("conversation", "sealed", "updated")}
        self._change = prepare(update(followers).where(followers.c.mark == bindparam("whose")).values(changed))
        own = (push_answers.c.mark == bindparam("of"), push_answers.c.key == bindparam("push"))
        self._answer = prepare(select(push_answers.c.sealed).where(*own))
        self._keep = prepare(push_answers.insert(), ("mark", "key", "conversation", "sealed", "at"))
        old = (push_answers.c.mark == bindparam("of"), push_answers.c.at < bindparam("before"))
        self._forget = prepare(delete(push_answers).where(*old))

    def of(self, account: str, person: str) -> Follower | None:
        """The follower, or None where there is none yet."""
        marks = self._cipher.marks("follower", account, person)[:_MARKS]
        asked = {f"mark{number}": marks[min(number, len(marks) - 1)] for number in range(_MARKS)}
        with self._database.read() as cursor:
            found = self._find.run(cursor, asked).fetchall()
        return self._read(*found[0]) if found else None

    def begin(self, account: str, person: str, conversation: str) -> Follower:
        """The follower with this conversation; where another process was faster, with the one that they have."""
        made = Follower(self._cipher.mark("follower", account, person), person, conversation)
        try:
            with self._database.write() as cursor:
                self._add.run(cursor, {"mark": made.mark, **self._written(made)})
        except self._database.integrity_error:
            found = self.of(account, person)
            if found is None:
                raise
            return found
        return made

    def answered(self, follower: Follower, push: str) -> str | None:
        """What the push was answered; None where it was not yet."""
        with self._database.read() as cursor:
            found = self._answer.run(cursor, {"of": follower.mark, "push": push}).fetchall()
        return self._cipher.open(_answer_place(follower.mark, push), found[0][0]).decode() if found else None

    def answer(self, before: Follower, after: Follower, push: str, answer: str) -> str:
        """Keeps the answer to the push, and what waits for the follower then, both or neither; the answer that counts.

        That is the first: whoever comes second with the same push gives what was given.
        """
        place = _answer_place(before.mark, push)
        now = micros(self._clock())
        row = {
            "mark": before.mark,
            "key": push,
            "conversation": after.conversation,
            "sealed": self._cipher.seal(place, answer.encode()),
            "at": now,
        }
        changed = {f"new_{name}": value for name, value in self._written(after).items()}
        try:
            with self._database.write() as cursor:
                self._keep.run(cursor, row)
                self._forget.run(cursor, {"of": before.mark, "before": now - _KEPT})
                if after != before:
                    self._change.run(cursor, {"whose": before.mark, **changed})
        except self._database.integrity_error:
            kept = self.answered(before, push)
            if kept is None:
                raise
            return kept
        return answer

    def _written(self, follower: Follower) -> dict[str, Any]:
        told = {
            "person": follower.person,
            "pages": follower.pages,
            "held": follower.held,
            "asked": follower.asked,
            "notice": follower.notice,
        }
        sealed = self._cipher.seal(_place(follower.mark), orjson.dumps(told))
        return {"conversation": follower.conversation, "sealed": sealed, "updated": micros(self._clock())}

    def _read(self, mark: bytes, conversation: str, sealed: bytes) -> Follower:
        told: Mapping[str, Any] = orjson.loads(self._cipher.open(_place(bytes(mark)), sealed))
        pages, asked = tuple(told["pages"]), tuple(told["asked"])
        return Follower(bytes(mark), told["person"], conversation, pages, told["held"], asked, told["notice"])


def _place(mark: bytes) -> str:
    return f"followers:sealed:{mark.hex()}"


def _answer_place(mark: bytes, push: str) -> str:
    return f"push_answers:sealed:{mark.hex()}:{push}"
