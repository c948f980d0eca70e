"""Who may hand in and look up applications: keys, known by their hash, with a client's name and scopes."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from sqlalchemy import and_, bindparam, select, update

from actions.database import Database
from actions.keys import kept_secret
from actions.moments import micros

from .tables import clients

SUBMIT: Final = "applications:submit"
READ: Final = "applications:read"
ALL_SCOPES: Final = frozenset({SUBMIT, READ})


@dataclass(frozen=True, slots=True)
class Client:
    """Whose key it is, and what the key allows."""

    name: str
    scopes: frozenset[str]


class Clients:
    """Registers, recognises and revokes keys. Raises DatabaseUnavailable when the database cannot be reached."""

    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._clock = clock
        valid = and_(clients.c.key_hash == bindparam("hash"), clients.c.revoked.is_(None))
        self._find = database.prepare(select(clients.c.client, clients.c.scopes).where(valid))
        self._add = database.prepare(clients.insert(), ("key_hash", "client", "scopes", "created"))
        self._revoke = database.prepare(update(clients).where(valid).values(revoked=bindparam("now")))

    def register(self, key: str, client: str, scopes: frozenset[str] = ALL_SCOPES) -> None:
        """The key is the client's. Registering a key again changes nothing: not its scopes, and not a revocation."""
        row = {"key_hash": _hash(key), "client": client, "scopes": " ".join(sorted(scopes)), "created": self._now()}
        try:
            with self._database.write() as cursor:
                self._add.run(cursor, row)
        except self._database.integrity_error:
            return

    def recognise(self, key: str) -> Client | None:
        """Whose key it is; None for a key that is not known, or revoked."""
        with self._database.read() as cursor:
            rows = self._find.run(cursor, {"hash": _hash(key)}).fetchall()
        return Client(rows[0][0], frozenset(rows[0][1].split())) if rows else None

    def revoke(self, key: str) -> None:
        """The key is known no more."""
        with self._database.write() as cursor:
            self._revoke.run(cursor, {"hash": _hash(key), "now": self._now()})

    def _now(self) -> int:
        return micros(self._clock())


def new_client_key() -> str:
    """A new key: 256 random bits, recognisable in a leak."""
    return f"daoban_intake_{secrets.token_urlsafe(32)}"


def own_key(file: Path, registry: Clients) -> str:
    """The key of this installation's own client, made on the first run, kept in the file and registered."""
    key = kept_secret(file, new_client_key)
    registry.register(key, "daoban")
    return key


def _hash(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()
