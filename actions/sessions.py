"""Signed-in identities: a session's token is known by its hash only, and ends by itself."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import and_, bindparam, delete, select, update
from sqlalchemy.engine import Engine

from .database import Database
from .moments import micros
from .tables import sessions

#: Without use a session is over after this time.
IDLE: Final = timedelta(minutes=30)
#: A session that is used is written again when so much of its time has gone: not at each request.
_A_WHILE: Final = timedelta(minutes=1)


class Sessions:
    """Opens, finds and closes sessions. Raises DatabaseUnavailable when the database cannot be reached."""

    def __init__(self, engine: Engine, clock: Callable[[], datetime]) -> None:
        self._database = Database(engine)
        self._clock = clock
        hashed = sessions.c.token_hash == bindparam("token")
        holds = sessions.c.expires > bindparam("now")
        self._open = self._database.prepare(sessions.insert(), ("token_hash", "identity", "expires", "ends"))
        columns = (sessions.c.identity, sessions.c.expires, sessions.c.ends)
        self._find = self._database.prepare(select(*columns).where(and_(hashed, holds)))
        self._use = self._database.prepare(update(sessions).where(and_(hashed, holds)).values(expires=bindparam("to")))
        self._close = self._database.prepare(delete(sessions).where(hashed))
        self._others = self._database.prepare(delete(sessions).where(sessions.c.identity == bindparam("whose")))
        self._sweep = self._database.prepare(delete(sessions).where(sessions.c.expires <= bindparam("now")))

    def open(
        self, token_hash: str, identity: str, lasts: timedelta, at_most: timedelta | None = None, alone: bool = False
    ) -> None:
        """Who holds the token is this identity for the time given. Sessions that ended are swept away.

        Args:
            at_most: using it makes it last longer, up to this; None: it does not.
            alone: every other session of this identity is over.
        """
        now = self._clock()
        ends = micros(now + at_most) if at_most is not None else None
        values = {"token_hash": token_hash, "identity": identity, "expires": micros(now + lasts), "ends": ends}
        with self._database.write() as cursor:
            self._sweep.run(cursor, {"now": micros(now)})
            if alone:
                self._others.run(cursor, {"whose": identity})
            self._open.run(cursor, values)

    def identity(self, token_hash: str, *, idle: timedelta = IDLE, used: bool = True) -> str | None:
        """Whose session it is; None when there is none, or it ended. ``used``: it lasts so long from now, as ``open`` allows it."""
        now = self._clock()
        with self._database.read() as cursor:
            found = self._find.run(cursor, {"token": token_hash, "now": micros(now)}).fetchall()
        if not found:
            return None
        identity, expires, ends = found[0]
        if ends is not None and used:
            until = min(micros(now + idle), ends)
            if until - expires > micros(now + _A_WHILE) - micros(now):
                with self._database.write() as cursor:
                    self._use.run(cursor, {"token": token_hash, "now": micros(now), "to": until})
        return str(identity)

    def close(self, token_hash: str) -> None:
        """The session is over; closing one that is not there changes nothing."""
        with self._database.write() as cursor:
            self._close.run(cursor, {"token": token_hash})
