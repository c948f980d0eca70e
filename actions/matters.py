"""The conversations that a browser may open: those it was let into, and those of who is signed in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import and_, bindparam, or_, select
from sqlalchemy.engine import Engine

from .database import Database
from .moments import moment
from .tables import conversations, device_conversations

#: The latest ones that are listed.
MOST: Final = 50


@dataclass(frozen=True, slots=True)
class Matter:
    """One conversation of the list.

    ``held``: ``here`` where this browser's token writes; ``elsewhere`` where it did until somebody else went on; ``identity``
    where it has none and is only signed in as whose it is.
    """

    id: str
    held: str
    updated: datetime


class Matters:
    """Lists conversations that somebody has said something in. Raises DatabaseUnavailable."""

    def __init__(self, engine: Engine) -> None:
        self._database = Database(engine)
        one, link = conversations.c, device_conversations.c
        joined = conversations.outerjoin(
            device_conversations, and_(link.conversation == one.id, link.device == bindparam("device"))
        )
        begun = one.version > 0
        columns = (one.id, one.token_hash, one.updated, link.token_hash)
        listed = select(*columns).select_from(joined).order_by(one.updated.desc(), one.id).limit(MOST)
        held = link.device.is_not(None)
        own = or_(one.identity == bindparam("identity"), and_(held, one.identity.is_(None)))
        self._of_identity = self._database.prepare(listed.where(and_(begun, own)))
        self._of_device = self._database.prepare(listed.where(and_(begun, held)))

    def listed(self, identity: str | None, device: str | None) -> list[Matter]:
        """The conversations, latest first.

        Who is signed in sees what is theirs and what this browser began without signing in; never what somebody else,
        signed in as another, did here. Who is not signed in sees what this browser holds a token of.
        """
        if identity is None and device is None:
            return []
        statement = self._of_device if identity is None else self._of_identity
        with self._database.read() as cursor:
            rows = statement.run(cursor, {"identity": identity, "device": device or ""}).fetchall()
        return [Matter(one, _held(token, own), moment(updated)) for one, token, updated, own in rows]


def _held(token: str | None, own: str | None) -> str:
    if own is None:
        return "identity"
    return "here" if own == token else "elsewhere"
