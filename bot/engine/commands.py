"""What a turn may ask the engine to do: a closed list. Whatever understands the applicant may only produce these."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Union

from .address import Address
from .values import Json, Rejection, Value


class Absence(str, Enum):
    """Three ways to have no value; none of them is 0 or an empty text."""

    NONE = "none"  # 「没有」: there is none
    NOT_APPLICABLE = "not_applicable"  # 「不适用」
    DONT_KNOW = "dont_know"  # 「不知道」: it becomes something to supply later


Understood = Union[Value, Absence, Rejection]


@dataclass(frozen=True, slots=True)
class ChooseScenario:
    """Start this scenario; ``candidates`` (best first) when several fit and the applicant must pick."""

    scenario: str | None
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """A value for the open question (``address`` None) or for the fact it names.

    Args:
        instance: id of the question instance it replies to, where the channel knows it (a button).
        raw: the applicant's words for this value.
        parts: for an address: fact id -> value of the part.
    """

    address: Address | None
    value: Understood
    raw: str = ""
    instance: str | None = None
    parts: Mapping[str, Json] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Propose:
    """A value that may belong here but must be confirmed before it is written."""

    address: Address
    value: Value
    raw: str = ""
    parts: Mapping[str, Json] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Confirm:
    """Yes, to whatever is waiting for a yes."""


@dataclass(frozen=True, slots=True)
class Reject:
    """No, to whatever is waiting for a yes."""


@dataclass(frozen=True, slots=True)
class Correct:
    """Change an answer already given; ``value`` None asks for it again; ``remove`` deletes a list's item.

    ``address`` None means the answer given last. An address of a list without item asks to add one more.
    """

    address: Address | None
    value: Understood | None = None
    raw: str = ""
    remove: bool = False
    parts: Mapping[str, Json] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Undo:
    """Take the latest correction back."""


@dataclass(frozen=True, slots=True)
class Back:
    """Return to the question answered before."""


@dataclass(frozen=True, slots=True)
class Skip:
    """Leave an optional question unanswered."""


@dataclass(frozen=True, slots=True)
class Later:
    """Put the open question off. ``who`` can supply it, in the applicant's words, or empty."""

    who: str = ""


@dataclass(frozen=True, slots=True)
class Explain:
    """Why is this asked. ``address`` None means the open question."""

    address: Address | None = None


@dataclass(frozen=True, slots=True)
class AskKnowledge:
    """A policy question.

    Args:
        entry: the knowledge entry that answers it; None when none surely does.
        near: entries that may have been meant, best first, to be offered where none answers.
    """

    query: str
    entry: str | None = None
    near: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Summary:
    """Show what is filled, missing and put off."""


@dataclass(frozen=True, slots=True)
class Restart:
    """Begin again with nothing; asks for a yes first."""


@dataclass(frozen=True, slots=True)
class Pause:
    """Stop for now; everything is kept."""


@dataclass(frozen=True, slots=True)
class Resume:
    """Go on where it stopped."""


@dataclass(frozen=True, slots=True)
class Switch:
    """Go to another scenario; facts already known are kept. Asks for a yes first."""

    scenario: str


@dataclass(frozen=True, slots=True)
class Status:
    """Where does my matter stand."""


@dataclass(frozen=True, slots=True)
class Human:
    """A person is wanted."""

    reason: str = ""


@dataclass(frozen=True, slots=True)
class Upload:
    """A stored file answers a fact of kind ``file``."""

    address: Address
    file: Mapping[str, Json]


@dataclass(frozen=True, slots=True)
class Submit:
    """Hand the application in."""


@dataclass(frozen=True, slots=True)
class Cancel:
    """Give the matter up; asks for a yes first."""


@dataclass(frozen=True, slots=True)
class Undertake:
    """Hand the material in another way from now on: ``promised``, ``deferred``, or ``upload``, which takes either back.

    ``version``: of the text that was shown and agreed to; an undertaking without it is not taken.
    """

    material: str
    how: str
    version: str = ""


@dataclass(frozen=True, slots=True)
class SeekUndertaking:
    """Asks for a way to hand a material in later: its text is put up, or why there is none. Nothing is chosen by it.

    Args:
        how: ``promised``, ``deferred``, or ``upload``, which takes what was chosen back.
        materials: those that the words may mean; empty: none was named.
    """

    how: str
    materials: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TakeBack:
    """Nothing is to be looked up about the applicant, and what was is not to be used; asks for a yes where something goes."""


@dataclass(frozen=True, slots=True)
class TellKnown:
    """What was looked up, and where from; of this fact alone where ``address`` names one."""

    address: Address | None = None


@dataclass(frozen=True, slots=True)
class NotRight:
    """Of the values that are looked through these are wrong."""

    addresses: tuple[Address, ...]


@dataclass(frozen=True, slots=True)
class Rate:
    """A rating from 1 (worst) to 5."""

    grade: int


@dataclass(frozen=True, slots=True)
class Smalltalk:
    """Nothing to do with the matter; ``topic`` picks the short reply (greeting, thanks, abuse, emergency ...)."""

    topic: str


@dataclass(frozen=True, slots=True)
class Unknown:
    """Not understood. ``reason``: empty, too_long, unclear, out_of_scope, other_language ..."""

    reason: str = "unclear"


Command = Union[
    ChooseScenario, Answer, Propose, Confirm, Reject, Correct, Undo, Back, Skip, Later, Explain, AskKnowledge, Summary, Restart,
    Pause, Resume, Switch, Status, Human, Upload, Submit, Cancel, Undertake, SeekUndertaking, TakeBack,
    TellKnown, NotRight, Rate, Smalltalk, Unknown,
]  # fmt: skip
