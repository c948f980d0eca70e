"""A licence that somebody shows to an officer: a port to the library that knows it, and what the officer is told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Final, Protocol

#: What an officer looks for, as the holder reads it.
PURPOSES: Final = {"window": "窗口核验", "enforcement": "执法检查", "matter": "办件审查"}


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the library says of a licence, names and numbers masked.

    Args:
        shown: whether the holder showed it just now; else somebody had its identifier, and nothing on it is told.
        valid: now. ``status_text``: that in words.
        fields: what a verifier may see; ``withheld``: names of the rest.
        certain: False: nobody has confirmed the codes in the identifier. invented: made up for a demonstration.
    """

    shown: bool
    identifier: str
    title: str
    office: str
    valid: bool
    status_text: str
    holder: Mapping[str, str]
    valid_from: str
    valid_until: str
    certain: bool
    invented: bool
    fields: Mapping[str, str]
    withheld: Sequence[str]

    def told(self) -> dict[str, Any]:
        """The verdict for the desk's page."""
        return asdict(self)


class Verifier(Protocol):
    """Tells whether a licence is valid."""

    async def verify(self, text: str, purpose: str, by: str) -> Verdict:
        """What the library says of what was shown, or of a licence's identifier. What was shown is used up by it.

        Args:
            purpose: in words. by: who looks, in words; the holder reads both.

        Raises:
            Problem: 404 it is neither; 409 it was shown before; 410 its time is over; 429; 503 the library did not tell.
        """
