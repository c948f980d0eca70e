"""Who is signed in, and for whom they act: a person for themselves, for their own firm, or as a firm's agent."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

#: What a party is: a natural person (自然人) or an enterprise (市场主体, sole traders among them).
PERSON: Final = "person"
FIRM: Final = "firm"
#: How somebody acts for a firm: as who stands on its licence, or by a mandate (委托) with scope and last day.
LEGAL_REP: Final = "legal_rep"
AGENT: Final = "agent"


@dataclass(frozen=True, slots=True)
class Party:
    """A person or a firm. ``number``: of the identity card, or the credit code; empty where the provider tells none."""

    kind: str
    name: str
    number: str


@dataclass(frozen=True, slots=True)
class Mandate:
    """By what somebody acts for a firm.

    Args:
        role: ``legal_rep`` or ``agent``.
        items: items (事项) that an agent may apply for; empty: all of them.
        until: the mandate's last day; None: it has none.
    """

    role: str
    items: frozenset[str] = frozenset()
    until: date | None = None

    def covers(self, items: frozenset[str], today: date) -> bool:
        """Whether it allows applying for all of these items today."""
        return (self.until is None or today <= self.until) and (not self.items or items <= self.items)


@dataclass(frozen=True, slots=True)
class Principal:
    """Who is signed in.

    Args:
        id: opaque; the same person acting for the same firm by the same provider has the same one.
        provider: who vouches for them. verified: whether it checked their papers (实名认证): without that nothing is read about them.
        firm, mandate: for whom they act, and by what; both None where they act for themselves.
    """

    id: str
    provider: str
    person: Party
    verified: bool = False
    firm: Party | None = None
    mandate: Mandate | None = None

    @property
    def subject(self) -> Party:
        """Whose application it is: the firm's, or the person's own."""
        return self.firm if self.firm is not None else self.person
