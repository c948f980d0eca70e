"""Conversations found by what an applicant says at the counter: a number, a name, a code."""

from __future__ import annotations

from typing import Final

from sqlalchemy import bindparam, select
from sqlalchemy.engine import Engine

from ..database import Database
from ..searching import SearchIndex, asked_terms
from ..searching.terms import MOST as TERMS
from ..tables import conversations, search_marks
from .queue import COLUMNS, Entry, entry_of

#: Cases looked at for one search, the latest first; of a name that more bear, the credit code or the phone finds the one.
MOST: Final = 500


class Search:
    """Finds conversations. Who may see which of them is decided afterwards, of each by itself."""

    def __init__(self, engine: Engine, index: SearchIndex) -> None:
        self._database, self._index = Database(engine), index
        self._places = tuple(f"mark_{number}" for number in range(TERMS * index.keys))
        held = search_marks.c
        found = select(held.conversation).where(held.mark.in_([bindparam(one) for one in self._places]))
        of = conversations.c
        self._find = self._database.prepare(
            select(*COLUMNS).where(of.id.in_(found)).order_by(of.updated.desc(), of.id).limit(MOST)
        )

    def find(self, words: str) -> list[Entry]:
        """What is found by the whole of the words, the latest first; nothing where they cannot be any of it.

        Neither the words nor what they mean go to the database or into a log: marks do.
        """
        marks = sorted(self._index.sought(asked_terms(words)))
        if not marks:
            return []
        # The statement has as many places as there can be marks; the first fills those that are left over.
        filled = dict.fromkeys(self._places, marks[0]) | dict(zip(self._places, marks, strict=False))
        with self._database.read() as cursor:
            return [entry_of(row) for row in self._find.run(cursor, filled).fetchall()]
