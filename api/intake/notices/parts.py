"""What several notices are made of. Texts are Chinese, for people; None is what nobody knows, and the paper says so."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Final

from ..clock import Counting, Due, Unit
from .certificate import Certificate
from .errors import require

#: What a QR code holds that can be read from paper.
_LONGEST_REFERENCE: Final = 64
#: The unit of a limit, behind a number.
UNITS: Final = {Unit.working: "个工作日", Unit.natural: "日"}


@dataclass(frozen=True, slots=True)
class Basis:
    """A clause as it is cited: instrument and article. Not ``certain``: nobody has read it, and 「以受理窗口为准」 stands with it."""

    text: str
    certain: bool = True


@dataclass(frozen=True, slots=True)
class Contact:
    """Whom to ask. Not ``certain``: configured by nobody who knows, as with Basis."""

    person: str | None = None
    phone: str | None = None
    address: str | None = None
    certain: bool = False


@dataclass(frozen=True, slots=True)
class Matter:
    """Whose application for what, and who tells of it.

    Args:
        reference: under which it was received, at most 64 characters.
        item_code: the item's 实施编码, where it is configured.
        office: the one that the notice is of, by its full name.
        number: 文号; None prints 「（受理机关编号）」.
        dated: the day under the signature; None leaves it to be filled in.
        said: what the office tells besides, in its own words.
    """

    reference: str
    applicant: str
    certificate: Certificate | None
    item: str
    item_code: str | None
    office: str
    number: str | None = None
    contact: Contact | None = None
    dated: date | None = None
    said: str | None = None

    def __post_init__(self) -> None:
        require(len(self.reference) <= _LONGEST_REFERENCE, "a reference fits a QR code")


@dataclass(frozen=True, slots=True)
class Term:
    """A limit: ``days`` of ``unit`` from ``since``, which does not count, up to and with ``last``.

    Args:
        event: what happened on ``since``, e.g. 受理.
        last: None where it cannot be told before the days off of the year ``awaits`` are published.
        doubts: sentences that say why ``last`` may be another day; the paper tells each.

    Source: 《民法典》第二百零一条第一款 (2021-01-01): the day on which a period begins is not counted.
    """

    since: date
    event: str
    days: int
    unit: str
    last: date | None
    basis: Basis
    doubts: tuple[str, ...] = ()
    awaits: int | None = None

    def __post_init__(self) -> None:
        require((self.last is None) == (self.awaits is not None), "a limit has a last day, or awaits a year's days off")
        require(self.last is None or self.since <= self.last, "a limit ends after it begins")
        require(self.days >= 0, "a limit has no negative days")


def term_of(due: Due, event: str) -> Term:
    """The limit that the working-day clock reckoned."""
    return _term(due.counting, event, due.day, tuple(due.doubts), None)


def undated_term(counting: Counting, event: str, year: int) -> Term:
    """The limit whose last day waits for the days off of the year."""
    return _term(counting, event, None, counting.doubts, year)


def _term(counting: Counting, event: str, last: date | None, doubts: tuple[str, ...], awaits: int | None) -> Term:
    limit = counting.limit
    basis = Basis(limit.source, limit.certain)
    return Term(counting.since, event, counting.days, UNITS[limit.unit], last, basis, doubts, awaits)


@dataclass(frozen=True, slots=True)
class Material:
    """A material that was received, and how it was handed in."""

    label: str
    how: str | None = None


class Where(str, Enum):
    """What a defect is found in."""

    field = "填写项"
    material = "材料"


@dataclass(frozen=True, slots=True)
class Defect:
    """One thing to be corrected: a field or a material, what is wrong with it, how to mend it, and on what ground."""

    where: Where
    label: str
    problem: str
    remedy: str | None = None
    basis: Basis | None = None


@dataclass(frozen=True, slots=True)
class Ground:
    """A reason for a refusal, with the clause that it stands on."""

    reason: str
    clause: Basis


@dataclass(frozen=True, slots=True)
class Remedies:
    """Where a refusal can be contested; None leaves the body or the court to be filled in by the bureau.

    Args:
        online: where a reconsideration can be asked for on the net.
        certain: whether somebody has confirmed body, court and ``online``: several districts of a city may share one court.

    Source: 《行政复议法》（2023-09-01修订，2024-01-01施行）第二十条第一款 (60 days), 第二十二条第二款 (who serves a decision over the
    net tells the channel on the net), 第二十四条 (which government); 《行政诉讼法》（2017-06-27修正）第十八条, 第四十六条第一款 (6 months).
    """

    review_body: str | None = None
    court: str | None = None
    online: str | None = None
    certain: bool = False


@dataclass(frozen=True, slots=True)
class Deferred:
    """A minor material that may be handed in after a decision (容缺), and by when."""

    label: str
    until: date
