"""Every use of a licence: who, what for, when, which. The holder can read it; nothing is ever changed or taken out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

import orjson
from sqlalchemy import bindparam, select

from actions.cipher import Cipher
from actions.database import Database
from actions.moments import micros, moment

from .consents import Consent
from .licences import holder_marks
from .tables import uses

LISTED: Final = "listed"
FETCHED: Final = "fetched"
#: It was shown by its holder, and somebody looked.
VERIFIED: Final = "verified"
#: A clerk or an enforcement officer had its identifier, and looked whether it is valid; its holder showed nothing.
CHECKED: Final = "checked"
#: Uses in one answer.
MOST_TOLD: Final = 100
#: Numbers that JSON tells exactly everywhere.
LARGEST: Final = 2**53 - 1


@dataclass(frozen=True, slots=True)
class Use:
    """One use.

    Args:
        seq: uses count upwards, not without gaps.
        kind: ``listed``, ``fetched``, ``verified`` or ``checked``.
        cause: why the client said it needs it now; of what was verified or checked: who looked, in words.
        consent: None: the holder showed it, or looked, themselves; or an officer had its identifier.
        identifier: the licence; None where the holder's were asked for and there was none.
        sha256: of the document that was handed out.
    """

    seq: int
    at: datetime
    client: str
    kind: str
    purpose: str
    cause: str
    consent: str | None
    identifier: str | None
    sha256: str | None


class Uses:
    """Adds to the log and reads it. Raises DatabaseUnavailable."""

    def __init__(self, database: Database, cipher: Cipher) -> None:
        self._database = database
        self._cipher = cipher
        row, prepare = uses.c, database.prepare
        names = ("consent", "client", "holder", "kind", "identifier", "sha256", "at", "sealed")
        self._add = prepare(uses.insert(), names)
        columns = (row.id, row.at, row.client, row.kind, row.sealed, row.consent, row.identifier, row.sha256)
        before = (row.holder == bindparam("mark"), row.id < bindparam("before"))
        self._of_holder = prepare(select(*columns).where(*before).order_by(row.id.desc()).limit(MOST_TOLD))

    def add(
        self, cursor: Any, consent: Consent, number: str, kind: str, at: datetime, cause: str,
        licences: Sequence[str | None], sha256: str | None = None,
    ) -> None:  # fmt: skip
        """One row for each of the licences, in the cursor's transaction."""
        words = orjson.dumps({"purpose": consent.agreed.purpose, "cause": cause})
        holder = holder_marks(self._cipher, number)[0]
        for identifier in licences:
            row = {
                "consent": consent.id, "client": consent.client, "holder": holder, "kind": kind, "identifier": identifier,
                "sha256": sha256, "at": micros(at), "sealed": self._cipher.seal(_place(consent.id, micros(at), identifier), words),
            }  # fmt: skip
            self._add.run(cursor, row)

    def add_without_consent(
        self, cursor: Any, client: str, holder: str, kind: str, at: int, said: tuple[str, str], licences: Sequence[str | None],
    ) -> None:  # fmt: skip
        """One row for each of the licences, in the cursor's transaction. ``holder``: their mark; ``said``: purpose, and who looked."""
        words = orjson.dumps({"purpose": said[0], "cause": said[1]})
        for identifier in licences:
            row = {
                "consent": None, "client": client, "holder": holder, "kind": kind, "identifier": identifier, "sha256": None,
                "at": at, "sealed": self._cipher.seal(_place(None, at, identifier), words),
            }  # fmt: skip
            self._add.run(cursor, row)

    def mark(self, number: str) -> str:
        """What stands for the holder in the log; empty for a holder without a number, whose log nobody reads."""
        return next(iter(holder_marks(self._cipher, number)), "")

    def of_holder(self, number: str, before: int = LARGEST) -> list[Use]:
        """The uses of the holder's licences before that one, the latest first; at most ``MOST_TOLD``."""
        found: list[Use] = []
        for mark in holder_marks(self._cipher, number):
            with self._database.read() as cursor:
                rows = self._of_holder.run(cursor, {"mark": mark, "before": before}).fetchall()
            found += [self._opened(*row) for row in rows]
        return sorted(found, key=lambda one: one.seq, reverse=True)[:MOST_TOLD]

    def _opened(
        self, seq: int, at: int, client: str, kind: str, sealed: bytes, consent: str | None, identifier: str | None, sha256: str | None
    ) -> Use:  # fmt: skip
        words = orjson.loads(self._cipher.open(_place(consent, at, identifier), sealed))
        return Use(seq, moment(at), client, kind, words["purpose"], words["cause"], consent, identifier, sha256)


def _place(consent: str | None, at: int, identifier: str | None) -> str:
    # A row's own number is not known before it is there.
    return f"{uses.name}:sealed:{consent or ''}:{at}:{identifier or ''}"
