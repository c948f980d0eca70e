"""Tries to come in are counted before they are looked at, for all processes together: guessing ends after a few."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import and_, bindparam, case, update
from sqlalchemy.engine import Engine

from .database import Database
from .moments import micros
from .tables import staff_tries

#: Wrong tries one after another, and how long nobody comes in by this name after them.
#: GB/T 22239-2019, 8.1.4.1 asks that there is a limit; these numbers are practice.
MOST: Final = 5
LOCKED: Final = timedelta(minutes=30)
_OF: Final = staff_tries.c


class Tries:
    """Counts the tries of people that there are. Raises DatabaseUnavailable when the database cannot be reached."""

    def __init__(self, engine: Engine, clock: Callable[[], datetime]) -> None:
        self._database, self._clock = Database(engine), clock
        known = self._database.insert(staff_tries).values(who=bindparam("whose"), tries=0, until=0, step=0)
        self._know = self._database.prepare(known.on_conflict_do_nothing())
        who, now = _OF.who == bindparam("whose"), bindparam("now")
        # A lock that is over begins the count anew.
        count = case((_OF.until > 0, 1), else_=_OF.tries + 1)
        till = case((count >= MOST, bindparam("till")), else_=0)
        free = update(staff_tries).where(and_(who, _OF.until <= now)).values(tries=count, until=till)
        self._begin = self._database.prepare(free)
        came = (
            update(staff_tries)
            .where(and_(who, _OF.step < bindparam("at")))
            .values(tries=0, until=0, step=bindparam("at"))
        )
        self._came = self._database.prepare(came)

    def begin(self, who: str) -> bool:
        """Whether they may try now: it counts as a wrong try until ``came`` says otherwise."""
        now = self._clock()
        with self._database.write() as cursor:
            self._know.run(cursor, {"whose": who})
            values = {"whose": who, "now": micros(now), "till": micros(now + LOCKED)}
            return bool(self._begin.run(cursor, values).rowcount)

    def came(self, who: str, step: int) -> bool:
        """Whether they are in: the code of these thirty seconds, or of later ones, was not used before. Their tries are forgotten then."""
        with self._database.write() as cursor:
            return bool(self._came.run(cursor, {"whose": who, "at": step}).rowcount)
