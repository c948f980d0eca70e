"""Who signed in by a provider: kept sealed for as long as a session or a conversation names them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any, Final

import orjson
from sqlalchemy import and_, bindparam, delete, exists, select, update
from sqlalchemy.engine import Engine

from .cipher import Cipher
from .database import Database
from .moments import micros
from .principals import Mandate, Party, Principal
from .tables import conversations, principals, sessions, sign_ins

#: Nobody is removed sooner than this after they were seen: their conversation may be about to name them.
_GRACE: Final = timedelta(days=1)


class SignedIn:
    """Keeps and finds principals. Raises DatabaseUnavailable when the database cannot be reached."""

    def __init__(self, engine: Engine, cipher: Cipher, clock: Callable[[], datetime]) -> None:
        self._database = Database(engine)
        self._cipher = cipher
        self._clock = clock
        prepare, own = self._database.prepare, principals.c.id == bindparam("principal")
        self._add = prepare(principals.insert(), ("id", "sealed", "seen"))
        self._change = prepare(update(principals).where(own).values(sealed=bindparam("body"), seen=bindparam("now")))
        self._find = prepare(select(principals.c.sealed).where(own))
        named = [exists().where(table.c.identity == principals.c.id) for table in (sessions, conversations)]
        self._sweep = prepare(
            delete(principals).where(and_(principals.c.seen <= bindparam("limit"), *(~one for one in named)))
        )
        self._take = prepare(sign_ins.insert(), ("mark", "expires"))
        self._forget = prepare(delete(sign_ins).where(sign_ins.c.expires <= bindparam("now")))
        self._over = prepare(delete(sessions).where(sessions.c.expires <= bindparam("now")))

    def keep(self, principal: Principal, subject: str) -> Principal:
        """The principal under the id that is theirs, as the provider tells them now.

        Args:
            subject: what the provider calls the person; the id is a keyed mark of it, the provider and the firm.
        """
        firm = (principal.firm.number or principal.firm.name) if principal.firm is not None else ""
        marks = self._cipher.marks("principal", principal.provider, subject, firm)
        ids = [f"p_{mark.hex()[:40]}" for mark in marks]
        # After an exchange of the data key they are still who they were.
        id_ = next((one for one in ids if self._body(one) is not None), ids[0])
        kept = replace(principal, id=id_)
        values = {"body": self._cipher.seal(_place(id_), orjson.dumps(_written(kept))), "now": micros(self._clock())}
        try:
            with self._database.write() as cursor:
                self._add.run(cursor, {"id": id_, "sealed": values["body"], "seen": values["now"]})
        except self._database.integrity_error:
            with self._database.write() as cursor:
                self._change.run(cursor, {"principal": id_, **values})
        return kept

    def of(self, id_: str) -> Principal | None:
        """Who that is; None where nobody is kept by this id. Raises SealBroken."""
        body = self._body(id_)
        return _read(orjson.loads(self._cipher.open(_place(id_), body))) if body is not None else None

    def take(self, state: str, lasts: timedelta) -> bool:
        """Whether the provider leads back with this state for the first time."""
        now = self._clock()
        try:
            with self._database.write() as cursor:
                self._forget.run(cursor, {"now": micros(now)})
                row = {"mark": self._cipher.mark("sign-in", state), "expires": micros(now + lasts)}
                self._take.run(cursor, row)
        except self._database.integrity_error:
            return False
        return True

    def sweep(self) -> None:
        """Nobody is kept whom no session and no conversation names any more."""
        now = self._clock()
        with self._database.write() as cursor:
            self._over.run(cursor, {"now": micros(now)})
            self._sweep.run(cursor, {"limit": micros(now - _GRACE)})

    def _body(self, id_: str) -> bytes | None:
        with self._database.read() as cursor:
            rows = self._find.run(cursor, {"principal": id_}).fetchall()
        return bytes(rows[0][0]) if rows else None


def told(principal: Principal) -> dict[str, Any]:
    """All that is kept of them, for themselves."""
    return {name: value for name, value in _written(principal).items() if name != "id"}


def _place(id_: str) -> str:
    return f"principals:sealed:{id_}"


def _written(principal: Principal) -> dict[str, Any]:
    mandate = principal.mandate
    return {
        "id": principal.id,
        "provider": principal.provider,
        "verified": principal.verified,
        "person": _party(principal.person),
        "firm": _party(principal.firm) if principal.firm is not None else None,
        "mandate": None
        if mandate is None
        else {
            "role": mandate.role,
            "items": sorted(mandate.items),
            "until": mandate.until.isoformat() if mandate.until is not None else None,
        },
    }


def _party(party: Party) -> dict[str, str]:
    return {"kind": party.kind, "name": party.name, "number": party.number}


def _read(body: dict[str, Any]) -> Principal:
    firm, mandate = body["firm"], body["mandate"]
    return Principal(
        id=body["id"],
        provider=body["provider"],
        verified=body["verified"],
        person=Party(**body["person"]),
        firm=Party(**firm) if firm is not None else None,
        mandate=None
        if mandate is None
        else Mandate(
            mandate["role"],
            frozenset(mandate["items"]),
            date.fromisoformat(mandate["until"]) if mandate["until"] is not None else None,
        ),
    )
