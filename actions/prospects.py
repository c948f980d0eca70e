"""What would become of open cases on another release: computed before it is published, and nothing is written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlalchemy import and_, bindparam, func, select

from bot.engine import Case, Release
from bot.engine.address import fact_of
from bot.engine.amend import parked
from bot.engine.errors import CaseFormat, FigureExpired
from bot.engine.needs import wanted
from bot.engine.versions import upgrade
from bot.engine.view import View

from .archive import Archive, archived_release
from .case_codec import read_case
from .cipher import Cipher, SealBroken
from .database import Database
from .pins import case_place
from .tables import conversations

#: What can become of a case, the worst first.
FATES: Final = ("unreadable", "figure", "invalid", "parked", "asked", "unchanged", "pending")
_BATCH: Final = 200


@dataclass(frozen=True, slots=True)
class Prospect:
    """One open case, as it would be on the release.

    Args:
        version: the release that it stands on now.
        fate: ``pending``: it is being handed in and stays; ``figure``: a dated figure that the release needs covers no
            period that day; ``unreadable``: the case cannot be opened.
        kept: how many answers stay. ``asked``: facts still to be asked that are not asked now; ``parked``: facts whose
            answers count now and would no longer; ``invalid``: facts whose answers would be dropped.
    """

    conversation: str
    version: str
    fate: str
    kept: int = 0
    asked: tuple[str, ...] = ()
    parked: tuple[str, ...] = ()
    invalid: tuple[str, ...] = ()


def prospects(
    database: Database, cipher: Cipher, archive: Archive, release: Release, today: date
) -> Iterator[Prospect]:
    """Every open case of the release's scenario that stands on another version, by conversation id."""
    scenario, version = release.scenario.id, release.scenario.version
    known: dict[str, Release | None] = {}
    for conversation, pinned, sealed in _cases(database, scenario, version):
        try:
            case = read_case(cipher.open(case_place(conversation), sealed))
        except (SealBroken, CaseFormat):
            yield Prospect(conversation, pinned, "unreadable")
            continue
        if pinned not in known:
            known[pinned] = archived_release(archive, scenario, pinned)
        yield _prospect(conversation, case, known[pinned], release, today)


def not_looked_up(database: Database) -> int:
    """How many conversations are from before it was noted which release they stand on."""
    statement = select(func.count()).select_from(conversations).where(conversations.c.pinned.is_(None))
    with database.read() as cursor:
        found: int = database.prepare(statement).run(cursor, {}).fetchone()[0]
    return found


def _prospect(conversation: str, case: Case, before: Release | None, release: Release, today: date) -> Prospect:
    if case.submission is not None and case.submission.state == "requested":
        return Prospect(conversation, case.version, "pending", len(case.answers))
    try:
        old = View(before, case, today) if before is not None else None
        asked_before = set(wanted(old)) if old is not None else set()
        aside_before = {address.key for address in parked(old)} if old is not None else set()
        moved = upgrade(case, release, today)
    except FigureExpired:
        return Prospect(conversation, case.version, "figure")
    asked = _facts(key for key in moved.asked if key not in asked_before)
    aside = _facts(key for key in moved.parked if key not in aside_before)
    invalid = _facts(moved.invalid)
    fate = next(
        (name for name, found in (("invalid", invalid), ("parked", aside), ("asked", asked)) if found), "unchanged"
    )
    return Prospect(conversation, case.version, fate, len(moved.kept), asked, aside, invalid)


def _facts(keys: Iterable[str]) -> tuple[str, ...]:
    """The facts of address keys, each once: which item of a list it is tells nothing here."""
    return tuple(dict.fromkeys(map(fact_of, keys)))


def _cases(database: Database, scenario: str, version: str) -> Iterator[tuple[str, str, bytes]]:
    columns = (conversations.c.id, conversations.c.pinned, conversations.c.sealed)
    elsewhere = and_(
        conversations.c.scenario == bindparam("on_scenario"),
        conversations.c.pinned != bindparam("on_version"),
        conversations.c.pinned != "",
        conversations.c.id > bindparam("after"),
    )
    batch = database.prepare(select(*columns).where(elsewhere).order_by(conversations.c.id).limit(_BATCH))
    after = ""
    while True:
        with database.read() as cursor:
            values = {"on_scenario": scenario, "on_version": version, "after": after}
            rows = batch.run(cursor, values).fetchall()
        yield from ((conversation, pinned, bytes(sealed)) for conversation, pinned, sealed in rows)
        if len(rows) < _BATCH:
            return
        after = rows[-1][0]
