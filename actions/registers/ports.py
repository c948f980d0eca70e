"""What registers can be asked. All may be asked again, and all raise Unavailable where nobody could tell."""

from __future__ import annotations

from typing import Protocol

from ..principals import Party
from .records import FirmRecord, PersonRecord, Place, Property


class Persons(Protocol):
    """人口库."""

    async def person(self, number: str, name: str, purpose: str) -> PersonRecord | None:
        """The person of this number, where it is theirs by this name."""


class Firms(Protocol):
    """法人库."""

    async def firm(self, number: str, purpose: str) -> FirmRecord | None:
        """The firm of this credit code, ended ones too."""


class Addresses(Protocol):
    """空间地理库."""

    async def places(self, text: str, purpose: str) -> tuple[Place, ...]:
        """All the places that the text may mean; none where it names none that is known. Never one picked out of several."""


class Properties(Protocol):
    """房产信息共享."""

    async def properties(
        self, purpose: str, *, address: str = "", certificate: str = "", party: Party | None = None, lessor: str = ""
    ) -> tuple[Property, ...]:
        """The properties at the address, or of the certificate's number; exactly one of both is given.

        Args:
            party: for whose tenure it is asked; it needs a number.
            lessor: number of who lets it to them. It counts only where the lessor has agreed in the e-licence library that
                we use their 不动产权证书 for this very purpose.
        """


class Registers(Persons, Firms, Addresses, Properties, Protocol):
    """All four."""
