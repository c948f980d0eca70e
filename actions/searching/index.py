"""The index: marks of what a case is found by, written in the transaction that writes the case."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from sqlalchemy import and_, bindparam, delete, or_, select, update

from bot.engine import Case
from bot.engine.errors import CaseFormat

from ..case_codec import read_case
from ..cipher import Cipher, SealBroken
from ..database import Database
from ..pins import BATCH, case_place
from ..tables import conversations, search_marks
from .terms import Term, case_terms

#: Tells apart what else may be marked with the same key one day.
_PLACE: Final = "search"


class SearchIndex:
    """Marks terms with the search key, and keeps those of each conversation.

    The key is another than the data's: who has the database and the data key can open cases, but who has the database and
    this key can only try out values. Equal terms have equal marks, which is what finds them.
    """

    def __init__(self, database: Database, key: Cipher, kinds: Mapping[str, str]) -> None:
        """``kinds``: fact -> what its values are looked for as."""
        self._key, self._kinds = key, kinds
        prepare, of = database.prepare, search_marks.c
        own = of.conversation == bindparam("whose")
        self._held = prepare(select(of.mark).where(own))
        self._add = prepare(search_marks.insert(), ("conversation", "mark"))
        self._drop = prepare(delete(search_marks).where(and_(own, of.mark == bindparam("old"))))
        #: What stands beside a case whose marks are those of the current key.
        self.name: Final = key.mark(_PLACE).hex()[:16]

    def marks_of(self, case: Case) -> frozenset[bytes]:
        """The marks by which the case is found."""
        return frozenset(self._key.mark(_PLACE, *term) for term in case_terms(case, self._kinds))

    def sought(self, terms: Iterable[Term]) -> frozenset[bytes]:
        """The marks that the terms may have: under every key, for a case may have been marked with an older one."""
        return frozenset(mark for term in terms for mark in self._key.marks(_PLACE, *term))

    @property
    def keys(self) -> int:
        """How many keys there are."""
        return len(self._key.ids)

    def keep(self, cursor: Any, conversation: str, marks: frozenset[bytes]) -> None:
        """The conversation is found by these marks and by no others."""
        held = {bytes(row[0]) for row in self._held.run(cursor, {"whose": conversation}).fetchall()}
        for old in held - marks:
            self._drop.run(cursor, {"whose": conversation, "old": old})
        for new in sorted(marks - held):
            self._add.run(cursor, {"conversation": conversation, "mark": new})


def index_waiting(database: Database, cipher: Cipher, index: SearchIndex) -> int:
    """Every conversation from before there was an index, or of another key, is found now; gives how many there were.

    Safe beside running servers: a case that moves meanwhile writes its own marks. A damaged case is found by nothing.
    """
    of = conversations.c
    behind = or_(of.searchable.is_(None), of.searchable != bindparam("current"))
    find = database.prepare(select(of.id, of.version, of.sealed).where(behind).limit(BATCH))
    done = database.prepare(
        update(conversations)
        .where(and_(of.id == bindparam("conversation"), of.version == bindparam("seen")))
        .values(searchable=bindparam("found_by"))
    )
    total = 0
    while True:
        with database.read() as cursor:
            rows = find.run(cursor, {"current": index.name}).fetchall()
        if not rows:
            return total
        found = [(name, seen, _marks(cipher, index, name, sealed)) for name, seen, sealed in rows]
        with database.write() as cursor:
            for name, seen, marks in found:
                values = {"conversation": name, "seen": seen, "found_by": index.name}
                if done.run(cursor, values).rowcount:
                    index.keep(cursor, name, marks)
        total += len(rows)


def _marks(cipher: Cipher, index: SearchIndex, conversation: str, sealed: bytes) -> frozenset[bytes]:
    try:
        return index.marks_of(read_case(cipher.open(case_place(conversation), sealed)))
    except (SealBroken, CaseFormat):
        return frozenset()
