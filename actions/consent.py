"""What an applicant agrees to before personal data is told, and whether a turn would tell some that they did not."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import bindparam, select, update
from sqlalchemy.engine import Engine

from bot.engine import Case, Position, Turn, Value
from bot.engine.case import FETCH, AwaitAct
from bot.engine.commands import Answer, Confirm, Correct, Propose

from .database import Database
from .moments import micros, moment
from .tables import consents, conversations

#: Sensitivity of a fact -> what has to be agreed to before it is told. Sensitive data takes a consent of its own.
#: Source: 个人信息保护法 articles 13 and 29.
NEEDS: Final[dict[str, frozenset[str]]] = {
    "personal": frozenset({"personal"}),
    "sensitive": frozenset({"personal", "sensitive"}),
}
SCOPES: Final = ("personal", "sensitive")
AGREED: Final = "agreed"
DECLINED: Final = "declined"


class ConsentNeeded(Exception):
    """The message tells personal data, and the applicant has not agreed to that; nothing was kept of it.

    ``scopes``: what is to be agreed to.
    """

    def __init__(self, scopes: Iterable[str]) -> None:
        super().__init__()
        self.scopes = tuple(scope for scope in SCOPES if scope in set(scopes))


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision of an applicant. ``version``: of the notice that they read."""

    scope: str
    decision: str
    version: str
    at: datetime


def check_consent(agreed: frozenset[str] | None, turn: Turn, position: Position, case: Case) -> None:
    """The turn tells nothing personal, and has nothing looked up, that the applicant did not agree to. Raises ConsentNeeded otherwise.

    Args:
        agreed: what they agreed to; None where the client asks nobody, and so nothing is refused.
    """
    if agreed is None or position.view is None:
        return
    facts, asked = position.view.release.facts, case.asked.address if case.asked is not None else None
    needed: set[str] = set(SCOPES) if _agrees_to_looking_up(turn, case) else set()
    for command in turn.commands:
        if isinstance(command, (Answer, Propose, Correct)) and isinstance(command.value, Value):
            address = command.address or asked
            fact = facts.get(address.fact) if address is not None else None
            needed |= NEEDS.get(fact.sensitivity, frozenset()) if fact is not None else set()
    if missing := needed - agreed:
        raise ConsentNeeded(missing)


def _agrees_to_looking_up(turn: Turn, case: Case) -> bool:
    """Whether it may be the yes by which licences are looked up: they hold names and numbers."""
    top = case.stack[-1] if case.stack else None
    if not isinstance(top, AwaitAct) or not top.act.startswith(FETCH):
        return False
    return any(
        isinstance(one, Confirm) or (isinstance(one, Answer) and one.instance == top.instance and _is_yes(one))
        for one in turn.commands
    )


def _is_yes(command: Answer) -> bool:
    return isinstance(command.value, Value) and command.value.value is True


class Consents:
    """The decisions of all conversations. Raises DatabaseUnavailable when the database cannot be reached."""

    def __init__(self, engine: Engine, clock: Callable[[], datetime]) -> None:
        self._database = Database(engine)
        self._clock = clock
        own = conversations.c.id == bindparam("conversation")
        columns = (consents.c.scope, consents.c.decision, consents.c.version, consents.c.at)
        prepare = self._database.prepare
        self._agreed = prepare(select(conversations.c.consent).where(own).with_for_update())
        self._set = prepare(update(conversations).where(own).values(consent=bindparam("scopes")))
        self._add = prepare(consents.insert(), ("conversation", "scope", "decision", "version", "at"))
        of_one = consents.c.conversation == bindparam("of")
        self._list = prepare(select(*columns).where(of_one).order_by(consents.c.id))

    def decide(self, conversation: str, scopes: Iterable[str], decision: str, version: str) -> frozenset[str]:
        """The decision is kept with its time; gives all that is agreed to from now on.

        Declining what was agreed to before takes it back. A conversation that is not there has agreed to nothing.
        """
        chosen, now = frozenset(scopes), micros(self._clock())
        with self._database.write() as cursor:
            rows = self._agreed.run(cursor, {"conversation": conversation}).fetchall()
            if not rows:
                return frozenset()
            before = frozenset((rows[0][0] or "").split())
            after = before | chosen if decision == AGREED else before - chosen
            self._set.run(cursor, {"conversation": conversation, "scopes": " ".join(sorted(after))})
            for scope in sorted(chosen):
                row = {"conversation": conversation, "scope": scope, "decision": decision, "version": version}
                self._add.run(cursor, {**row, "at": now})
        return after

    def of(self, conversation: str) -> list[Decision]:
        """The conversation's decisions, the first one first."""
        with self._database.read() as cursor:
            rows = self._list.run(cursor, {"of": conversation}).fetchall()
        return [Decision(scope, decision, version, moment(at)) for scope, decision, version, at in rows]
