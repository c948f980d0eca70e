"""Who may hand in and look up applications: keys, known by their hash, with a client's name and scopes."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from sqlalchemy import Table, and_, bindparam, select, update

from actions.database import Database
from actions.keys import kept_secret
from actions.moments import micros, moment

from .tables import clients

SUBMIT: Final = "applications:submit"
READ: Final = "applications:read"
ALL_SCOPES: Final = frozenset({SUBMIT, READ})
#: Characters of a key's hash that name it where keys are listed.
_SHOWN: Final = 12


@dataclass(frozen=True, slots=True)
class Client:
    """Whose key it is, and what the key allows."""

    name: str
    scopes: frozenset[str]


@dataclass(frozen=True, slots=True)
class Listed:
    """A key as it is listed. ``mark``: the beginning of its hash, by which it is named."""

    mark: str
    client: str
    scopes: frozenset[str]
    created: datetime
    revoked: bool


class Clients:
    """Registers, recognises and revokes keys. Raises DatabaseUnavailable when the database cannot be reached."""

    def __init__(self, database: Database, clock: Callable[[], datetime], clients: Table = clients) -> None:
        """``clients``: the table that they are kept in, the intake's or another of its shape."""
        self._database = database
        self._clock = clock
        valid = and_(clients.c.key_hash == bindparam("hash"), clients.c.revoked.is_(None))
        self._find = database.prepare(select(clients.c.client, clients.c.scopes).where(valid))
        self._add = database.prepare(clients.insert(), ("key_hash", "client", "scopes", "created"))
        columns = (clients.c.key_hash, clients.c.client, clients.c.scopes, clients.c.created, clients.c.revoked)
        self._list = database.prepare(select(*columns).order_by(clients.c.created, clients.c.key_hash))
        marked = and_(clients.c.key_hash.like(bindparam("mark")), clients.c.revoked.is_(None))
        self._revoke_marked = database.prepare(update(clients).where(marked).values(revoked=bindparam("now")))
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

    def listed(self) -> list[Listed]:
        """All keys that were ever registered, the oldest first; a key itself is kept nowhere."""
        with self._database.read() as cursor:
            rows = self._list.run(cursor, {}).fetchall()
        return [
            Listed(digest[:_SHOWN], name, frozenset(scopes.split()), moment(made), revoked is not None)
            for digest, name, scopes, made, revoked in rows
        ]

    def revoke_listed(self, mark: str) -> bool:
        """The key with this mark is known no more; False where no key has it, or it was revoked before."""
        if len(mark) != _SHOWN or not mark.isalnum():
            return False
        with self._database.write() as cursor:
            done: bool = self._revoke_marked.run(cursor, {"mark": f"{mark}%", "now": self._now()}).rowcount > 0
        return done

    def _now(self) -> int:
        return micros(self._clock())


def new_client_key(place: str = "intake") -> str:
    """A new key: 256 random bits, recognisable in a leak. ``place``: what it opens."""
    return f"daoban_{place}_{secrets.token_urlsafe(32)}"


def own_key(file: Path, registry: Clients) -> str:
    """The key of this installation's own client, made on the first run, kept in the file and registered."""
    key = kept_secret(file, new_client_key)
    registry.register(key, "daoban")
    return key


def _hash(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()
