"""A conversation erased with all that hangs on it. What was handed in stays at intake, where the law keeps it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import and_, bindparam, delete, func, select
from sqlalchemy.engine import Engine

from .database import Database
from .moments import micros
from .store import Store
from .store_statements import DONE
from .tables import METADATA, conversations, erased, outbox

#: Why it was erased.
ASKED: Final = "asked"
LAPSED: Final = "lapsed"


class Undecided(Exception):
    """It is being handed in: whether intake has it is not known yet. Nothing was erased."""


@dataclass(frozen=True, slots=True)
class Tombstone:
    """What is left of an erased conversation. ``token_hash``: of the token that wrote in it."""

    token_hash: str | None
    reason: str


class Erasing:
    """Erases conversations. Raises DatabaseUnavailable when the database cannot be reached.

    Whatever table refers to a conversation is emptied of it: a table of tomorrow is not forgotten.
    """

    def __init__(self, engine: Engine, store: Store, clock: Callable[[], datetime]) -> None:
        self._database = Database(engine)
        self._store = store
        self._clock = clock
        prepare = self._database.prepare
        own = conversations.c.id == bindparam("conversation")
        self._lock = prepare(select(conversations.c.token_hash, conversations.c.version).where(own).with_for_update())
        waiting = and_(outbox.c.conversation == bindparam("conversation"), outbox.c.state != DONE)
        self._waiting = prepare(select(func.count()).select_from(outbox).where(waiting))
        self._parts = [prepare(statement) for statement in _of_one()]
        self._last = prepare(delete(conversations).where(own))
        self._add = prepare(erased.insert(), ("conversation", "token_hash", "reason", "at"))
        found = erased.c.conversation == bindparam("conversation")
        self._find = prepare(select(erased.c.token_hash, erased.c.reason).where(found))

    def erase(self, conversation: str, reason: str = ASKED, version: int | None = None) -> bool:
        """Nothing of the conversation is left; False when there was nothing, or ``version`` is not its version any more.

        Raises:
            Undecided: it is being handed in.
        """
        values = {"conversation": conversation}
        with self._database.write() as cursor:
            rows = self._lock.run(cursor, values).fetchall()
            if not rows or (version is not None and rows[0][1] != version):
                return False
            if self._waiting.run(cursor, values).fetchall()[0][0]:
                raise Undecided(conversation)
            for part in (*self._parts, self._last):
                part.run(cursor, values)
            if rows[0][0] is not None:
                # A channel's own conversations are named after who talks: of those not even the name is kept.
                self._add.run(
                    cursor, {**values, "token_hash": rows[0][0], "reason": reason, "at": micros(self._clock())}
                )
        self._store.forget(conversation)
        return True

    def tombstone(self, conversation: str) -> Tombstone | None:
        """What is left of it, or None when it was not erased."""
        with self._database.read() as cursor:
            rows = self._find.run(cursor, {"conversation": conversation}).fetchall()
        return Tombstone(*rows[0]) if rows else None


def _of_one() -> list[Any]:
    """A deletion for each table that refers to conversations, those first that others are referred to by."""
    found = []
    for table in reversed(METADATA.sorted_tables):
        found += [
            delete(table).where(key.parent == bindparam("conversation"))
            for key in table.foreign_keys
            if key.column.table is conversations
        ]
    return found
