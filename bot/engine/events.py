"""What a turn produced. The host stores them, says them and performs the effects among them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Union

from .address import Address
from .case import Stored
from .clerks import ClerkGone, ClerkJoined, ClerkWords, Passed
from .deliveries import DeliverySought, DeliveryTold
from .happenings import Correction, Point, StatusEvent
from .known import (
    ConsentEnded,
    DisputeAsked,
    FactsMissed,
    FactsSought,
    KnownAsked,
    KnownConfirmed,
    KnownTold,
    Prefilled,
)
from .payments import PaymentSought, PaymentTold
from .values import Json, Rejection


@dataclass(frozen=True, slots=True)
class ScenarioChosen:
    scenario: str
    version: str


@dataclass(frozen=True, slots=True)
class ScenariosOffered:
    """Several scenarios fit (or none did: then all popular ones); the applicant picks."""

    scenarios: tuple[str, ...]
    instance: str


@dataclass(frozen=True, slots=True)
class Accepted:
    """An answer was written. ``asked``: it was the open question's; otherwise it is echoed with its label."""

    address: Address
    stored: Stored
    asked: bool


@dataclass(frozen=True, slots=True)
class Proposed:
    """A value waits for a yes before it is written."""

    address: Address
    stored: Stored
    instance: str


@dataclass(frozen=True, slots=True)
class RangeAsked:
    """Two bounds were said where one value is needed."""

    address: Address
    low: Json
    high: Json


@dataclass(frozen=True, slots=True)
class Rejected:
    """An answer was not taken. ``understood`` shows it as the applicant gave it."""

    rejection: Rejection
    address: Address | None
    raw: str = ""


@dataclass(frozen=True, slots=True)
class StaleReply:
    """A reply to a question that is no longer open; nothing was written."""

    instance: str


@dataclass(frozen=True, slots=True)
class QuestionAsked:
    """The open question. ``attempts`` > 0: ask better than before."""

    address: Address
    instance: str
    attempts: int = 0
    item_number: int | None = None


@dataclass(frozen=True, slots=True)
class MoreAsked:
    """Whether the list has another item. ``count`` items so far."""

    list: str
    instance: str
    count: int


@dataclass(frozen=True, slots=True)
class Previewed:
    """What a correction would do; nothing is written until the applicant says yes."""

    changes: tuple[tuple[Address, Json, Json], ...]
    ask_again: tuple[Address, ...]
    parked: tuple[Address, ...]
    restored: tuple[Address, ...]
    added: tuple[str, ...]
    removed: tuple[str, ...]
    instance: str


@dataclass(frozen=True, slots=True)
class ChangeApplied:
    """A correction was written. ``parked`` and ``restored`` say which other answers it touched."""

    addresses: tuple[Address, ...]
    parked: tuple[Address, ...] = ()
    restored: tuple[Address, ...] = ()


@dataclass(frozen=True, slots=True)
class ChangeDropped:
    """A correction or a proposal was dropped; everything is as before."""


@dataclass(frozen=True, slots=True)
class ItemRemoved:
    list: str
    item: str


@dataclass(frozen=True, slots=True)
class PutOff:
    """A question became a to-do."""

    address: Address
    who: str


@dataclass(frozen=True, slots=True)
class Explained:
    """Why a fact is asked: the chain of needs from the fact up to a form's field or a rule."""

    address: Address
    needs: tuple[Need, ...]


@dataclass(frozen=True, slots=True)
class Need:
    """One link: ``fact`` is needed by ``by`` (``field``: form id and pointer; ``rule``, ``check``, ``material``: its id; ``fact``: a fact id)."""

    fact: str
    kind: str
    by: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class Informed:
    """A policy question was answered from this knowledge entry."""

    entry: str


@dataclass(frozen=True, slots=True)
class NotInformed:
    """No knowledge surely answers it; the query is recorded for the authors. ``near``: entries that may have been meant."""

    query: str
    near: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Summarised:
    """What is filled, missing and put off is to be shown."""


@dataclass(frozen=True, slots=True)
class ReviewReady:
    """Every application is complete and valid; the applicant checks it and says submit."""

    instance: str


@dataclass(frozen=True, slots=True)
class ReviewProblem:
    """An application looks complete but its schema refuses a place."""

    form: str
    pointer: str
    message: str


@dataclass(frozen=True, slots=True)
class TodosLeft:
    """Only put-off questions are missing; nothing can be submitted yet."""

    addresses: tuple[Address, ...]


@dataclass(frozen=True, slots=True)
class OutcomeReached:
    """The answers end the matter here, with a named outcome; changing an answer reopens it."""

    outcome: str
    rule: str


@dataclass(frozen=True, slots=True)
class ConfirmAsked:
    """A dangerous act waits for a yes. ``points``: form and point of each thing that a correction asks for and that is not done."""

    act: str
    instance: str
    points: tuple[tuple[str, Point], ...] = ()


@dataclass(frozen=True, slots=True)
class SubmitRequested:
    """EFFECT. Hand these applications in, once, under this key. ``applications``: form id -> document."""

    key: str
    applications: Mapping[str, Mapping[str, Any]]
    materials: tuple[Mapping[str, Json], ...] = ()
    provenance: Mapping[str, Mapping[str, Mapping[str, Json]]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class HandOverRequested:
    """EFFECT. A person is to take over or help."""

    reason: str


@dataclass(frozen=True, slots=True)
class Submitted:
    """Intake holds the applications: form id -> reference."""

    references: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class SubmitFailed:
    """Intake did not take it; the case is open again. ``problems``: pointer and message each."""

    code: str
    problems: tuple[Mapping[str, Json], ...] = ()


@dataclass(frozen=True, slots=True)
class StatusTold:
    """Something happened to an application. ``left``: natural days to the last day of the step, None where none is told.

    ``questions``: how many questions a correction opens again.
    """

    form: str
    reference: str
    event: StatusEvent
    left: int | None = None
    questions: int = 0


@dataclass(frozen=True, slots=True)
class ApplicationStanding:
    """Where one application stands.

    Args:
        event: the last that is known, or None. ``left``: as for ``StatusTold``.
        correction: what waits for the applicant, or None.
        under_way: what was sent and no event tells yet: ``supplement``, ``withdrawal.requested``, ``withdrawal.received`` or nothing.
        composite_ended: what the composite licence was called that stood for this permit too and ended with another one; else empty.
    """

    form: str
    reference: str
    event: StatusEvent | None = None
    left: int | None = None
    correction: Correction | None = None
    under_way: str = ""
    composite_ended: str = ""


@dataclass(frozen=True, slots=True)
class StandingTold:
    """Where each application stands, for who asks."""

    applications: tuple[ApplicationStanding, ...]


@dataclass(frozen=True, slots=True)
class CorrectionAsked:
    """What the officer says of the question that is open now: form and point each. The question itself follows."""

    address: Address
    points: tuple[tuple[str, Point], ...]


@dataclass(frozen=True, slots=True)
class SupplementRequested:
    """EFFECT. Hand in the answer to this correction, once, under this key; the reference stays."""

    key: str
    reference: str
    form: str
    correction: str
    application: Mapping[str, Any]
    materials: tuple[Mapping[str, Json], ...] = ()
    provenance: Mapping[str, Mapping[str, Json]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SupplementReceived:
    """Intake holds the answer to a correction."""

    form: str
    reference: str


@dataclass(frozen=True, slots=True)
class Difference:
    """A place of an application that intake holds with another value than the answers give now; None: it is empty."""

    pointer: str
    address: Address
    before: Json
    after: Json


@dataclass(frozen=True, slots=True)
class Differs:
    """The answers give another application than intake holds, and it is not handed in: ``form`` is not to be corrected (any more)."""

    form: str
    reference: str
    places: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class WithdrawRequested:
    """EFFECT. Withdraw these applications, once, under this key; ``reason`` in the applicant's words."""

    key: str
    references: tuple[str, ...]
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """Intake has withdrawn these applications."""

    references: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Upgraded:
    """The case moved to a newer release: address keys kept, parked, newly asked, and no longer valid."""

    version: str
    kept: tuple[str, ...]
    parked: tuple[str, ...]
    asked: tuple[str, ...]
    invalid: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Notice:
    """A short message by text id, e.g. ``paused``, ``nothing_to_undo``, ``smalltalk.greeting``, ``unclear.2``."""

    text: str
    params: Mapping[str, Json] = field(default_factory=dict)


Event = Union[
    ScenarioChosen, ScenariosOffered, Accepted, Proposed, RangeAsked, Rejected, StaleReply, QuestionAsked, MoreAsked,
    Previewed, ChangeApplied, ChangeDropped, ItemRemoved, PutOff, Explained, Informed, NotInformed, Summarised,
    ReviewReady, ReviewProblem, TodosLeft, OutcomeReached, ConfirmAsked, SubmitRequested, HandOverRequested, Submitted,
    SubmitFailed, StatusTold, StandingTold, CorrectionAsked, SupplementRequested, SupplementReceived, Differs,
    WithdrawRequested, Withdrawn, Upgraded, Prefilled, Notice, DeliverySought, DeliveryTold, PaymentSought, PaymentTold,
    FactsSought, FactsMissed, KnownAsked, KnownConfirmed, DisputeAsked, KnownTold, ConsentEnded,
    ClerkJoined, ClerkGone, ClerkWords, Passed,
]  # fmt: skip

#: Events that ask the outside for work.
EFFECTS = (
    SubmitRequested, SupplementRequested, WithdrawRequested, DeliverySought, PaymentSought, FactsSought, ConsentEnded,
    HandOverRequested,
)  # fmt: skip
