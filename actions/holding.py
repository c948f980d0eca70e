"""Who may write in a conversation: one browser at a time. A code, once, lets another one go on; the one before only reads."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy.engine import Engine

from .cipher import Cipher
from .database import Database
from .holding_statements import prepare
from .moments import micros, moment

#: How long a code can be taken.
LASTS: Final = timedelta(minutes=5)
#: Wrong tries at a short code that void it.
MOST_WRONG: Final = 5
#: Digits of a short code: those that find it, and those that have to be known.
LOCATOR: Final = 4
SECRET: Final = 4
#: Channels of machines that the next person uses: who held a conversation there does not read on.
_SHARED: Final = frozenset({"window", "kiosk"})


class NoSuchCode(Exception):
    """The code is not there, was taken, has ended, or was tried too often. Which of these is nobody's business."""


class OtherIdentity(Exception):
    """The conversation is a signed-in applicant's, and this browser is not signed in as them; nothing was spent."""


class NotHeld(Exception):
    """This browser never held the conversation, and is not signed in as whose it is."""


@dataclass(frozen=True, slots=True)
class Code:
    """A short code and when it ends."""

    digits: str
    expires: datetime


@dataclass(frozen=True, slots=True)
class Taker:
    """The browser that goes on. ``token``, ``device``: hashes of the cookies it gets; ``device`` None: none is noted."""

    token: str
    identity: str | None
    channel: str = "web"
    device: str | None = None


class Holding:
    """Codes, tokens and devices of conversations. Raises DatabaseUnavailable when the database cannot be reached.

    Each of its acts is one transaction that changes the token only where it is still what the act began with: of two
    that try at once, one wins.
    """

    def __init__(self, engine: Engine, cipher: Cipher, clock: Callable[[], datetime]) -> None:
        self._database = Database(engine)
        self._cipher = cipher
        self._clock = clock
        self._do = prepare(self._database)

    def note(self, conversation: str, device: str, token: str) -> None:
        """The device was let into the conversation, with the token of this hash."""
        with self._database.write() as cursor:
            self._note(cursor, conversation, device, token)

    def issue(self, conversation: str, holder: str, token_hash: str) -> Code:
        """A code for the conversation; an earlier one is void.

        Args:
            holder: hash of the token that asks. token_hash: of the code's long form.
        """
        expires = self._clock() + LASTS
        while True:
            digits = "".join(secrets.choice("0123456789") for _ in range(LOCATOR + SECRET))
            row = {"conversation": conversation, "holder": holder, "token_hash": token_hash, "wrong": 0}
            row |= {"locator": digits[:LOCATOR], "mark": self._mark(digits), "expires": micros(expires)}
            try:
                with self._database.write() as cursor:
                    self._do.sweep.run(cursor, {"now": micros(self._clock())})
                    self._do.void.run(cursor, {"conversation": conversation})
                    self._do.issue.run(cursor, row)
                return Code(digits, expires)
            except self._database.integrity_error:
                continue  # another conversation's code begins with the same digits

    def code_state(self, conversation: str) -> tuple[str, datetime | None]:
        """``waiting``, ``taken`` or ``none``, and until when it waits."""
        with self._database.read() as cursor:
            rows = self._do.code_of.run(cursor, {"conversation": conversation}).fetchall()
        if not rows:
            return "none", None
        wrong, expires, taken = rows[0]
        if taken is not None:
            return "taken", None
        ended = wrong >= MOST_WRONG or expires <= micros(self._clock())
        return ("none", None) if ended else ("waiting", moment(expires))

    def take(self, taker: Taker, *, token_hash: str | None = None, digits: str | None = None) -> str:
        """The taker writes from now on, by the code's long form or its short one; gives the conversation.

        Raises:
            NoSuchCode, OtherIdentity: as their docstrings say.
        """
        with self._database.write() as cursor:
            found = self._found(cursor, token_hash, digits)
            if found is not None:
                self._go_on(cursor, found, taker)
        # A wrong try has to be counted: it must not be rolled back with what it raises.
        if found is None:
            raise NoSuchCode
        return str(found[0])

    def take_back(self, conversation: str, presented: str | None, taker: Taker) -> None:
        """The taker writes from now on: it wrote before, or is signed in as whose conversation this is.

        Codes that are under way are void.

        Raises:
            NotHeld, OtherIdentity: as their docstrings say; nothing was changed.
        """
        with self._database.write() as cursor:
            rows = self._do.head.run(cursor, {"conversation": conversation}).fetchall()
            if not rows:
                raise NotHeld
            holder, identity, channel = rows[0]
            held = presented is not None and (presented == holder or self._held(cursor, conversation, presented))
            if identity is None and not held:
                raise NotHeld
            if identity is not None and identity != taker.identity:
                raise OtherIdentity if held else NotHeld
            self._pass_on(cursor, conversation, holder, channel, taker)
            if presented is not None:
                self._do.drop_former.run(cursor, {"token": presented})

    def _held(self, cursor: Any, conversation: str, presented: str) -> bool:
        rows = self._do.former.run(cursor, {"token": presented}).fetchall()
        return bool(rows) and rows[0][0] == conversation

    def _found(self, cursor: Any, token_hash: str | None, digits: str | None) -> Any:
        """Conversation, holder, and expiry of the code; None where there is none to take. Counts a wrong try."""
        if digits is not None:
            rows = self._do.by_locator.run(cursor, {"locator": digits[:LOCATOR]}).fetchall()
        else:
            rows = self._do.by_token.run(cursor, {"token": token_hash}).fetchall()
        if not rows:
            return None
        conversation, holder, mark, wrong, expires, taken = rows[0]
        if taken is not None or wrong >= MOST_WRONG or expires <= micros(self._clock()):
            return None
        if digits is not None and not secrets.compare_digest(bytes(mark), self._mark(digits)):
            self._do.count_wrong.run(cursor, {"conversation": conversation})
            return None
        heads = self._do.head.run(cursor, {"conversation": conversation}).fetchall()
        if heads[0][0] != holder:
            return None  # whoever made the code does not write any more
        return conversation, holder, heads[0][1], heads[0][2]

    def _go_on(self, cursor: Any, found: Any, taker: Taker) -> None:
        conversation, holder, identity, channel = found
        if identity is not None and identity != taker.identity:
            raise OtherIdentity
        spent = self._do.spend.run(cursor, {"conversation": conversation, "now": micros(self._clock())})
        if spent.rowcount != 1:
            raise NoSuchCode
        self._pass_on(cursor, conversation, holder, channel, taker)

    def _pass_on(self, cursor: Any, conversation: str, holder: str | None, channel: str, taker: Taker) -> None:
        values = {"conversation": conversation, "holder": holder, "next": taker.token, "on_channel": taker.channel}
        if self._do.pass_on.run(cursor, values).rowcount != 1:
            raise NoSuchCode
        if channel not in _SHARED:
            former = {"token_hash": holder, "conversation": conversation, "since": micros(self._clock())}
            self._do.retire.run(cursor, former)
        if taker.device is not None:
            self._note(cursor, conversation, taker.device, taker.token)

    def _note(self, cursor: Any, conversation: str, device: str, token: str) -> None:
        values = {"device": device, "conversation": conversation, "token_hash": token}
        self._do.unnote.run(cursor, values)
        self._do.note.run(cursor, values)

    def _mark(self, digits: str) -> bytes:
        return self._cipher.mark("handover", digits)
