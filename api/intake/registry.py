"""The intake's applications, kept encrypted; one for each key of a client."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final

import orjson
from sqlalchemy import and_, bindparam, select

from actions.cipher import Cipher
from actions.database import Database
from actions.moments import micros, moment

from .event import Event
from .history import History
from .references import new_reference
from .tables import applications, supplements

#: References tried before giving up; two in a row that are taken do not happen.
_TRIES: Final = 5


@dataclass(frozen=True, slots=True)
class Entry:
    """A received application.

    Args:
        client, key: who handed it in, and under which key.
        status: kind of its latest event, whose number is ``seq``. updated: when that happened.
        bundle: the client's name for the bundle that it is a part of; None: it stands alone.
        body: what was handed in, in canonical form.
    """

    reference: str
    client: str
    key: str
    form: str
    form_version: str
    status: str
    received: datetime
    updated: datetime
    body: bytes
    seq: int = 1
    bundle: str | None = None

    def document(self) -> dict[str, Any]:
        """The body's members."""
        found: dict[str, Any] = orjson.loads(self.body)
        return found


class KeyTaken(Exception):
    """Another request with this key was faster."""


class PartTaken(Exception):
    """The bundle has a part of this form already, which is not withdrawn: the application ``reference``."""

    def __init__(self, reference: str) -> None:
        super().__init__(reference)
        self.reference = reference


class Registry:
    """Adds and finds applications. Raises DatabaseUnavailable."""

    def __init__(self, database: Database, cipher: Cipher, history: History) -> None:
        self._database = database
        self._cipher = cipher
        self._history = history
        table = applications.c
        columns = (
            table.reference, table.client, table.idempotency_key, table.form, table.form_version, table.status,
            table.received, table.updated, table.sealed, table.seq, table.bundle,
        )  # fmt: skip
        mine = table.client == bindparam("owner")
        self._by_key = database.prepare(select(*columns).where(and_(mine, table.idempotency_key == bindparam("key"))))
        self._by_reference = database.prepare(select(*columns).where(table.reference == bindparam("wanted")))
        parts = select(*columns).where(and_(mine, table.bundle == bindparam("part_of")))
        self._parts = database.prepare(parts.order_by(table.received, table.reference))
        same = and_(mine, table.bundle == bindparam("part_of"), table.form == bindparam("of"))
        # Under the same key it is the same application, which has a refusal of its own.
        other = and_(same, table.idempotency_key != bindparam("key"), table.status != "withdrawn")
        self._same = database.prepare(select(table.reference).where(other))
        self._listed = database.prepare(
            select(*columns).order_by(table.received, table.reference).limit(bindparam("most"))
        )
        self._add = database.prepare(applications.insert(), tuple(column.name for column in columns))
        latest = select(supplements.c.form_version, supplements.c.seq, supplements.c.sealed)
        self._supplement = database.prepare(
            latest.where(supplements.c.reference == bindparam("wanted")).order_by(supplements.c.seq.desc()).limit(1)
        )

    def by_key(self, client: str, key: str) -> Entry | None:
        """What the client handed in under this key, as it was then, or None."""
        found = self._found(self._by_key, {"owner": client, "key": key})
        return found[0] if found else None

    def by_reference(self, reference: str) -> Entry | None:
        """The application with this reference as it is now, with what corrected it; None where there is none."""
        found = self._found(self._by_reference, {"wanted": reference})
        return self._corrected(found[0]) if found else None

    def parts(self, client: str, bundle: str) -> list[Entry]:
        """The applications of the client's bundle, as they are now, in the order they came."""
        return [self._corrected(one) for one in self._found(self._parts, {"owner": client, "part_of": bundle})]

    def listed(self, most: int) -> list[Entry]:
        """The applications that came first, as they are now, at most ``most``."""
        return [self._corrected(one) for one in self._found(self._listed, {"most": most})]

    def answer(self, reference: str) -> dict[str, Any]:
        """The members of what answered the application's latest correction; none where nothing did."""
        found = self._answer(reference)
        return {} if found is None else found[1]

    def add(
        self, client: str, key: str, form: str, form_version: str, body: bytes, bundle: str | None, event: Event
    ) -> Entry:
        """The application is held under a new reference, and ``event`` is the first of its events.

        Raises:
            KeyTaken: the key is in use by now. PartTaken: the bundle has a part of this form by now.
        """
        now = event.at
        for _ in range(_TRIES):
            reference = new_reference(now)
            entry = Entry(reference, client, key, form, form_version, event.status, now, now, body, 1, bundle)
            try:
                with self._database.write() as cursor:
                    if bundle is not None:
                        self._check_part(cursor, client, key, bundle, form)
                    self._add.run(cursor, self._row(entry))
                    self._history.add(cursor, replace(event, reference=reference), client)
            except self._database.integrity_error as fault:
                if self.by_key(client, key) is not None:
                    raise KeyTaken(key) from fault
                continue
            return entry
        raise RuntimeError("no reference is free")

    def part_of(self, client: str, key: str, bundle: str, form: str) -> str | None:
        """The reference of the bundle's part of this form that is not withdrawn and has another key; None where there is none."""
        with self._database.read() as cursor:
            return self._part(cursor, client, key, bundle, form)

    def _check_part(self, cursor: Any, client: str, key: str, bundle: str, form: str) -> None:
        """Raises PartTaken. Whoever adds a part to the bundle waits until this transaction has ended."""
        if self._database.engine.dialect.name == "postgresql":
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", (_lock(client, bundle),))
        reference = self._part(cursor, client, key, bundle, form)
        if reference is not None:
            raise PartTaken(reference)

    def _part(self, cursor: Any, client: str, key: str, bundle: str, form: str) -> str | None:
        rows = self._same.run(cursor, {"owner": client, "key": key, "part_of": bundle, "of": form}).fetchall()
        return str(rows[0][0]) if rows else None

    def _row(self, entry: Entry) -> dict[str, Any]:
        return {
            "client": entry.client,
            "idempotency_key": entry.key,
            "reference": entry.reference,
            "form": entry.form,
            "form_version": entry.form_version,
            "status": entry.status,
            "received": micros(entry.received),
            "updated": micros(entry.updated),
            "sealed": self._cipher.seal(_place(entry.reference), entry.body),
            "seq": entry.seq,
            "bundle": entry.bundle,
        }

    def _found(self, statement: Any, values: dict[str, Any]) -> list[Entry]:
        with self._database.read() as cursor:
            rows = statement.run(cursor, values).fetchall()
        return [self._entry(*row) for row in rows]

    def _entry(
        self, reference: str, client: str, key: str, form: str, version: str, status: str, received: int, updated: int,
        sealed: bytes, seq: int, bundle: str | None,
    ) -> Entry:  # fmt: skip
        body = self._cipher.open(_place(reference), sealed)
        return Entry(
            reference, client, key, form, version, status, moment(received), moment(updated), body, seq, bundle
        )

    def _corrected(self, entry: Entry) -> Entry:
        """The application with what answered its latest correction in place of what was handed in first."""
        found = self._answer(entry.reference)
        if found is None:
            return entry
        version, answer = found
        del answer["correction"]
        body = orjson.dumps({**entry.document(), **answer}, option=orjson.OPT_SORT_KEYS)
        return replace(entry, form_version=version, body=body)

    def _answer(self, reference: str) -> tuple[str, dict[str, Any]] | None:
        """What answered the application's latest correction, with the version of its form; None where nothing did."""
        with self._database.read() as cursor:
            rows = self._supplement.run(cursor, {"wanted": reference}).fetchall()
        if not rows:
            return None
        version, seq, sealed = rows[0]
        return version, orjson.loads(self._cipher.open(supplement_place(reference, seq), sealed))


def event_told(entry: Entry, event: Event) -> dict[str, Any]:
    """An event as its application's client is told it."""
    return {**event.told(), "form": entry.form, "key": entry.key}


def supplement_place(reference: str, seq: int) -> str:
    """Where the supplement that became the event of this number is sealed for."""
    return f"{supplements.name}:sealed:{reference}:{seq}"


def _lock(client: str, bundle: str) -> int:
    """The number of PostgreSQL's advisory lock of the bundle: 64 bits."""
    digest = hashlib.blake2b(f"bundle:{client}:{bundle}".encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)


def _place(reference: str) -> str:
    return f"{applications.name}:sealed:{reference}"
