"""What other places do for intake, as ports: whoever keeps licences, and whoever carries paper. All may be asked again and again."""

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
