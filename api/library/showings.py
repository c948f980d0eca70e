"""What holders show of their licences (亮证): a token that tells nothing by itself, taken once and for a minute."""

from __future__ import annotations

import hashlib
import re
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import bindparam, delete, select, update

from actions.cipher import Cipher
from actions.database import Database
from actions.local_time import ZONE
from actions.moments import micros

from ..problems import Problem
from .licences import VALID, Held, Licences, holder_marks, normal
from .tables import showings
from .uses import VERIFIED, Uses

#: Seconds that a showing is taken. 待核实: what 随申办 itself has; about a minute is what its codes are renewed in.
SECONDS: Final = 60
#: What a code holds: a scheme of our own with its version, and nothing that a telephone would open as an address.
_SCHEME: Final = "DBLZ:1:"
_TEXT: Final = re.compile(rf"{_SCHEME}([A-Za-z0-9_-]{{43}})")
#: After so long nobody is told any more that it was shown.
_KEPT: Final = timedelta(days=1)
_NOT_YOURS: Final = "证照库里没有这张证照，或者不是这位持证人的。"


@dataclass(frozen=True, slots=True)
class Showing:
    """What a holder shows, until when. ``token``: kept nowhere."""

    token: str
    until: datetime

    @property
    def text(self) -> str:
        """What the code to scan holds."""
        return f"{_SCHEME}{self.token}"


class Showings:
    """Makes showings and takes each once. Raises DatabaseUnavailable, and Problems for what cannot be done."""

    def __init__(
        self,
        database: Database,
        cipher: Cipher,
        licences: Licences,
        uses: Uses,
        clock: Callable[[], datetime],
        seconds: int = SECONDS,
    ) -> None:
        """``seconds``: how long a showing is taken."""
        self._database = database
        self._cipher = cipher
        self._licences = licences
        self._uses = uses
        self._clock = clock
        self._seconds = seconds
        row, prepare = showings.c, database.prepare
        this = row.token_hash == bindparam("wanted")
        self._add = prepare(showings.insert(), ("token_hash", "client", "identifier", "holder", "until"))
        self._forget = prepare(delete(showings).where(row.until < bindparam("before")))
        self._find = prepare(select(row.identifier, row.holder, row.resolved).where(this))
        fresh = update(showings).where(this, row.resolved.is_(None), row.until > bindparam("now"))
        self._take = prepare(fresh.values(resolved=bindparam("at")))

    def show(self, client: str, number: str, identifier: str) -> Showing:
        """The holder may show the licence from now on, once.

        Raises:
            Problem: 404 there is no such licence of the holder's; 409 it is not valid.
        """
        held, marks = self._own(number, identifier), holder_marks(self._cipher, number)
        now = self._clock()
        status = held.status_on(now.astimezone(ZONE).date())
        if status != VALID:
            raise Problem(409, "not-valid", "这张证照现在不是有效的，不能出示。", more={"licence_status": status})
        made = Showing(secrets.token_urlsafe(32), now + timedelta(seconds=self._seconds))
        row = {
            "token_hash": _hash(made.token), "client": client, "identifier": identifier, "holder": marks[0],
            "until": micros(made.until),
        }  # fmt: skip
        with self._database.write() as cursor:
            self._forget.run(cursor, {"before": micros(now - _KEPT)})
            self._add.run(cursor, row)
        return made

    def mark(self, number: str) -> str:
        """What stands for the holder where the number must not be read."""
        return next(iter(holder_marks(self._cipher, number)), "")

    def resolve(self, client: str, shown: str, purpose: str, by: str) -> Held:
        """The licence that was shown, as it is now. Nobody can resolve it again, and its holder reads who did.

        Args:
            by: who looks at it, in words.

        Raises:
            Problem: 404 it was never shown here; 409 it was resolved already; 410 its time is over.
        """
        found, now = _TEXT.fullmatch(shown), micros(self._clock())
        # What is no code of ours takes the same way, and as long.
        wanted = {"wanted": _hash(found.group(1) if found is not None else "")}
        with self._database.write() as cursor:
            rows = self._find.run(cursor, wanted).fetchall()
            taken = self._take.run(cursor, {**wanted, "now": now, "at": now}).rowcount
            if taken:
                identifier, holder, _ = rows[0]
                self._uses.add_without_consent(cursor, client, holder, VERIFIED, now, (purpose, by), [identifier])
        if taken:
            return self._licences.find(identifier)
        if not rows:
            raise Problem(404, "no-such-showing", "这不是出示的证照，请对方重新出示。")
        if rows[0][2] is not None or self._was_taken(wanted):
            raise Problem(409, "already-shown", "这个码已经验证过一次，不能再用。请对方重新出示，并核对是不是本人。")
        raise Problem(410, "showing-expired", "这个码已经过了时间，请对方重新出示。")

    def _own(self, number: str, identifier: str) -> Held:
        """The holder's licence. Raises Problem 404, the same for another's as for none at all."""
        try:
            held = self._licences.find(identifier)
        except Problem as fault:
            raise Problem(fault.status, fault.code, _NOT_YOURS) from fault
        if not normal(number) or held.holder_number != normal(number):
            raise Problem(404, "no-such-licence", _NOT_YOURS)
        return held

    def _was_taken(self, wanted: dict[str, str]) -> bool:
        """Whether somebody took it since it was looked at."""
        with self._database.read() as cursor:
            rows = self._find.run(cursor, wanted).fetchall()
        return bool(rows) and rows[0][2] is not None


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
