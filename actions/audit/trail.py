"""The trail in the database: entries are added one after another, by however many processes, and read."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, Final

import orjson
from sqlalchemy import and_, bindparam, or_, select
from sqlalchemy.engine import Engine

from ..cipher import Cipher, SealBroken
from ..database import Database, DatabaseUnavailable
from ..moments import micros, moment
from ..tables import audit_trail
from .entries import ACTS, BEGINNING, Actor, Entry, bound, mark_of
from .rows import onward
from .verifying import Verdict, verify

#: How often a number is tried for that another process took meanwhile; one of those who try gets it each time.
TRIES: Final = 100
#: Entries of one page, and of one piece of an export.
PAGE: Final = 100
_OF: Final = audit_trail.c
_COLUMNS: Final = tuple(_OF)


@dataclass(frozen=True, slots=True)
class Narrowed:
    """What is read of the trail, by the columns of these names; empty narrows nothing."""

    who: str = ""
    act: str = ""
    about: str = ""


class Trail:
    """Adds entries and reads them. Raises DatabaseUnavailable when the database cannot be reached."""

    def __init__(self, engine: Engine, cipher: Cipher, clock: Callable[[], datetime]) -> None:
        self._engine, self._database, self._cipher, self._clock = engine, Database(engine), cipher, clock
        prepare = self._database.prepare
        self._last = prepare(select(_OF.number, _OF.digest).order_by(_OF.number.desc()).limit(1))
        self._add = prepare(audit_trail.insert(), tuple(one.name for one in _COLUMNS))
        narrowed = and_(
            *(
                or_(bindparam(f"in_{name}") == "", _OF[name] == bindparam(f"in_{name}"))
                for name in ("who", "act", "about")
            )
        )
        page = select(*_COLUMNS).where(narrowed)
        self._newest = prepare(page.where(_OF.number < bindparam("before")).order_by(_OF.number.desc()).limit(PAGE))
        self._onward = prepare(page.where(_OF.number > bindparam("after")).order_by(_OF.number).limit(PAGE))

    def add(
        self, actor: Actor, act: str, *, about: str = "", allowed: bool = True, detail: Mapping[str, Any] | None = None
    ) -> Entry:
        """The entry is on record and survives a power cut. ``act``: one of ``ACTS``, else KeyError."""
        ACTS[act]
        for _ in range(TRIES):
            try:
                with self._database.write() as cursor:
                    return self._add_next(cursor, actor, act, about, allowed, detail or {})
            except self._database.integrity_error:
                continue  # another process took the number
        raise DatabaseUnavailable("audit trail: no number was free")

    def _add_next(
        self, cursor: Any, actor: Actor, act: str, about: str, allowed: bool, detail: Mapping[str, Any]
    ) -> Entry:
        last = self._last.run(cursor, {}).fetchall()
        number, before = (last[0][0] + 1, bytes(last[0][1])) if last else (1, BEGINNING)
        at = moment(micros(self._clock()))
        sealed = self._cipher.seal(_place(number), orjson.dumps(detail))
        digest = bound(before, number, at, actor, act, allowed, about, sealed)
        row = {
            "number": number, "at": micros(at), "who": actor.id, "role": actor.role, "organisation": actor.organisation,
            "address": actor.address, "act": act, "allowed": allowed, "about": about, "sealed": sealed, "digest": digest,
            "key": self._cipher.current, "mark": mark_of(self._cipher, digest)[0],
        }  # fmt: skip
        self._add.run(cursor, row)
        return Entry(number, at, actor, act, allowed, about, detail, digest)

    def newest(self, narrowed: Narrowed = Narrowed(), before: int | None = None) -> list[Entry]:
        """The newest entries, newest first; ``before``: of those with smaller numbers than this."""
        values = {**_values(narrowed), "before": 2**62 if before is None else before}
        with self._database.read() as cursor:
            return [self._entry(row) for row in self._newest.run(cursor, values).fetchall()]

    def all(self, narrowed: Narrowed = Narrowed()) -> Iterator[Entry]:
        """Every entry, oldest first."""
        return map(self._entry, onward(self._database, self._onward, PAGE, 0, _values(narrowed)))

    def verify(self, known: tuple[int, bytes] | None = None) -> Verdict:
        """Whether the trail is whole; see ``verifying.verify``."""
        return verify(self._engine, self._cipher, known)

    def _entry(self, row: Sequence[Any]) -> Entry:
        number, at, who, role, organisation, address, act, allowed, about, sealed, digest, *_ = row
        try:
            detail = orjson.loads(self._cipher.open(_place(number), bytes(sealed)))
        except SealBroken:
            detail = {"unreadable": True}  # the rest of the trail must still be read; verifying tells what is wrong
        actor = Actor(who, role, organisation, address)
        return Entry(number, _told_time(at), actor, act, bool(allowed), about, detail, bytes(digest))


def _told_time(at: int) -> datetime:
    try:
        return moment(at)
    except OverflowError:
        return moment(0)  # as above: one row that we did not write hides no other


def _values(narrowed: Narrowed) -> dict[str, str]:
    return {f"in_{name}": told for name, told in asdict(narrowed).items()}


def _place(number: int) -> str:
    return f"audit_trail:sealed:{number}"
