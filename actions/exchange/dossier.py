"""What somebody applied for before, as long as they want it kept (一企一档): found by a keyed mark of their number, and sealed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Final

import orjson
from sqlalchemy import and_, bindparam, delete, select
from sqlalchemy.engine import Engine

from bot.catalog import FREE, NEVER, FactSources
from bot.engine import Known, Release
from bot.engine.address import fact_of
from bot.engine.values import Json

from ..cipher import Cipher
from ..database import Database
from ..local_time import ZONE
from ..moments import micros, moment
from ..principals import Party
from ..tables import earlier_applications

#: Earlier applications that are looked at, the latest first.
MOST: Final = 50
#: What an earlier application is called as a source.
TITLE: Final = "以前的申请"
_SEALED: Final = ("title", "form", "answers", "lists")


@dataclass(frozen=True, slots=True)
class Earlier:
    """One application that intake took up. A log shows none of what was answered.

    Args:
        accepted: the day. answers: address key -> value, parts, and whether there is none.
        lists: list -> ids of its items in order.
    """

    reference: str
    title: str
    form: str
    accepted: date
    answers: Mapping[str, tuple[Json, Mapping[str, Json], bool]] = field(repr=False)
    lists: Mapping[str, tuple[str, ...]] = field(default_factory=dict, repr=False)


class Dossier:
    """Keeps, finds and forgets. Raises DatabaseUnavailable when the database cannot be reached."""

    def __init__(self, engine: Engine, cipher: Cipher, clock: Callable[[], datetime]) -> None:
        self._database, self._cipher, self._clock = Database(engine), cipher, clock
        table = earlier_applications.c
        prepare = self._database.prepare
        upsert = self._database.insert(earlier_applications)
        new = {name: upsert.excluded[name] for name in ("subject", "accepted", "sealed")}
        columns = ("reference", "subject", "accepted", "sealed")
        kept = upsert.on_conflict_do_update(index_elements=["reference"], set_=new)
        self._keep = prepare(kept, columns)
        of_one = table.subject == bindparam("whose")
        found = select(table.reference, table.accepted, table.sealed).where(of_one)
        self._of = prepare(found.order_by(table.accepted.desc(), table.reference).limit(MOST))
        self._forget = prepare(delete(earlier_applications).where(and_(of_one, table.reference == bindparam("which"))))

    def keep(self, subject: Party, earlier: Earlier) -> None:
        """The application is in the subject's dossier, as it is now; one that is there already is replaced."""
        document = {
            "title": earlier.title,
            "form": earlier.form,
            "answers": {key: [value, dict(parts), none] for key, (value, parts, none) in earlier.answers.items()},
            "lists": {name: list(items) for name, items in earlier.lists.items()},
        }
        at = datetime.combine(earlier.accepted, datetime.min.time(), ZONE)
        row = {
            "reference": earlier.reference,
            "subject": self._cipher.mark("dossier", subject.number),
            "accepted": micros(at),
            "sealed": self._cipher.seal(_place(earlier.reference), orjson.dumps(document)),
        }
        with self._database.write() as cursor:
            self._keep.run(cursor, row)

    def of(self, subject: Party) -> list[Earlier]:
        """The subject's applications, the latest first; none where nobody knows their number."""
        if not subject.number:
            return []
        with self._database.read() as cursor:
            rows = [row for mark in self._marks(subject) for row in self._of.run(cursor, {"whose": mark}).fetchall()]
        found = [self._read(reference, accepted, sealed) for reference, accepted, sealed in rows]
        return sorted(found, key=lambda one: (one.accepted, one.reference), reverse=True)[:MOST]

    def forget(self, subject: Party, reference: str) -> bool:
        """Whether the application was the subject's and is gone."""
        with self._database.write() as cursor:
            gone = [
                self._forget.run(cursor, {"whose": mark, "which": reference}).rowcount for mark in self._marks(subject)
            ]
        return any(gone)

    def _marks(self, subject: Party) -> Sequence[bytes]:
        return self._cipher.marks("dossier", subject.number)

    def _read(self, reference: str, accepted: int, sealed: bytes) -> Earlier:
        document: dict[str, Any] = orjson.loads(self._cipher.open(_place(reference), bytes(sealed)))
        answers = {key: (value, parts, none) for key, (value, parts, none) in document["answers"].items()}
        lists = {name: tuple(items) for name, items in document["lists"].items()}
        day = moment(accepted).astimezone(ZONE).date()
        return Earlier(reference, document["title"], document["form"], day, answers, lists)


def _place(reference: str) -> str:
    return f"earlier_applications.sealed:{reference}"


def known_before(
    earlier: Sequence[Earlier], sources: FactSources, release: Release
) -> Iterator[tuple[str, Known, Mapping[str, tuple[str, ...]]]]:
    """What the applications tell of facts that the scenario needs, the latest application's word on each; never what is to be said anew.

    With each comes the list it belongs to, where it is an item's: a list is taken whole from one application.
    """
    seen: set[str] = set()
    for one in earlier:
        here: set[str] = set()
        for key, (value, parts, none) in one.answers.items():
            fact = fact_of(key)
            home = fact.partition(".")[0] if "[" in key else key
            reuse = sources.reuse(fact)
            if home in seen or reuse == NEVER or fact not in release.facts or not release.uses(fact):
                continue
            here.add(home)
            lists = {home: one.lists[home]} if "[" in key and home in one.lists else {}
            known = Known(
                value, "earlier_case", one.reference, TITLE, one.accepted.isoformat(), parts, reuse == FREE, none
            )
            yield key, known, lists
        seen |= here
