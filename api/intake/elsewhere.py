"""What other places do for intake, as ports: they keep licences, carry paper, take money. All may be asked again and again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol


class NotDone(Exception):
    """It was not done, or nobody knows whether it was: it is to be asked for again. The message is a code, without data."""


@dataclass(frozen=True, slots=True)
class LicenceOrder:
    """A licence that is to be in the library.

    Args:
        key: the same for the same licence, whenever it is asked for.
        identifier: its 电子证照标识, which the event of its issuing has told already.
        holder: name and number; the number is empty where the form has none.
        content: what it says besides.
    """

    key: str
    identifier: str
    title: str
    office: str
    holder: tuple[str, str]
    issued: datetime
    content: Mapping[str, Any] = field(default_factory=dict)


class Numbers(Protocol):
    """Gives licences their identifiers before any library has heard of them."""

    def reserve(self, title: str, office: str, key: str) -> str:
        """The identifier of the licence that ``key`` names; the same for the same three, and no other's. Nothing is asked of anybody."""


class Library(Protocol):
    """Keeps e-licences (电子证照库)."""

    async def issue(self, order: LicenceOrder) -> None:
        """The licence is in the library, once, however often this is asked. Raises NotDone."""

    async def end(self, identifier: str, status: str, reason: str) -> None:
        """The licence is ``recalled`` or ``revoked`` there; what is ended already stays as it is. Raises NotDone."""


@dataclass(frozen=True, slots=True)
class ShipmentOrder:
    """Papers that are to be sent by mail.

    Args:
        key: the same for the same papers, whenever it is asked for; what is told of them names it.
        what: the papers, e.g. 食品经营许可证. phone: empty where the form has none.
    """

    key: str
    what: str
    name: str
    address: str
    phone: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """Where papers are. ``seq`` counts from 1 for each order; ``state`` is one of ``tracking.STATES``; ``number``: 快递单号."""

    seq: int
    state: str
    number: str
    at: datetime


class Courier(Protocol):
    """Carries papers, and tells each step of the way by signed callbacks."""

    async def ship(self, order: ShipmentOrder) -> Step:
        """The papers are ordered to be fetched and sent, once, however often this is asked; gives the first step. Raises NotDone."""


@dataclass(frozen=True, slots=True)
class BillOrder:
    """What is to be paid (缴款通知).

    Args:
        key: the same for the same bill, whenever it is asked for; what is told of it names it.
        payer: name of who applied. items: title and 分 of each thing that is paid for.
    """

    key: str
    payer: str
    items: tuple[tuple[str, int], ...]

    @property
    def cents(self) -> int:
        """All of it."""
        return sum(cents for _, cents in self.items)


@dataclass(frozen=True, slots=True)
class Payment:
    """How a bill stands. ``seq`` counts from 1 for each bill; ``state`` is one of ``billing.STATES``; ``number``: 缴款单号."""

    number: str
    seq: int
    state: str
    cents: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Bill:
    """A bill that was made, as it stood then, and the page where it is paid: there, and never here, are card numbers asked for."""

    payment: Payment
    page: str


class Payments(Protocol):
    """Takes money (统一公共支付), and tells by signed callbacks that it came."""

    async def bill(self, order: BillOrder) -> Bill:
        """The bill is made, once, however often this is asked. Raises NotDone."""

    async def look(self, number: str) -> tuple[str, Payment]:
        """The key of the bill of this number, and how it stands. Raises NotDone."""

    async def cancel(self, number: str) -> tuple[str, Payment]:
        """The bill cannot be paid any more, unless it was paid before; gives its key and how it stands. Raises NotDone."""
