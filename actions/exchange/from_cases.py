"""How much others knew of what was handed in: counted anew from the cases as they are stored, by scenario."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import and_, bindparam, select, true

from bot.catalog import FactSources
from bot.engine import Release
from bot.engine.errors import CaseFormat, FigureExpired
from bot.engine.view import View

from ..archive import Archive, archived_release
from ..case_codec import read_case
from ..cipher import Cipher, SealBroken
from ..database import Database
from ..pins import case_place
from ..tables import conversations
from .measuring import Measured, measure

_BATCH = 200


@dataclass
class Counted:
    """By scenario how many applications were counted, and their counts together. ``unreadable``: how many could not be."""

    cases: dict[str, int] = field(default_factory=dict)
    measured: dict[str, Measured] = field(default_factory=dict)
    unreadable: int = 0


def count_cases(database: Database, cipher: Cipher, archive: Archive, sources: FactSources, today: date) -> Counted:
    """All that was handed in and is still here, each by the release that it was filled on."""
    found = Counted()
    releases: dict[tuple[str, str], Release | None] = {}
    for conversation, sealed in _handed_in(database):
        try:
            case = read_case(cipher.open(case_place(conversation), sealed))
            name = (case.scenario or "", case.version)
            if name not in releases:
                releases[name] = archived_release(archive, *name)
            release = releases[name]
            if release is None:
                raise CaseFormat("its release is gone")
            told = measure(View(release, case, today), sources)
        except (SealBroken, CaseFormat, FigureExpired):
            found.unreadable += 1
            continue
        found.cases[name[0]] = found.cases.get(name[0], 0) + 1
        found.measured[name[0]] = found.measured.get(name[0], Measured()) + told
    return found


def _handed_in(database: Database) -> Iterator[tuple[str, bytes]]:
    wanted = and_(conversations.c.received == true(), conversations.c.id > bindparam("after"))
    chosen = select(conversations.c.id, conversations.c.sealed).where(wanted).order_by(conversations.c.id).limit(_BATCH)
    batch, after = database.prepare(chosen), ""
    while True:
        with database.read() as cursor:
            rows = batch.run(cursor, {"after": after}).fetchall()
        yield from ((conversation, bytes(sealed)) for conversation, sealed in rows)
        if len(rows) < _BATCH:
            return
        after = rows[-1][0]
