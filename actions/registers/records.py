"""What a register tells, as it was checked when it came: frozen, each with its source."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Final

from ..principals import Party

#: How much of an address the register knows: down to floor or room as it was said; the house; the road alone.
EXACT: Final = "exact"
HOUSE: Final = "house"
ROAD: Final = "road"
#: By what a property is held: as its owner, by a registered lease (租赁备案), or from a lessor who has agreed to be asked about.
OWNER: Final = "owner"
LEASE: Final = "lease"
LESSOR: Final = "lessor"
#: A firm that is there and may do business.
GOING: Final = "存续"


@dataclass(frozen=True, slots=True)
class Source:
    """Where it is from. ``title``: of the register (法人库); ``entry``: its number there; ``invented``: made up for a demonstration."""

    title: str
    entry: str
    as_of: date
    invented: bool


@dataclass(frozen=True, slots=True)
class PersonRecord:
    """A person (人口库). ``district``: of where they are registered as living. A log shows none of it."""

    source: Source
    number: str = field(repr=False)
    name: str = field(repr=False)
    sex: str = field(repr=False)
    ethnicity: str = field(repr=False)
    born: date = field(repr=False)
    district: str = field(repr=False)
    district_code: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class FirmRecord:
    """A firm (法人库). ``capital``: in words, empty where its kind has none; ``status``: 存续, 吊销 or 注销."""

    source: Source
    number: str
    name: str
    type: str
    legal_rep: str
    address: str
    capital: str
    established_on: date
    scope: str
    status: str

    @property
    def is_going(self) -> bool:
        """Whether it may do business."""
        return self.status == GOING


@dataclass(frozen=True, slots=True)
class Place:
    """A place that a text may mean (空间地理库).

    Args:
        street: street or town; None where only a road is known that lies in several.
        confidence: ``exact``, ``house`` or ``road``. system: of the coordinates, ``CGCS2000`` or ``WGS84``.
    """

    source: Source
    address: str
    district: str
    district_code: str
    street: str | None
    confidence: str
    system: str
    longitude: float
    latitude: float


@dataclass(frozen=True, slots=True)
class Lease:
    """A registered lease, with its first and last day."""

    number: str
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Tenure:
    """What proves that ``party`` (a number) may use the property: ``by`` is ``owner``, ``lease`` or ``lessor``; ``lease``: what that stands on."""

    party: str
    by: str
    lease: Lease | None = None


@dataclass(frozen=True, slots=True)
class Property:
    """A property (房产信息).

    Args:
        certificate, owner: masked, but for the owner. is_owner: whether the party asked for is the owner.
        use: as it is registered (商业, 居住); None: it is not. area: in m².
        tenure: None: nothing that is registered proves the party's, or nobody was asked for.
    """

    source: Source
    address: str
    certificate: str
    use: str | None
    area: Decimal
    owner: str
    is_owner: bool
    tenure: Tenure | None = None

    def proves_tenure_of(self, party: Party) -> bool:
        """Whether it proves that this very party may use the property, so that no lease need be handed in."""
        number = party.number.strip().upper()
        return bool(number) and self.tenure is not None and self.tenure.party == number
