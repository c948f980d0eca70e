"""Who follows an account of WeChat: which conversation is theirs, what they were shown, and what waits for them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any, Final

import orjson
from sqlalchemy import bindparam, select, update
from sqlalchemy.engine import Engine

from .cipher import Cipher
from .database import Database
from .earlier_matters import Earlier, EarlierMatters
from .moments import micros
from .tables import conversations, followers

#: Marks that are looked for at once: under the current key, and those before it.
_MARKS: Final = 4
#: Followers that news waits for, at one look.
_AT_ONCE: Final = 50


@dataclass(frozen=True, slots=True)
class Follower:
    """One person under one account.

    Args:
        mark: by which they are found.
        seen: the version of the conversation up to which they were told everything.
        person: the openid. It tells the same person again, and nobody's name.
        holder: hash of the token by which they write in the conversation; empty: it was begun before there were any.
        opened: the last code that they were given was for their own browser; what it does there, they do.
        identity, identity_until: whom their browser was signed in as, and until when that counts, in microseconds since 1970.
        shown: instance of the question that they saw last; empty: they saw none.
        told: number of the last turn whose words they were told.
        left, until: how many messages they may still be sent, and until when, in seconds since 1970.
        rest: of the last answer, what did not fit; it is shown when they ask for it before anything else.
        pending: what was to be told and could not be yet; it comes with the next answer.
        waits_shown, waits_asks: instance and words of the question at the end of what was not shown yet; empty: there is none.
        numbered: what they were shown last has choices by number, of the question that they saw last.
        before: the conversation before this one and its holder; empty: there was none.
        photos: pictures, by the ids that they can be fetched with, whose material is not known yet.
        held: words that were not taken, because their writer had not agreed to that; None: there are none.
        asked: the scopes that are to be agreed to before the held words are taken.
        notice: the version of the notice that they were shown; ``noticed``: it is what they were shown last.
    """

    mark: bytes
    conversation: str
    seen: int
    person: str
    holder: str = ""
    opened: bool = False
    identity: str | None = None
    identity_until: int = 0
    shown: str = ""
    told: int = 0
    left: int = 0
    until: float = 0.0
    rest: str = ""
    pending: str = ""
    waits_shown: str = ""
    waits_asks: str = ""
    numbered: bool = False
    before: tuple[str, ...] = ()
    photos: tuple[str, ...] = ()
    held: str | None = None
    asked: tuple[str, ...] = ()
    notice: str = ""
    noticed: bool = False


#: Columns of their own; everything else is sealed.
_OPEN: Final = ("mark", "conversation", "seen")
_SEALED: Final = tuple(one.name for one in fields(Follower) if one.name not in _OPEN)


class Followers:
    """Finds and keeps followers. Raises DatabaseUnavailable when the database cannot be reached.

    Args:
        earlier: the matters that they left for others.
    """

    def __init__(self, engine: Engine, cipher: Cipher, clock: Callable[[], datetime]) -> None:
        self._database = Database(engine)
        self.earlier = EarlierMatters(engine)
        self._cipher = cipher
        self._clock = clock
        prepare = self._database.prepare
        marks = [bindparam(f"mark{number}") for number in range(_MARKS)]
        columns = (followers.c.mark, followers.c.conversation, followers.c.seen, followers.c.sealed)
        self._find = prepare(select(*columns).where(followers.c.mark.in_(marks)))
        self._in = prepare(select(*columns).where(followers.c.conversation == bindparam("conversation")))
        self._add = prepare(followers.insert(), ("mark", "conversation", "seen", "sealed", "updated"))
        changed = {name: bindparam(f"new_{name}") for name in ("conversation", "seen", "sealed", "updated")}
        self._change = prepare(update(followers).where(followers.c.mark == bindparam("whose")).values(changed))
        own = conversations.c.id == followers.c.conversation
        behind = select(followers.c.mark).where(own, conversations.c.version > followers.c.seen).limit(_AT_ONCE)
        self._behind = prepare(behind)

    def of(self, account: str, person: str) -> Follower | None:
        """The follower, or None where there is none yet."""
        return self._found(self._cipher.marks("follower", account, person)[:_MARKS])

    def marked(self, mark: bytes) -> Follower | None:
        """The follower with the mark, or None where they were erased."""
        return self._found([mark])

    def behind(self) -> list[bytes]:
        """Marks of some of those whose conversation moved on without their doing."""
        with self._database.read() as cursor:
            own = [bytes(row[0]) for row in self._behind.run(cursor, {}).fetchall()]
        return [*own, *self.earlier.behind()]

    def in_conversation(self, conversation: str) -> Follower | None:
        """Whose conversation it is, or None where it is nobody's in WeChat."""
        with self._database.read() as cursor:
            found = self._in.run(cursor, {"conversation": conversation}).fetchall()
        return self._read(*found[0]) if found else None

    def begin(self, account: str, person: str, conversation: str, holder: str) -> Follower:
        """The follower with this conversation; where another process was faster, with the one that they have."""
        made = Follower(self._cipher.mark("follower", account, person), conversation, 0, person, holder)
        try:
            with self._database.write() as cursor:
                self._add.run(cursor, {"mark": made.mark, **self._written(made)})
        except self._database.integrity_error:
            found = self.of(account, person)
            if found is None:
                raise
            return found
        return made

    def keep(self, follower: Follower) -> None:
        """This is what is known of them now. Only for whoever answers them at the moment: see ``Pushes.claim``."""
        with self._database.write() as cursor:
            self.write(cursor, follower)

    def keep_told(self, follower: Follower, matter: Earlier) -> None:
        """The same, with what they were told of an earlier matter: neither is known without the other."""
        with self._database.write() as cursor:
            self.write(cursor, follower)
            self.earlier.told(cursor, follower.mark, matter)

    def write(self, cursor: Any, follower: Follower) -> None:
        """The same within another's transaction. Whoever leaves a conversation for another is still told what happens in it."""
        known = self._find.run(cursor, self._asked([follower.mark])).fetchall()
        # Opened only where they leave: this is done for every answer.
        if known and known[0][1] != follower.conversation:
            before = self._read(*known[0])
            left = Earlier(before.conversation, before.holder, before.seen, before.told)
            self.earlier.left(cursor, follower.mark, left)
            self.earlier.taken_up(cursor, follower.mark, follower.conversation)
        changed = {f"new_{name}": value for name, value in self._written(follower).items()}
        self._change.run(cursor, {"whose": follower.mark, **changed})

    def _found(self, marks: list[bytes]) -> Follower | None:
        with self._database.read() as cursor:
            found = self._find.run(cursor, self._asked(marks)).fetchall()
        return self._read(*found[0]) if found else None

    @staticmethod
    def _asked(marks: list[bytes]) -> dict[str, bytes]:
        return {f"mark{number}": marks[min(number, len(marks) - 1)] for number in range(_MARKS)}

    def _written(self, follower: Follower) -> dict[str, Any]:
        told = {name: getattr(follower, name) for name in _SEALED}
        return {
            "conversation": follower.conversation,
            "seen": follower.seen,
            "sealed": self._cipher.seal(_place(follower.mark), orjson.dumps(told)),
            "updated": micros(self._clock()),
        }

    def _read(self, mark: bytes, conversation: str, seen: int, sealed: bytes) -> Follower:
        told: Mapping[str, Any] = orjson.loads(self._cipher.open(_place(bytes(mark)), sealed))
        # An earlier version may have kept something under a name that is no more.
        known: dict[str, Any] = {
            name: tuple(value) if isinstance(value, list) else value for name, value in told.items() if name in _SEALED
        }
        return Follower(bytes(mark), conversation, seen, **known)


def _place(mark: bytes) -> str:
    return f"followers:sealed:{mark.hex()}"
