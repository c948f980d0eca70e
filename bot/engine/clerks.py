"""A clerk who helps in a case: who it is, what is reported of them, and what the applicant is told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final, Union

#: The actor of a clerk's turns, and the source of the values that they write.
CLERK: Final = "clerk"


@dataclass(frozen=True, slots=True)
class Clerk:
    """Who helps.

    Args:
        id: of the clerk, opaque here. ``name``: as the applicant is told (「静安区行政服务中心 3 号窗口 小王」).
        at: when they last did anything here; None: never, for who is only named.
        guiding: the last thing put to the applicant was a question of the guide, not the clerk's words: a plain yes or no answers it.
    """

    id: str
    name: str
    at: datetime | None = None
    guiding: bool = False


@dataclass(frozen=True, slots=True)
class Call:
    """The applicant waits for a clerk. ``reason``: ``asked``, or what the guide cannot go on without; ``since``: the first moment."""

    reason: str
    since: datetime


@dataclass(frozen=True, slots=True)
class ClerkCame:
    """A clerk takes the case over. ``instead``: id of the one whose it was until now, as far as they know; empty: nobody's.

    Where it is somebody else's nothing happens: of several who come at once one has it.
    """

    id: str
    name: str
    instead: str = ""


@dataclass(frozen=True, slots=True)
class ClerkLeft:
    """The clerk has handed the case back to the guide."""

    id: str


@dataclass(frozen=True, slots=True)
class ClerkWrote:
    """The clerk writes to the applicant."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class ClerkAsked:
    """The clerk has the guide put its next thing to the applicant: what was filled in for them first of all."""

    id: str


@dataclass(frozen=True, slots=True)
class ClerkJoined:
    """The applicant talks to a clerk now. ``instead``: the one before; empty where it was the guide."""

    name: str
    instead: str = ""


@dataclass(frozen=True, slots=True)
class ClerkGone:
    """The applicant talks to the guide again."""

    name: str


@dataclass(frozen=True, slots=True)
class ClerkWords:
    """What the clerk wrote."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Passed:
    """The applicant's words are for the clerk: the guide does nothing with them."""


ClerkReport = Union[ClerkCame, ClerkLeft, ClerkWrote, ClerkAsked]
#: The same, for who asks what a report is.
CLERK_REPORTS: Final = (ClerkCame, ClerkLeft, ClerkWrote, ClerkAsked)
