"""Which release a conversation stands on, kept in plain columns beside its sealed case."""

from __future__ import annotations

from typing import Final, NamedTuple

from sqlalchemy import and_, bindparam, func, select, update

from bot.engine import Case
from bot.engine.errors import CaseFormat
from bot.engine.standing import open_corrections

from .case_codec import read_case
from .cipher import Cipher, SealBroken
from .database import Database
from .tables import conversations

#: Conversations looked up at once.
BATCH: Final = 200


class Pin(NamedTuple):
    """A release by its name; both empty where a case needs none."""

    scenario: str = ""
    version: str = ""


def pin_of(case: Case) -> Pin:
    """The release the case stands on as long as it is open: not closed, and not handed in yet or to be put right."""
    if case.scenario is None or case.closed or (is_received(case) and not open_corrections(case.submission)):
        return Pin()
    return Pin(case.scenario, case.version)


def is_received(case: Case) -> bool:
    """Whether intake has it."""
    return case.submission is not None and case.submission.state == "received"


def pins(database: Database) -> dict[Pin, int]:
    """The releases that open cases stand on, with the number of these cases."""
    statement = (
        select(conversations.c.scenario, conversations.c.pinned, func.count())
        .where(conversations.c.pinned != "")
        .group_by(conversations.c.scenario, conversations.c.pinned)
    )
    with database.read() as cursor:
        rows = database.prepare(statement).run(cursor, {}).fetchall()
    return {Pin(scenario, version): count for scenario, version, count in rows}


def fill_pins(database: Database, cipher: Cipher) -> int:
    """Every conversation from before there were these columns has them filled in; gives how many had not.

    Safe beside running servers: a case that moves meanwhile writes its own pin. A damaged case needs no release.
    """
    columns = (conversations.c.id, conversations.c.version, conversations.c.sealed)
    find = database.prepare(select(*columns).where(conversations.c.pinned.is_(None)).limit(BATCH))
    fill = database.prepare(
        update(conversations)
        .where(and_(conversations.c.id == bindparam("conversation"), conversations.c.version == bindparam("seen")))
        .where(conversations.c.pinned.is_(None))
        .values(scenario=bindparam("on_scenario"), pinned=bindparam("on_version"))
    )
    filled = 0
    while True:
        with database.read() as cursor:
            rows = find.run(cursor, {}).fetchall()
        if not rows:
            return filled
        found = [(conversation, seen, _looked_up(cipher, conversation, sealed)) for conversation, seen, sealed in rows]
        with database.write() as cursor:
            for conversation, seen, pin in found:
                values = {"on_scenario": pin.scenario, "on_version": pin.version}
                fill.run(cursor, {"conversation": conversation, "seen": seen, **values})
        filled += len(rows)


def _looked_up(cipher: Cipher, conversation: str, sealed: bytes) -> Pin:
    try:
        return pin_of(read_case(cipher.open(case_place(conversation), sealed)))
    except (SealBroken, CaseFormat):
        return Pin()


def case_place(conversation: str) -> str:
    """Where a conversation's case is sealed for."""
    return f"conversations:sealed:{conversation}"
