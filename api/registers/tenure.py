"""By what somebody holds a property: as its owner, by a registered lease, or from a lessor who has agreed to be asked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Final

from .reference import Lease, Property

OWNER: Final = "owner"
LEASE: Final = "lease"
LESSOR: Final = "lessor"
#: Whether the holder of a number has agreed that the client uses what is registered of their property, for the purpose.
Consented = Callable[[str, str, str], bool]


@dataclass(frozen=True, slots=True)
class Asker:
    """For whom a property is asked about. ``client``: who asks. ``lessor``: number of who lets it to them, empty where nobody is named."""

    client: str
    purpose: str
    number: str
    lessor: str = ""


@dataclass(frozen=True, slots=True)
class Tenure:
    """What proves that the property is at somebody's disposal. ``by``: ``owner``, ``lease`` or ``lessor``; ``lease``: the registered one it stands on."""

    by: str
    lease: Lease | None = None


def nobody_agreed(_: str, __: str, ___: str) -> bool:
    """Where no consents are kept, no lessor's is taken on the word of who asks."""
    return False


def tenure_of(one: Property, asker: Asker, today: date, consented: Consented) -> Tenure | None:
    """What proves the asker's tenure today; None: nothing that is registered does.

    A lessor is the owner, or a registered lessee who lets it on; what they let is proven by their own consent, which is
    looked up, because anybody can name somebody.
    """
    if asker.number and asker.number == one.owner[0]:
        return Tenure(OWNER)
    lease = _running(one, asker.number, today)
    if lease is not None:
        return Tenure(LEASE, lease)
    lent = _running(one, asker.lessor, today)
    lets = bool(asker.lessor) and (asker.lessor == one.owner[0] or lent is not None)
    if asker.number and lets and consented(asker.client, asker.lessor, asker.purpose):
        return Tenure(LESSOR, lent)
    return None


def _running(one: Property, number: str, today: date) -> Lease | None:
    found = (
        lease
        for lease in one.leases
        if number and lease.lessee == number and lease.first <= today.isoformat() <= lease.last
    )
    return next(found, None)
