"""The intake's applications, kept encrypted; one for each key of a client."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

import orjson
from sqlalchemy import and_, bindparam, select, update

from actions.cipher import Cipher
from actions.database import Database
from actions.moments import micros, moment

from .references import new_reference
from .tables import applications

RECEIVED: Final = "received"
WITHDRAWN: Final = "withdrawn"
#: References tried before giving up; two in a row that are taken do not happen.
_TRIES: Final = 5


@dataclass(frozen=True, slots=True)
class Entry:
    """A received application. ``body`` is what was handed in, in canonical form."""

    reference: str
    form: str
    form_version: str
    status: str
    received: datetime
    updated: datetime
    body: bytes

    def document(self) -> dict[str, Any]:
        """The body's members."""
        found: dict[str, Any] = orjson.loads(self.body)
        return found


class KeyTaken(Exception):
    """Another request with this key was faster."""


class Registry:
    """Adds and finds applications; a client sees its own only. Raises DatabaseUnavailable."""

    def __init__(self, database: Database, cipher: Cipher) -> None:
        self._database = database
        self._cipher = cipher
        table = applications.c
        columns = (
            table.reference, table.form, table.form_version, table.status, table.received, table.updated, table.sealed,
        )  # fmt: skip
        of_client = select(*columns).where(table.client == bindparam("client"))
        mine = and_(table.client == bindparam("owner"), table.reference == bindparam("wanted"))
        self._by_key = database.prepare(of_client.where(table.idempotency_key == bindparam("key")))
        self._by_reference = database.prepare(of_client.where(table.reference == bindparam("reference")))
        self._withdraw = database.prepare(
            update(applications)
            .where(and_(mine, table.status == RECEIVED))
            .values(status=WITHDRAWN, updated=bindparam("now"))
        )
        self._add = database.prepare(
            applications.insert(),
            ("client", "idempotency_key", *(column.name for column in columns)),
        )

    def by_key(self, client: str, key: str) -> Entry | None:
        """What the client handed in under this key, or None."""
        return self._one(self._by_key, {"client": client, "key": key})

    def by_reference(self, client: str, reference: str) -> Entry | None:
        """The client's application with this reference, or None, also where it is somebody else's."""
        return self._one(self._by_reference, {"client": client, "reference": reference})

    def add(self, client: str, key: str, form: str, form_version: str, body: bytes, now: datetime) -> Entry:
        """The application is held, under a new reference. Raises KeyTaken where the key is in use by now."""
        for _ in range(_TRIES):
            entry = Entry(new_reference(now), form, form_version, RECEIVED, now, now, body)
            try:
                self._insert(client, key, entry)
            except self._database.integrity_error as fault:
                if self.by_key(client, key) is not None:
                    raise KeyTaken(key) from fault
                continue
            return entry
        raise RuntimeError("no reference is free")

    def withdraw(self, client: str, reference: str, now: datetime) -> Entry | None:
        """The application, withdrawn; None where the client has none. Withdrawing again changes nothing."""
        with self._database.write() as cursor:
            self._withdraw.run(cursor, {"owner": client, "wanted": reference, "now": micros(now)})
        return self.by_reference(client, reference)

    def _insert(self, client: str, key: str, entry: Entry) -> None:
        row = {
            "client": client,
            "idempotency_key": key,
            "reference": entry.reference,
            "form": entry.form,
            "form_version": entry.form_version,
            "status": entry.status,
            "received": micros(entry.received),
            "updated": micros(entry.updated),
            "sealed": self._cipher.seal(_place(entry.reference), entry.body),
        }
        with self._database.write() as cursor:
            self._add.run(cursor, row)

    def _one(self, statement: Any, values: dict[str, str]) -> Entry | None:
        with self._database.read() as cursor:
            rows = statement.run(cursor, values).fetchall()
        if not rows:
            return None
        reference, form, version, status, received, updated, sealed = rows[0]
        body = self._cipher.open(_place(reference), sealed)
        return Entry(reference, form, version, status, moment(received), moment(updated), body)


def _place(reference: str) -> str:
    return f"{applications.name}:sealed:{reference}"
