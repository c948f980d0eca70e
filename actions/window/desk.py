"""What a clerk does in a conversation: takes it over, writes, fills in, has it looked through, hands it back.

Whose a conversation is stands in its case and nowhere else: the store's compare-and-swap decides who was first.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import Any, Final

from bot.engine.case import Case
from bot.engine.clerks import CLERK, Clerk, ClerkAsked, ClerkCame, ClerkLeft, ClerkWrote

from ..attempting import Attempt
from ..conversations import Conversations, UnknownConversation
from ..inbound import Inbound

#: What ids of clerks' acts begin with.
CAUSE: Final = "clerk:"


class NotYours(RuntimeError):
    """The conversation is not this clerk's. ``by``: name of who has it; empty: nobody."""

    def __init__(self, by: str) -> None:
        super().__init__(by)
        self.by = by


class NotTaken(ValueError):
    """What was filled in was not taken; nothing was written. ``attempt`` says why."""

    def __init__(self, attempt: Attempt) -> None:
        super().__init__("not taken")
        self.attempt = attempt


@dataclass(frozen=True, slots=True)
class Desk:
    """The acts of clerks. Whether a clerk may do them in this conversation is decided before.

    Every method raises UnknownConversation where there is none, and but for ``take_over`` NotYours where it is another's.
    """

    conversations: Conversations

    def take_over(self, conversation: str, clerk: Clerk, instead: str = "") -> dict[str, Any]:
        """The conversation is the clerk's, and its applicant is told; again changes nothing.

        Args:
            instead: id of who has it now, where somebody has; a supervisor who reassigns it knows.

        Raises:
            NotYours: somebody else has it.
        """
        outcome = self.conversations.report(
            conversation, ClerkCame(clerk.id, clerk.name, instead), cause=CAUSE + secrets.token_hex(8)
        )
        self._own(conversation, clerk.id)
        return outcome

    def hand_back(self, conversation: str, clerk: str) -> dict[str, Any]:
        """The guide goes on; what was filled in is put to the applicant first."""
        self._own(conversation, clerk)
        return self.conversations.report(conversation, ClerkLeft(clerk), cause=CAUSE + secrets.token_hex(8))

    def write(self, conversation: str, clerk: str, message: str, text: str) -> dict[str, Any]:
        """The applicant reads the clerk's words. ``message``: the sender's own id of them; the same id again writes nothing."""
        self._own(conversation, clerk)
        outcome = self.conversations.report(conversation, ClerkWrote(clerk, text), cause=f"{CAUSE}{clerk}:{message}")
        if not outcome["messages"]:
            raise NotYours(_owner(self._case(conversation)))
        return outcome

    def ask(self, conversation: str, clerk: str, message: str) -> dict[str, Any]:
        """The applicant is asked whether what was filled in for them is right; where nothing was, what is open."""
        self._own(conversation, clerk)
        return self.conversations.report(conversation, ClerkAsked(clerk), cause=f"{CAUSE}{clerk}:{message}")

    def attempt(self, conversation: str, clerk: str, inbound: Inbound) -> Attempt:
        """What the words, choice or edit would do."""
        self._own(conversation, clerk)
        return self.conversations.attempt(conversation, _by(clerk, inbound))

    def fill_in(self, conversation: str, clerk: str, inbound: Inbound) -> dict[str, Any]:
        """The words, choice or edit are done, as the clerk's.

        Raises:
            NotTaken: it would be refused, or asks back; nothing was written.
            ConsentNeeded: it is personal data, and the applicant has not agreed to its use.
        """
        attempt = self.attempt(conversation, clerk, inbound)
        own = _by(clerk, inbound)
        if not attempt.fine and self.conversations.store.turn(conversation, own.id) is None:
            raise NotTaken(attempt)
        return self.conversations.fill_in(conversation, own)

    def _own(self, conversation: str, clerk: str) -> None:
        case = self._case(conversation)
        if case.clerk is None or case.clerk.id != clerk:
            raise NotYours(_owner(case))

    def _case(self, conversation: str) -> Case:
        row = self.conversations.store.find(conversation)
        if row is None:
            raise UnknownConversation(conversation)
        return row.case


def _owner(case: Case) -> str:
    return case.clerk.name if case.clerk is not None else ""


def _by(clerk: str, inbound: Inbound) -> Inbound:
    """The message as the clerk's: none of an applicant has such an id."""
    return Inbound(
        f"/{CAUSE}{clerk}:{inbound.id}", text=inbound.text, choice=inbound.choice, edit=inbound.edit,
        actor=CLERK, question=inbound.question, by=clerk,
    )  # fmt: skip
