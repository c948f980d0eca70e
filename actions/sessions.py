"""Signed-in identities: a session's token is known by its hash only, and ends by itself."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from sqlalchemy import and_, bindparam, delete, select
from sqlalchemy.engine import Engine

from .database import Database
from .moments import micros
from .tables import sessions


class Sessions:
    """Opens, finds and closes sessions. Raises DatabaseUnavailable when the database cannot be reached."""

    def __init__(self, engine: Engine, clock: Callable[[], datetime]) -> None:
        self._database = Database(engine)
        self._clock = clock
        hashed = sessions.c.token_hash == bindparam("token")
        self._open = self._database.prepare(sessions.insert(), ("token_hash", "identity", "expires"))
        self._find = self._database.prepare(
            select(sessions.c.identity).where(and_(hashed, sessions.c.expires > bindparam("now")))
        )
        self._close = self._database.prepare(delete(sessions).where(hashed))
        self._sweep = self._database.prepare(delete(sessions).where(sessions.c.expires <= bindparam("now")))

    def open(self, token_hash: str, identity: str, lasts: timedelta) -> None:
        """Who holds the token is this identity for the time given. Sessions that ended are swept away."""
        now = self._clock()
        with self._database.write() as cursor:
            self._sweep.run(cursor, {"now": micros(now)})
            self._open.run(cursor, {"token_hash": token_hash, "identity": identity, "expires": micros(now + lasts)})

    def identity(self, token_hash: str) -> str | None:
        """Whose session it is; None when there is none, or it ended."""
        with self._database.read() as cursor:
            found = self._find.run(cursor, {"token": token_hash, "now": micros(self._clock())}).fetchall()
        return str(found[0][0]) if found else None

    def close(self, token_hash: str) -> None:
        """The session is over; closing one that is not there changes nothing."""
        with self._database.write() as cursor:
            self._close.run(cursor, {"token": token_hash})
