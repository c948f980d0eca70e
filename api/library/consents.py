"""What holders agreed to: one client uses their licences of some types for one purpose, until a day, or until they take it back."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any, Final

import orjson
from sqlalchemy import bindparam, select, update

from actions.cipher import Cipher
from actions.database import Database
from actions.local_time import ZONE
from actions.moments import micros, moment

from ..problems import Problem
from .licences import holder_marks, normal
from .tables import consents

#: Consents of one holder in one answer, the latest ones.
MOST_TOLD: Final = 200


@dataclass(frozen=True, slots=True)
class Agreed:
    """What is agreed to.

    Args:
        purpose: what the licences are used for; a use names the same.
        types: codes of the types that may be used; no other is.
        until: the last day. notice: which text the holder was shown.
    """

    purpose: str
    types: Sequence[str]
    until: str
    notice: str


@dataclass(frozen=True, slots=True)
class Consent:
    """A holder's consent. ``ended``: when it was taken back, or given anew with other words; None: it was not."""

    id: str
    client: str
    given: datetime
    ended: datetime | None
    agreed: Agreed

    def holds_on(self, today: date) -> bool:
        """Whether licences may be used by it."""
        return self.ended is None and date.fromisoformat(self.agreed.until) >= today


class Consents:
    """Keeps consents and finds the one that a use stands on. Raises DatabaseUnavailable, and Problems for what cannot be done."""

    def __init__(self, database: Database, cipher: Cipher, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._cipher = cipher
        self._clock = clock
        row, prepare = consents.c, database.prepare
        columns = (row.id, row.client, row.given, row.ended, row.sealed)
        of_use = select(*columns).where(row.use == bindparam("wanted")).order_by(row.given.desc(), row.id)
        # Locked, so that a use and a withdrawal come one after the other.
        self._of_use = prepare(of_use.with_for_update())
        of_holder = select(*columns).where(row.holder == bindparam("mark")).order_by(row.given.desc(), row.id)
        self._of_holder = prepare(of_holder.limit(MOST_TOLD))
        self._find = prepare(select(row.holder, row.use, *columns).where(row.id == bindparam("wanted")))
        self._add = prepare(consents.insert(), ("id", "client", "holder", "use", "given", "until", "sealed"))
        living = update(consents).where(row.use == bindparam("wanted"), row.ended.is_(None))
        self._end = prepare(living.values(ended=bindparam("now")))

    def give(self, client: str, number: str, agreed: Agreed) -> Consent:
        """The holder's consent holds from now on, in place of an earlier one for the same use; the same again changes nothing."""
        made = f"c_{secrets.token_urlsafe(16)}"
        marks = self._marks(client, number, agreed.purpose)
        with self._database.write() as cursor:
            before = self._standing(cursor, marks)
            if before is not None and before.ended is None and before.agreed == agreed:
                return before
            now = micros(self._clock())
            for mark in marks:
                self._end.run(cursor, {"wanted": mark, "now": now})
            row = {
                "id": made, "client": client, "holder": holder_marks(self._cipher, number)[0], "use": marks[0], "given": now,
                "until": agreed.until, "sealed": self._cipher.seal(_place(made), orjson.dumps(asdict(agreed))),
            }  # fmt: skip
            self._add.run(cursor, row)
        return Consent(made, client, moment(now), None, agreed)

    def withdraw(self, number: str, name: str) -> Consent:
        """The holder's consent is taken back, whichever client has it; again: no change. Raises Problem 404: it is not theirs."""
        with self._database.write() as cursor:
            rows = self._find.run(cursor, {"wanted": name}).fetchall()
            if not rows or rows[0][0] not in holder_marks(self._cipher, number):
                raise Problem(404, "no-such-consent", "没有这项同意，或者不是这位持证人的。")
            # All for this use: had it been given twice at once, neither may outlive the other.
            self._end.run(cursor, {"wanted": rows[0][1], "now": micros(self._clock())})
            found = self._find.run(cursor, {"wanted": name}).fetchall()
        return self._opened(*found[0][2:])

    def of_holder(self, number: str) -> list[Consent]:
        """The holder's consents, the latest first; at most ``MOST_TOLD``."""
        found: list[Consent] = []
        for mark in holder_marks(self._cipher, number):
            with self._database.read() as cursor:
                found += [self._opened(*row) for row in self._of_holder.run(cursor, {"mark": mark}).fetchall()]
        return sorted(found, key=lambda one: one.given, reverse=True)[:MOST_TOLD]

    def needed(self, cursor: Any, client: str, number: str, purpose: str, types: Sequence[str] = ()) -> Consent:
        """The consent that the client uses the holder's licences by; it cannot be withdrawn before the cursor's transaction ends.

        Raises:
            Problem: 403 there is none, it was withdrawn or has ended, or it does not cover one of the types.
        """
        found = self._standing(cursor, self._marks(client, number, purpose)) if normal(number) else None
        if found is None:
            raise Problem(
                403, "no-consent", "持证人没有同意为这件事使用证照，不能查看。请先请持证人同意，或者请他自己上传。"
            )
        if found.ended is not None:
            raise Problem(
                403, "consent-withdrawn", "持证人已经收回同意，从收回起不能再用。可以请持证人自己上传，或者重新同意。"
            )
        if not found.holds_on(self._clock().astimezone(ZONE).date()):
            raise Problem(
                403, "consent-ended", f"持证人的同意到 {found.agreed.until} 为止，已经过了。请持证人重新同意。"
            )
        if uncovered := sorted(set(types) - set(found.agreed.types)):
            raise Problem(403, "not-agreed-to", "持证人的同意里没有这种证照。", more={"types": uncovered})
        return found

    def cover(self, client: str, number: str, purpose: str, types: Sequence[str]) -> bool:
        """Whether a consent covers this now: for places beside the library that tell something of the holder."""
        try:
            with self._database.write() as cursor:
                self.needed(cursor, client, number, purpose, types)
        except Problem:
            return False
        return True

    def _standing(self, cursor: Any, marks: Sequence[str]) -> Consent | None:
        """The consent for the use that holds, or else the latest that did."""
        found = [self._opened(*row) for mark in marks for row in self._of_use.run(cursor, {"wanted": mark}).fetchall()]
        return max(found, key=lambda one: (one.ended is None, one.given), default=None)

    def _marks(self, client: str, number: str, purpose: str) -> list[str]:
        return [one.hex() for one in self._cipher.marks("library consent", client, normal(number), purpose)]

    def _opened(self, name: str, client: str, given: int, ended: int | None, sealed: bytes) -> Consent:
        said = orjson.loads(self._cipher.open(_place(name), sealed))
        agreed = Agreed(said["purpose"], tuple(said["types"]), said["until"], said["notice"])
        return Consent(name, client, moment(given), None if ended is None else moment(ended), agreed)


def _place(name: str) -> str:
    return f"{consents.name}:sealed:{name}"
