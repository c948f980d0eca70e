"""What proves something without a paper: an e-licence, or a register's entry."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from .values import Json

#: What a register proves: that the applicant may use the premises.
TENURE: Final = "tenure"
VALID: Final = "valid"


@dataclass(frozen=True, slots=True)
class Proof:
    """One licence, or one entry, of the applicant.

    Args:
        title: what the applicant calls it. identifier: the licence's, or the entry's number.
        as_of: since what day, as ISO; empty: not told. status: ``valid``, or why it proves nothing (``revoked``, ``expired`` …).
        remedy: what helps where it proves nothing, in words; empty where it does.
        about: address key of the answer that says of what it is a proof; ``of``: that one's value. Empty: of whatever is applied for.
    """

    title: str
    identifier: str
    as_of: str = ""
    status: str = VALID
    remedy: str = ""
    about: str = ""
    of: Json = None

    @property
    def holds(self) -> bool:
        """Whether it proves anything."""
        return self.status == VALID
