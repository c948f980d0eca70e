"""The outbox as an operator sees it: what waits and what is dead, and how the dead are tried again. No personal data."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import orjson
from sqlalchemy import and_, bindparam, select, update
from sqlalchemy.engine import Engine

from .cipher import Cipher, SealBroken
from .database import Database
from .moments import micros, moment
from .store import effect_place
from .store_statements import DEAD, DONE
from .tables import outbox


@dataclass(frozen=True, slots=True)
class Letter:
    """A row that is not done.

    Args:
        since: when it was asked for. next_at: when it is due. died: since when it is dead, None while it waits.
        is_claimed: somebody is at it just now.
    """

    id: int
    kind: str
    state: str
    tries: int
    last_error: str | None
    since: datetime
    next_at: datetime
    died: datetime | None
    is_claimed: bool


@dataclass(frozen=True, slots=True)
class Contents:
    """What a row would send, without anything the applicant told.

    Args:
        conversation: its id where that is random; empty where it is named after somebody (other channels).
        forms: form -> how many places of it are filled. materials: how many are listed. references: what it is about.
    """

    conversation: str
    forms: Mapping[str, int]
    materials: int
    references: tuple[str, ...]


class DeadLetters:
    """Lists, shows and puts back. Raises DatabaseUnavailable when the database cannot be reached."""

    def __init__(self, engine: Engine, clock: Callable[[], datetime]) -> None:
        self._database = Database(engine)
        self._clock = clock
        prepare = self._database.prepare
        columns = outbox.c
        told = (
            columns.id, columns.kind, columns.state, columns.attempts, columns.last_error, columns.created, columns.next_at,
            columns.died, columns.lease_until,
        )  # fmt: skip
        open_ones = select(*told).where(columns.state != DONE)
        one = columns.id == bindparam("row")
        self._all = prepare(open_ones.order_by(columns.id))
        self._one = prepare(open_ones.where(one))
        self._sealed = prepare(select(columns.conversation, columns.key, columns.sealed).where(one))
        # A row that waits may be at work: only its next try is brought forward, and its tries are not forgotten.
        self._revive = prepare(
            update(outbox)
            .where(and_(columns.id == bindparam("wanted"), columns.state == DEAD))
            .values(state="waiting", died=None, attempts=0, next_at=bindparam("now"), lease_until=None)
        )
        self._hasten = prepare(
            update(outbox)
            .where(and_(columns.id == bindparam("wanted"), columns.state == "waiting"))
            .values(next_at=bindparam("now"))
        )

    def all(self) -> list[Letter]:
        """All that is not done, the oldest first."""
        with self._database.read() as cursor:
            rows = self._all.run(cursor, {}).fetchall()
        return [self._letter(*row) for row in rows]

    def one(self, row: int) -> Letter | None:
        """The row, or None where there is none, or it is done."""
        with self._database.read() as cursor:
            rows = self._one.run(cursor, {"row": row}).fetchall()
        return self._letter(*rows[0]) if rows else None

    def retry(self, row: int) -> bool:
        """Whether the row is due now: a dead one waits again with its tries before it, one that waits waits no longer."""
        values = {"wanted": row, "now": micros(self._clock())}
        with self._database.write() as cursor:
            return any(one.run(cursor, values).rowcount == 1 for one in (self._revive, self._hasten))

    def contents(self, row: int, cipher: Cipher) -> Contents | None:
        """What the row would send; None where its document cannot be opened."""
        found = self._opened(row, cipher)
        if found is None:
            return None
        conversation, _, payload = found
        # Only a page's conversations have names that nobody chose.
        return Contents(conversation if conversation.startswith("c_") else "", *_counted(payload))

    def document(self, row: int, cipher: Cipher) -> tuple[str, dict[str, Any]] | None:
        """The row's key and the whole of what it would send; None where that cannot be opened."""
        found = self._opened(row, cipher)
        return None if found is None else found[1:]

    def _opened(self, row: int, cipher: Cipher) -> tuple[str, str, dict[str, Any]] | None:
        with self._database.read() as cursor:
            rows = self._sealed.run(cursor, {"row": row}).fetchall()
        if not rows:
            return None
        conversation, key, sealed = rows[0]
        try:
            payload: dict[str, Any] = orjson.loads(cipher.open(effect_place(key), bytes(sealed)))
        except SealBroken:
            return None
        return conversation, key, payload

    def _letter(
        self, row: int, kind: str, state: str, tries: int, error: str | None, since: int, due: int, died: int | None,
        lease: int | None,
    ) -> Letter:  # fmt: skip
        claimed = lease is not None and moment(lease) > self._clock()
        dead = None if died is None else moment(died)
        return Letter(row, kind, state, tries, error, moment(since), moment(due), dead, claimed)


def _counted(payload: dict[str, Any]) -> tuple[dict[str, int], int, tuple[str, ...]]:
    applications = payload.get("applications", {})
    if "application" in payload:
        applications = {payload.get("form", ""): payload["application"]}
    names = (*payload.get("references", ()), *((payload["reference"],) if "reference" in payload else ()))
    return (
        {form: _filled(document) for form, document in applications.items()},
        len(payload.get("materials", ())),
        names,
    )


def _filled(document: Any) -> int:
    """How many values there are in a document, at any depth."""
    if isinstance(document, dict):
        return sum(_filled(one) for one in document.values())
    return sum(_filled(one) for one in document) if isinstance(document, list) else 1
