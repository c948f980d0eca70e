"""What WeChat pushed, kept until it is answered: each push once, those of one person in order, by one process at a time."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

import orjson
from sqlalchemy import and_, bindparam, delete, or_, select, update
from sqlalchemy.engine import Engine

from .cipher import Cipher
from .database import Database
from .followers import Follower, Followers
from .moments import micros, moment
from .tables import followers, pushes

_SECOND: Final = 1_000_000
#: Microseconds for which an answer is kept: WeChat tries three times within 15 seconds, and a queue of ours may hold one up.
_KEPT: Final = 24 * 3600 * _SECOND
#: Microseconds after which nobody waits for a push any more, whoever took it: WeChat tries for 15 seconds. A process that died noted nothing.
_TRIED: Final = 16 * _SECOND
#: Microseconds for which somebody's pushes are one process's to answer. The longest that it does at a time is to take a turn and to send
#: what came of it, both with limits of their own that are shorter together; a process that died holds nobody up for longer.
LEASE: Final = 60 * _SECOND
#: People whose pushes were left behind, at one look.
_AT_ONCE: Final = 50


@dataclass(frozen=True, slots=True)
class Waiting:
    """A push that has no answer yet.

    Args:
        fields: as WeChat pushed them.
        shown: instance of the question that its sender had seen when it came.
        noticed, numbered: what they had been shown last is the notice on personal data; has choices by number.
        arrived: microseconds since 1970.
        batch: key of the first of those that it is taken together with; None: that is not decided.
    """

    key: str
    fields: Mapping[str, str]
    shown: str
    noticed: bool
    numbered: bool
    arrived: int
    batch: str | None


class Pushes:
    """The pushes of one database. Raises DatabaseUnavailable when the database cannot be reached."""

    def __init__(self, engine: Engine, cipher: Cipher, clock: Callable[[], datetime], whose: Followers) -> None:
        """``whose``: keeps the followers, in the same database."""
        self._database = Database(engine)
        self._cipher = cipher
        self._clock = clock
        self._followers = whose
        self._prepare()

    def _prepare(self) -> None:
        prepare, columns = self._database.prepare, pushes.c
        own = and_(columns.mark == bindparam("of"), columns.key == bindparam("push"))
        open_own = and_(own, columns.answer.is_(None))
        added = ("mark", "key", "conversation", "sent", "number", "arrived", "sealed", "gone")
        self._add = prepare(pushes.insert(), added)
        self._turn_to = prepare(update(pushes).where(open_own).values(gone=False))
        self._leave = prepare(update(pushes).where(open_own).values(gone=True))
        too_late = and_(open_own, columns.arrived < bindparam("before"))
        self._leave_late = prepare(update(pushes).where(too_late).values(gone=True))
        self._find = prepare(select(columns.answer, columns.gone).where(own))
        told = (columns.key, columns.arrived, columns.sealed, columns.batch)
        unanswered = and_(columns.mark == bindparam("of"), columns.answer.is_(None))
        in_order = (columns.sent, columns.number, columns.arrived)
        self._waiting = prepare(select(*told).where(unanswered).order_by(*in_order))
        kept = (columns.mark, columns.key, columns.arrived, columns.sealed, columns.answer)
        of_one = columns.conversation == bindparam("in")
        self._kept = prepare(select(*kept).where(of_one).order_by(columns.sent, columns.number))
        self._join = prepare(update(pushes).where(open_own).values(batch=bindparam("first")))
        answered = {"answer": bindparam("told"), "conversation": bindparam("now_in")}
        self._answer = prepare(update(pushes).where(open_own).values(answered))
        old = and_(columns.mark == bindparam("of"), columns.arrived < bindparam("before"), columns.answer.is_not(None))
        self._forget = prepare(delete(pushes).where(old))
        free = or_(followers.c.busy_until < bindparam("now"), followers.c.busy_by == bindparam("who"))
        taken = {"busy_by": bindparam("owner"), "busy_until": bindparam("until")}
        self._claim = prepare(update(followers).where(followers.c.mark == bindparam("of"), free).values(taken))
        mine = and_(followers.c.mark == bindparam("of"), followers.c.busy_by == bindparam("who"))
        self._release = prepare(update(followers).where(mine).values(busy_until=0))
        left = and_(columns.answer.is_(None), columns.arrived < bindparam("before"))
        free_now = followers.c.busy_until < bindparam("now")
        behind = select(columns.mark).join(followers, followers.c.mark == columns.mark).where(left, free_now)
        self._behind = prepare(behind.distinct().limit(_AT_ONCE))

    def arrive(self, follower: Follower, key: str, fields: Mapping[str, str], sent: int, number: int) -> None:
        """The push waits for its answer; one that is there already is waited for again.

        Args:
            sent: seconds since 1970, and ``number``: what orders pushes of the same second.
        """
        seen = {"shown": follower.shown, "noticed": follower.noticed, "numbered": follower.numbered}
        document = orjson.dumps({"fields": dict(fields), **seen})
        row = {
            "mark": follower.mark,
            "key": key,
            "conversation": follower.conversation,
            "sent": sent,
            "number": number,
            "arrived": micros(self._clock()),
            "sealed": self._cipher.seal(_place("pushes:sealed", follower.mark, key), document),
            "gone": False,
        }
        try:
            with self._database.write() as cursor:
                self._add.run(cursor, row)
        except self._database.integrity_error:
            with self._database.write() as cursor:
                self._turn_to.run(cursor, {"of": follower.mark, "push": key})

    def answered(self, mark: bytes, key: str) -> str | None:
        """What the push is answered; None: nothing yet. Empty: nothing, or what was to be said is said in another way."""
        with self._database.read() as cursor:
            return self._told(cursor, mark, key)

    def leave(self, mark: bytes, key: str) -> str | None:
        """Nobody waits for the answer any longer; None. Where it is there already, the answer."""
        with self._database.write() as cursor:
            self._leave.run(cursor, {"of": mark, "push": key})
            return self._told(cursor, mark, key)

    def _told(self, cursor: Any, mark: bytes, key: str) -> str | None:
        found = self._find.run(cursor, {"of": mark, "push": key}).fetchall()
        if not found or found[0][0] is None:
            return None
        answer, gone = found[0]
        return "" if gone else self._open_answer(mark, key, answer)

    def _open_answer(self, mark: bytes, key: str, answer: bytes) -> str:
        return self._cipher.open(_place("pushes:answer", mark, key), answer).decode()

    def kept(self, conversation: str) -> list[dict[str, Any]]:
        """What of a conversation is here at the moment: what was pushed, with its answer, None where there is none yet."""
        with self._database.read() as cursor:
            rows = self._kept.run(cursor, {"in": conversation}).fetchall()
        return [
            {
                "pushed": dict(self._read(bytes(mark), key, arrived, sealed, None).fields),
                "answer": self._open_answer(bytes(mark), key, answer) if answer is not None else None,
                "at": moment(arrived).isoformat(),
            }
            for mark, key, arrived, sealed, answer in rows
        ]

    def claim(self, mark: bytes, who: str) -> bool:
        """Whether this process answers the person from now on, for as long as ``LEASE`` says; claimed again, for as long again."""
        now = micros(self._clock())
        values = {"of": mark, "now": now, "who": who, "owner": who, "until": now + LEASE}
        with self._database.write() as cursor:
            return bool(self._claim.run(cursor, values).rowcount == 1)

    def release(self, mark: bytes, who: str) -> None:
        """Another process may answer the person."""
        with self._database.write() as cursor:
            self._release.run(cursor, {"of": mark, "who": who})

    def behind(self, seconds: float) -> list[bytes]:
        """Marks of some whose pushes wait for longer, and that no process answers."""
        now = micros(self._clock())
        with self._database.read() as cursor:
            found = self._behind.run(cursor, {"now": now, "before": now - int(seconds * _SECOND)}).fetchall()
        return [bytes(row[0]) for row in found]

    def waiting(self, mark: bytes) -> list[Waiting]:
        """The person's pushes that have no answer, in the order in which they were sent."""
        with self._database.read() as cursor:
            rows = self._waiting.run(cursor, {"of": mark}).fetchall()
        return [self._read(mark, *row) for row in rows]

    def _read(self, mark: bytes, key: str, arrived: int, sealed: bytes, batch: str | None) -> Waiting:
        told = orjson.loads(self._cipher.open(_place("pushes:sealed", mark, key), sealed))
        return Waiting(key, told["fields"], told["shown"], told["noticed"], told["numbered"], arrived, batch)

    def join(self, mark: bytes, keys: Sequence[str]) -> None:
        """These are taken together, whichever process does it: a turn that was taken with some of them is not taken with others."""
        with self._database.write() as cursor:
            for key in keys:
                self._join.run(cursor, {"of": mark, "push": key, "first": keys[0]})

    def answer(self, after: Follower, keys: Sequence[str], told: str, undelivered: Follower) -> bool:
        """The pushes are answered, the last one with what is told and those before it with nothing; whether somebody waits for that.

        In the same transaction it is kept what is known of the follower then: ``after``; where nobody waits, ``undelivered``.
        """
        *before, last = keys
        now, mark = micros(self._clock()), after.mark
        with self._database.write() as cursor:
            for key in before:
                self._write_answer(cursor, after, key, "")
            self._leave_late.run(cursor, {"of": mark, "push": last, "before": now - _TRIED})
            self._write_answer(cursor, after, last, told)
            found = self._find.run(cursor, {"of": mark, "push": last}).fetchall()
            waits = bool(found) and not found[0][1]
            self._followers.write(cursor, after if waits else undelivered)
            self._forget.run(cursor, {"of": mark, "before": now - _KEPT})
        return waits

    def _write_answer(self, cursor: Any, after: Follower, key: str, told: str) -> None:
        sealed = self._cipher.seal(_place("pushes:answer", after.mark, key), told.encode())
        row = {"of": after.mark, "push": key, "told": sealed, "now_in": after.conversation}
        self._answer.run(cursor, row)


def _place(of: str, mark: bytes, key: str) -> str:
    return f"{of}:{mark.hex()}:{key}"
