"""What intake tells of an application: its status events, and what they ask of the applicant.

The codes are those of intake: 1 to 15 of the exchange standard for permit cases, 16 to 18 its own (api/intake/README.md).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

#: Code -> name.
STATUSES: Final[Mapping[int, str]] = {
    1: "received", 2: "withdrawn", 3: "accepted", 4: "not_needed", 5: "acceptance_refused", 6: "correction_begun",
    7: "correction_ended", 8: "review_begun", 9: "special_begun", 10: "special_ended", 11: "granted",
    12: "granted_with_deferral", 13: "refused", 14: "recalled", 15: "revoked", 16: "extended", 17: "issued",
    18: "delivered",
}  # fmt: skip
#: Codes that somebody asks for by name.
RECEIVED: Final = 1
WITHDRAWN: Final = 2
ACCEPTED: Final = 3
CORRECTION_BEGUN: Final = 6
CORRECTION_ENDED: Final = 7
ISSUED: Final = 17
#: Codes after which there is a decision: nothing can be withdrawn any more.
DECIDED: Final = frozenset({11, 12, 13, 14, 15, 17, 18})
#: Codes by which an office decides whether there is to be a permit.
DECISIONS: Final = frozenset({4, 5, 11, 12, 13})
#: Those by which there is to be one.
APPROVED: Final = frozenset({11, 12})
#: Codes by which a permit that was given ends, and those under which it is held.
LOST: Final = frozenset({14, 15})
HELD: Final = frozenset({17, 18})
#: Codes after which nothing follows, without a decision.
ENDED: Final = frozenset({2, 4, 5})


@dataclass(frozen=True, slots=True)
class Due:
    """When the step that an event begins has to end.

    Args:
        day: the last day, ISO 8601. ``unit`` is that of the limit behind it; it is never counted with here.
        certain: False: it is told with 「以受理窗口为准」.
    """

    day: str
    unit: str = ""
    certain: bool = False


@dataclass(frozen=True, slots=True)
class Undated:
    """The limit of a step whose last day nobody can tell yet: the days off of ``year`` were not published.

    Args:
        days, unit: of the limit, e.g. 20 工作日.
    """

    days: int
    unit: str
    year: int


@dataclass(frozen=True, slots=True)
class Point:
    """One thing to put right, with the officer's words: a place of the form (``pointer``) or a ``material``."""

    label: str
    words: str
    pointer: str = ""
    material: str = ""
    basis: str = ""


@dataclass(frozen=True, slots=True)
class Correction:
    """What an office wants put right, all at once. ``until``: the last day, ISO 8601, or empty."""

    id: str
    until: str = ""
    points: tuple[Point, ...] = ()


@dataclass(frozen=True, slots=True)
class Licence:
    """A licence that was issued; ``identifier`` may be empty."""

    title: str
    identifier: str = ""


@dataclass(frozen=True, slots=True)
class Paper:
    """The paper (文书) that goes with an event. ``draft``: what counts is the office's own."""

    title: str
    draft: bool = True


@dataclass(frozen=True, slots=True)
class Charge:
    """What is to be paid before the licence is made: the title and 分 of each thing."""

    items: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class StatusEvent:
    """One step of one application; ``seq`` counts from 1 for each. Empty texts and None: the event has none.

    ``composite``: the licence that stands for the permits of the whole bundle, which came with this step.
    """

    seq: int
    code: int
    status: str
    text: str
    at: str
    office: str = ""
    words: str = ""
    due: Due | None = None
    correction: Correction | None = None
    licence: Licence | None = None
    undated: Undated | None = None
    paper: Paper | None = None
    composite: Licence | None = None
    charge: Charge | None = None


@dataclass(frozen=True, slots=True)
class StatusReported:
    """Intake told this event of the application ``reference``, which is of ``form``."""

    reference: str
    form: str
    event: StatusEvent


@dataclass(frozen=True, slots=True)
class RatingAnswered:
    """The office that dealt with the application ``reference`` answers the applicant's rating."""

    reference: str
    office: str
    words: str
