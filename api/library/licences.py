"""The licences that the library holds: each once, found by identifier and by holder, ended by recall or revocation."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

import orjson
from sqlalchemy import and_, bindparam, func, or_, select, update

from actions.cipher import Cipher
from actions.database import Database
from actions.moments import micros, moment

from ..problems import Problem
from .order import Order
from .register import Register
from .tables import licences

VALID: Final = "valid"
#: How a licence is ended before its time. Source: 《行政许可法》第八条 (recall), 第六十九条 (revocation).
ENDS: Final = ("recalled", "revoked")
EXPIRED: Final = "expired"
#: Its first day has not come.
NOT_YET: Final = "not_yet"
#: A later version of it was issued.
SUPERSEDED: Final = "superseded"
#: Licences of one holder in one answer.
MOST_LISTED: Final = 200
_NOT_YOURS: Final = "证照库里没有这张证照，或者不是您存的。"


@dataclass(frozen=True, slots=True)
class Held:
    """A licence that the library holds.

    Args:
        newest: identifier of its latest version, which may be itself.
        reason: why it was ended; empty while it is valid.
    """

    identifier: str
    newest: str
    client: str
    status: str
    taken: datetime
    ended: datetime | None
    body: dict[str, Any]
    reason: str = ""

    def status_on(self, today: date) -> str:
        """valid, recalled or revoked; superseded by a later version; not_yet before its first day, expired after its last."""
        first, last = self.body.get("valid_from"), self.body.get("valid_until")
        if self.status != VALID:
            return self.status
        if self.newest != self.identifier:
            return SUPERSEDED
        if last is not None and date.fromisoformat(last) < today:
            return EXPIRED
        return NOT_YET if first is not None and date.fromisoformat(first) > today else VALID

    @property
    def holder_number(self) -> str:
        """The holder's number in capitals; empty where the holder has none."""
        return normal(self.body["holder"].get("number", ""))


def normal(number: str) -> str:
    """A holder's number as numbers are compared."""
    return number.strip().upper()


class Licences:
    """Takes, finds and ends licences. Raises DatabaseUnavailable, and Problems for what cannot be done."""

    def __init__(self, database: Database, cipher: Cipher, register: Register, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._cipher = cipher
        self._register = register
        self._clock = clock
        row, prepare = licences.c, database.prepare
        other = licences.alias()
        newest = select(func.max(other.c.identifier)).where(other.c.line == row.line).scalar_subquery()
        columns = (row.identifier, newest, row.client, row.status, row.taken, row.ended, row.sealed, row.reason)
        line = select(row.identifier, row.client, row.status, row.holder).where(row.line == bindparam("of"))
        self._line = prepare(line.with_for_update())
        this, keyed = row.identifier == bindparam("wanted"), row.idempotency_key == bindparam("key")
        both = or_(this, and_(row.client == bindparam("whose"), keyed))
        self._taken = prepare(select(*columns, row.idempotency_key).where(both))
        self._of_client = prepare(select(row.identifier).where(row.client == bindparam("whose")))
        self._find = prepare(select(*columns).where(this))
        self._lock = prepare(select(*columns).where(this).with_for_update())
        held = row.holder == bindparam("mark")
        self._of_holder = prepare(select(*columns).where(held).order_by(row.taken, row.identifier).limit(MOST_LISTED))
        names = ("identifier", "line", "client", "idempotency_key", "holder", "status", "taken", "sealed")
        self._add = prepare(licences.insert(), names)
        ending = {"status": bindparam("end"), "ended": bindparam("now"), "reason": bindparam("why")}
        self._end = prepare(update(licences).where(this).values(**ending))

    def take(self, client: str, key: str, order: Order) -> tuple[Held, bool]:
        """The licence is held, and whether it was before under this key.

        Raises:
            Problem: 409 the key was used for another licence, the identifier by somebody else, or it is no next version of
                what there is; 422 no such type or issuer.
        """
        identifier = str(order.identifier)
        for _ in range(2):
            held = self._held(client, key, identifier, order.body)
            if held is not None:
                return held, True
            self._check(order)
            try:
                with self._database.write() as cursor:
                    self._put(cursor, client, key, order)
            except self._database.integrity_error:
                continue  # another request with this key was faster: what it took is the answer
            return self.find(identifier), False
        raise RuntimeError("an identifier is taken but holds nothing")

    def take_all(self, client: str, orders: Sequence[Order]) -> set[str]:
        """All of them are held, each under its identifier as its key; gives the identifiers that are new. Raises Problem as ``take`` does."""
        for order in orders:
            self._check(order)
        for _ in range(2):
            try:
                with self._database.write() as cursor:
                    held = {row[0] for row in self._of_client.run(cursor, {"whose": client}).fetchall()}
                    new = [one for one in orders if str(one.identifier) not in held]
                    for one in new:
                        self._put(cursor, client, str(one.identifier), one)
            except self._database.integrity_error:
                continue  # another process was faster
            return {str(one.identifier) for one in new}
        raise RuntimeError("an identifier is taken but holds nothing")

    def find(self, identifier: str) -> Held:
        """The licence. Raises Problem 404."""
        with self._database.read() as cursor:
            rows = self._find.run(cursor, {"wanted": identifier}).fetchall()
        if not rows:
            raise Problem(404, "no-such-licence", "证照库里没有这张证照。")
        return self._opened(*rows[0])

    def find_own(self, client: str, identifier: str) -> Held:
        """The licence, which the client has issued. Raises Problem 404."""
        held = self.find(identifier)
        if held.client != client:
            raise Problem(404, "no-such-licence", _NOT_YOURS)
        return held

    def of_holder(self, number: str) -> list[Held]:
        """The holder's licences in the order they were taken, ended ones too; at most ``MOST_LISTED``."""
        found: list[Held] = []
        for mark in holder_marks(self._cipher, number):
            with self._database.read() as cursor:
                found += [self._opened(*row) for row in self._of_holder.run(cursor, {"mark": mark}).fetchall()]
        return sorted(found, key=lambda one: (one.taken, one.identifier))[:MOST_LISTED]

    def end(self, client: str, identifier: str, status: str, reason: str) -> Held:
        """The client's licence is recalled or revoked. Doing so again changes nothing.

        Raises:
            Problem: 404 the client has none such; 409 it was ended in the other way.
        """
        with self._database.write() as cursor:
            rows = self._lock.run(cursor, {"wanted": identifier}).fetchall()
            before = self._opened(*rows[0]) if rows else None
            if before is None or before.client != client:
                raise Problem(404, "no-such-licence", _NOT_YOURS)
            if before.status not in (VALID, status):
                raise Problem(409, "ended", "这张证照已经用另一种方式作废。")
            if before.status == VALID:
                why = self._cipher.seal(_place(identifier, "reason"), reason.encode())
                self._end.run(cursor, {"wanted": identifier, "end": status, "now": micros(self._clock()), "why": why})
        return self.find(identifier)

    def _held(self, client: str, key: str, identifier: str, body: bytes) -> Held | None:
        with self._database.read() as cursor:
            rows = self._taken.run(cursor, {"wanted": identifier, "whose": client, "key": key}).fetchall()
        if not rows:
            return None
        for *columns, own_key in rows:
            found = self._opened(*columns)
            if (found.client, own_key) != (client, key):
                raise Problem(409, "identifier-taken", "这个证照标识已经用于另一张证照。")
            if orjson.dumps(found.body, option=orjson.OPT_SORT_KEYS) != body:
                raise Problem(409, "key-reused", "这个 Idempotency-Key 已经用于另一张证照。")
        return found

    def _check(self, order: Order) -> None:
        errors = []
        if self._register.type_coded(order.identifier.type) is None:
            errors.append(("/type", "证照库没有这种证照"))
        if self._register.issuer_coded(order.identifier.issuer) is None:
            errors.append(("/issuer", "证照库不认得这个颁发机构"))
        if errors:
            raise Problem(422, "invalid-request", f"有 {len(errors)} 处不对。", errors)

    def _put(self, cursor: Any, client: str, key: str, order: Order) -> None:
        self._check_line(cursor, client, order)
        identifier = str(order.identifier)
        row = {
            "identifier": identifier, "line": order.identifier.line, "client": client, "idempotency_key": key,
            "holder": self._mark(order.holder[1]), "status": VALID, "taken": micros(self._clock()),
            "sealed": self._cipher.seal(_place(identifier), order.body),
        }  # fmt: skip
        self._add.run(cursor, row)

    def _check_line(self, cursor: Any, client: str, order: Order) -> None:
        """The order is the first version of its licence that the library hears of, or the next one of what it holds."""
        rows = self._line.run(cursor, {"of": order.identifier.line}).fetchall()
        if not rows:
            return
        if str(order.identifier) in {row[0] for row in rows}:
            return  # it was taken since we looked: adding it again fails, and then it is looked at
        newest, whose, status, holder = max(rows)
        if whose != client:
            raise Problem(409, "identifier-taken", "这个流水号已经用于别人存的证照。")
        if newest > str(order.identifier):
            raise Problem(409, "newer-version", "这张证照已经有更新的版本。")
        if status != VALID:
            raise Problem(409, "ended", "这张证照已经作废，不能换发新版本；重新发证请用新的流水号。")
        marks = holder_marks(self._cipher, order.holder[1])
        if holder not in marks and (holder is not None or marks):
            raise Problem(409, "other-holder", "新版本应当是同一个持证人的；换了持证人请用新的流水号。")

    def _mark(self, number: str) -> str | None:
        return next(iter(holder_marks(self._cipher, number)), None)

    def _opened(
        self, identifier: str, newest: str, client: str, status: str, taken: int, ended: int | None, sealed: bytes,
        reason: bytes | None,
    ) -> Held:  # fmt: skip
        body = orjson.loads(self._cipher.open(_place(identifier), sealed))
        why = "" if reason is None else self._cipher.open(_place(identifier, "reason"), reason).decode()
        over = None if ended is None else moment(ended)
        return Held(identifier, newest, client, status, moment(taken), over, body, why)


def holder_marks(cipher: Cipher, number: str) -> list[str]:
    """What stands for a holder's number in the tables, the current key's first; none for who has no number."""
    return [one.hex() for one in cipher.marks("library holder", normal(number))] if normal(number) else []


def _place(identifier: str, column: str = "sealed") -> str:
    return f"{licences.name}:{column}:{identifier}"
