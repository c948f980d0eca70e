"""Where clients hear of events: one address a client, and the secret that what is sent there is signed with."""

from __future__ import annotations

import base64
import secrets
from dataclasses import dataclass
from typing import Final

from sqlalchemy import bindparam, select

from actions.cipher import Cipher
from actions.database import Database

from .tables import subscriptions

#: Source: Standard Webhooks, "Signature scheme": a secret has 24 to 64 random bytes.
_BYTES: Final = 32
_PREFIX: Final = "whsec_"


@dataclass(frozen=True, slots=True)
class Subscription:
    """A client's address and its secret (``whsec_…``)."""

    url: str
    secret: str


@dataclass(frozen=True, slots=True)
class Fixed:
    """The one who hears, at an address that is always the same; ``of`` as ``Subscriptions`` has it."""

    subscription: Subscription

    def of(self, _: str) -> Subscription:
        """Where it hears."""
        return self.subscription


class Subscriptions:
    """Keeps and finds subscriptions. Raises DatabaseUnavailable."""

    def __init__(self, database: Database, cipher: Cipher) -> None:
        self._database = database
        self._cipher = cipher
        mine = subscriptions.c.client == bindparam("whose")
        self._find = database.prepare(select(subscriptions.c.url, subscriptions.c.sealed).where(mine))
        # One statement: several processes subscribe the same client at the same start.
        insert = database.insert(subscriptions)
        changed = {name: insert.excluded[name] for name in ("url", "sealed")}
        kept = insert.on_conflict_do_update(index_elements=["client"], set_=changed)
        self._keep = database.prepare(kept, ("client", "url", "sealed"))

    def subscribe(self, client: str, subscription: Subscription) -> None:
        """The client hears of its events at this address from now on, and nowhere else.

        The address is the operator's to give, never a request's: intake calls it from inside.
        """
        with self._database.write() as cursor:
            sealed = self._cipher.seal(_place(client), subscription.secret.encode())
            self._keep.run(cursor, {"client": client, "url": subscription.url, "sealed": sealed})

    def of(self, client: str) -> Subscription | None:
        """The client's; None where it hears nothing."""
        with self._database.read() as cursor:
            rows = self._find.run(cursor, {"whose": client}).fetchall()
        if not rows:
            return None
        return Subscription(rows[0][0], self._cipher.open(_place(client), rows[0][1]).decode())


def new_secret() -> str:
    """A new secret to sign with."""
    return _PREFIX + base64.b64encode(secrets.token_bytes(_BYTES)).decode()


def _place(client: str) -> str:
    return f"{subscriptions.name}:sealed:{client}"
