"""Matters that followers of an account left for another: what happens in them is still told to them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import and_, bindparam, delete, select, update
from sqlalchemy.engine import Engine

from .database import Database
from .tables import conversations, earlier_matters, followers

#: Followers that news waits for, at one look; and matters of one of them.
_AT_ONCE: Final = 50


@dataclass(frozen=True, slots=True)
class Earlier:
    """A conversation that a follower was in.

    Args:
        holder: hash of the token by which they write in it.
        seen: its version up to which they were told everything.
        told: number of its last turn whose words they were told.
    """

    conversation: str
    holder: str
    seen: int
    told: int


class EarlierMatters:
    """Finds and keeps them. Raises DatabaseUnavailable when the database cannot be reached."""

    def __init__(self, engine: Engine) -> None:
        self._database = Database(engine)
        prepare = self._database.prepare
        table = earlier_matters.c
        moved_on = and_(conversations.c.id == table.conversation, conversations.c.version > table.seen)
        here = followers.c.mark == table.mark
        self._behind = prepare(select(table.mark).where(here, moved_on).distinct().limit(_AT_ONCE))
        columns = (table.conversation, table.holder, table.seen, table.told)
        of_one = table.mark == bindparam("whose")
        self._of = prepare(select(*columns).where(of_one, moved_on).order_by(table.conversation).limit(_AT_ONCE))
        self._add = prepare(earlier_matters.insert(), ("mark", "conversation", "holder", "seen", "told"))
        one = and_(of_one, table.conversation == bindparam("which"))
        self._drop = prepare(delete(earlier_matters).where(one))
        changed = {"seen": bindparam("new_seen"), "told": bindparam("new_told")}
        self._told = prepare(update(earlier_matters).where(one).values(changed))

    def behind(self) -> list[bytes]:
        """Marks of some of those in whose earlier matters something happened that they were not told."""
        with self._database.read() as cursor:
            return [bytes(row[0]) for row in self._behind.run(cursor, {}).fetchall()]

    def of(self, mark: bytes) -> list[Earlier]:
        """The matters in which something happened that the follower was not told."""
        with self._database.read() as cursor:
            return [Earlier(*row) for row in self._of.run(cursor, {"whose": mark}).fetchall()]

    def left(self, cursor: Any, mark: bytes, matter: Earlier) -> None:
        """The follower has left the matter for another."""
        self.taken_up(cursor, mark, matter.conversation)
        columns = {"holder": matter.holder, "seen": matter.seen, "told": matter.told}
        self._add.run(cursor, {"mark": mark, "conversation": matter.conversation, **columns})

    def taken_up(self, cursor: Any, mark: bytes, conversation: str) -> None:
        """The follower is in the conversation again: it is no earlier one."""
        self._drop.run(cursor, {"whose": mark, "which": conversation})

    def told(self, cursor: Any, mark: bytes, matter: Earlier) -> None:
        """The follower was told so much of it."""
        row = {"whose": mark, "which": matter.conversation, "new_seen": matter.seen, "new_told": matter.told}
        self._told.run(cursor, row)
