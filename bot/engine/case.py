"""A case: one applicant's matter. Answers and little else; where the applicant stands is computed from it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Union

from .address import Address
from .clerks import Call, Clerk
from .commands import Absence
from .happenings import StatusEvent
from .proofs import Proof
from .undertakings import Undertaken
from .values import Json

#: Where a value came from.
SOURCES = (
    "said", "chosen", "form", "licence", "register", "earlier_case", "derived", "default", "scenario", "clerk",
)  # fmt: skip
#: Those of what others hold about the applicant.
KNOWN_SOURCES = ("licence", "register", "earlier_case")


@dataclass(frozen=True, slots=True)
class Stored:
    """An answer with its provenance.

    Args:
        value: as JSON holds it; None when ``absence`` says that there is none.
        parts: for an address: fact id -> value.
        turn: number of the turn that wrote it; ``confirmed`` False marks a value nobody has looked at yet.
        origin: licence identifier, number of a register's entry, rule id or earlier application, where ``source`` has one.
        title: what it stands on, for the applicant (「营业执照」); ``as_of``: since what day it says so, as ISO; both empty where nobody else holds it.
        about: address key of what it was told of, where it holds of that alone; ``of``: the value that this had then.
    """

    value: Json
    raw: str
    source: str
    actor: str
    at: datetime
    turn: int
    confirmed: bool = True
    absence: Absence | None = None
    parts: Mapping[str, Json] = field(default_factory=dict)
    origin: str = ""
    title: str = ""
    as_of: str = ""
    about: str = ""
    of: Json = None


@dataclass(frozen=True, slots=True)
class Roster:
    """The items of a list: ids in order, the next id, and whether the applicant said that it is complete.

    ``turn``: in which turn they said so to a correction; 0: they were not asked since.
    """

    items: tuple[str, ...] = ()
    next: int = 1
    complete: bool = False
    turn: int = 0


@dataclass(frozen=True, slots=True)
class Todo:
    """A question put off: who can supply it, in the applicant's words, and since which turn."""

    who: str
    turn: int


@dataclass(frozen=True, slots=True)
class Asked:
    """The open question's instance. ``attempts``: replies to it that could not be taken."""

    instance: str
    address: Address
    attempts: int = 0


@dataclass(frozen=True, slots=True)
class Change:
    """One answer of a correction; ``stored`` None removes the item that ``address`` names.

    ``forget``: facts whose answers go with it, because they told of the place before.
    """

    address: Address
    stored: Stored | None
    forget: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AwaitValue:
    """A value was proposed and waits for a yes."""

    address: Address
    stored: Stored
    instance: str = ""


@dataclass(frozen=True, slots=True)
class AwaitChange:
    """A correction was previewed and waits for a yes; nested corrections add to ``changes``."""

    changes: tuple[Change, ...]
    instance: str = ""


#: The act of handing in an answer to a correction of which something is not done.
HAND_IN = "supplement"
#: The act of looking up what others hold about the applicant; ``fetch:<what would be looked up, in words>``.
FETCH = "fetch"


#: The act of taking the consent to that back.
UNFETCH = "unfetch"
#: The act of undertaking something for a material; ``undertake:<how>:<version of the text shown>:<material>``.
UNDERTAKE = "undertake"
#: The choice of a material that one speaks of; ``which:<how>:<materials>``, apart by commas. It waits for one of them.
WHICH = "which"


@dataclass(frozen=True, slots=True)
class AwaitAct:
    """An act waits for a yes: ``restart``, ``cancel``, ``withdraw:<words>``, ``switch:<scenario>``, ``supplement``, or one of those above."""

    act: str
    instance: str = ""


@dataclass(frozen=True, slots=True)
class AwaitChoice:
    """Several scenarios fit; the applicant picks one."""

    candidates: tuple[str, ...]
    instance: str = ""


@dataclass(frozen=True, slots=True)
class Revisit:
    """An answered question is open again, because the applicant went back or wants to change it."""

    address: Address


Frame = Union[AwaitValue, AwaitChange, AwaitAct, AwaitChoice, Revisit]


@dataclass(frozen=True, slots=True)
class Reopened:
    """The questions that a correction opened again: for each of its points the address keys, none where nothing can be asked.

    ``turn``: the last before it; an answer of a later turn settles its question. ``files``: material -> ids of the files it had then.
    """

    turn: int
    asks: tuple[tuple[str, ...], ...] = ()
    files: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Supplement:
    """The answer to one correction. ``state``: requested, received, failed (open again), closed (intake wants it no more).

    ``application``: the document as it was handed in.
    """

    key: str
    state: str
    turn: int
    form: str
    reference: str
    application: Mapping[str, Any] = field(default_factory=dict)
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """The withdrawal of what has no decision yet. ``state``: requested, received, failed."""

    key: str
    state: str
    turn: int
    references: tuple[str, ...]
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Submission:
    """The hand-over of one bundle, and what came of it. ``state``: requested, failed, received. ``key`` is the idempotency key.

    Where each application stands, and whether something is to be put right, follows from the events: see ``standing``.

    Args:
        references: form -> number; ``received_at``: form -> moment as intake tells it (ISO 8601); both empty until received.
        happened: reference -> its events in order of their numbers, each number once.
        filed: form -> document as intake has it; kept from the first correction on.
        reopened, supplements: correction -> what it opened; what answers it.
    """

    key: str
    state: str
    turn: int
    references: Mapping[str, str] = field(default_factory=dict)
    detail: str = ""
    received_at: Mapping[str, str] = field(default_factory=dict)
    happened: Mapping[str, tuple[StatusEvent, ...]] = field(default_factory=dict)
    filed: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    reopened: Mapping[str, Reopened] = field(default_factory=dict)
    supplements: Mapping[str, Supplement] = field(default_factory=dict)
    withdrawal: Withdrawal | None = None


@dataclass(frozen=True, slots=True)
class Inverse:
    """The way back from a correction: what stood before, where it changed.

    Args:
        answers: address key -> the answer before (None: there was none). ``lists``: list -> its items before.
        order, todos: as they were; what came later is kept when they are restored.
    """

    answers: Mapping[str, Stored | None]
    lists: Mapping[str, Roster]
    order: tuple[str, ...]
    todos: Mapping[str, Todo]


@dataclass(frozen=True, slots=True)
class Exchange:
    """How looking up what others hold about the applicant stands.

    Args:
        state: ``offered`` (a yes is awaited), ``declined``, ``sought``, ``checking`` (what was found is being looked through), ``over``.
        key: of the question to the sources; empty before there was one.
    """

    state: str
    key: str = ""


@dataclass(frozen=True, slots=True)
class Case:
    """One applicant's matter.

    Args:
        seq: number of turns taken; turn numbers start at 1.
        answers: address key -> answer, parked ones included: whether an answer is parked is computed.
        order: address keys in the order last answered, for 「上一步」 and 「刚才那个」.
        seen: inbound ids already taken, newest last, bounded; the store keeps all of them.
        stack: what waits for a reply, innermost last; losing it harms no answer.
        undo: the latest correction's inverse, or None.
        exchange: None before it was offered. ``disputed``: address key -> the values that contradict each other; nobody has
            chosen one yet, and an answer that is there stands. ``proofs``: code of a licence, or ``tenure`` -> what proves it.
        clerk: who helps; None: the guide alone. ``call``: the applicant waits for one; None where one is there, or nobody called.
        undertaken: material -> what the applicant undertook instead of handing it in now.
    """

    id: str
    scenario: str | None = None
    version: str = ""
    seq: int = 0
    answers: Mapping[str, Stored] = field(default_factory=dict)
    lists: Mapping[str, Roster] = field(default_factory=dict)
    order: tuple[str, ...] = ()
    todos: Mapping[str, Todo] = field(default_factory=dict)
    stack: tuple[Frame, ...] = ()
    asked: Asked | None = None
    undo: Inverse | None = None
    submission: Submission | None = None
    paused: bool = False
    closed: str = ""
    unclear: int = 0
    rating: int = 0
    seen: tuple[str, ...] = ()
    exchange: Exchange | None = None
    disputed: Mapping[str, tuple[Stored, ...]] = field(default_factory=dict)
    proofs: Mapping[str, Proof] = field(default_factory=dict)
    undertaken: Mapping[str, Undertaken] = field(default_factory=dict)
    clerk: Clerk | None = None
    call: Call | None = None

    def means_another(self, about: str, of: Json) -> bool:
        """Whether the answer at the address ``about`` is there and is not ``of``: what was told of that one is of no use now."""
        now = self.answers.get(about)
        return now is not None and now.value != of
