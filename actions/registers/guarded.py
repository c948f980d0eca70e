"""The registers behind a circuit breaker: while they are away, nobody's turn waits for them."""

from __future__ import annotations

from dataclasses import dataclass

from ..breaker import Breaker
from ..principals import Party
from .ports import Registers
from .records import FirmRecord, PersonRecord, Place, Property


@dataclass(frozen=True, slots=True)
class GuardedRegisters:
    """``Registers``; NotAsked, which is an Unavailable, while the breaker is open."""

    registers: Registers
    breaker: Breaker

    async def person(self, number: str, name: str, purpose: str) -> PersonRecord | None:
        """See ``Persons.person``."""
        with self.breaker.call():
            return await self.registers.person(number, name, purpose)

    async def firm(self, number: str, purpose: str) -> FirmRecord | None:
        """See ``Firms.firm``."""
        with self.breaker.call():
            return await self.registers.firm(number, purpose)

    async def places(self, text: str, purpose: str) -> tuple[Place, ...]:
        """See ``Addresses.places``."""
        with self.breaker.call():
            return await self.registers.places(text, purpose)

    async def properties(
        self, purpose: str, *, address: str = "", certificate: str = "", party: Party | None = None, lessor: str = ""
    ) -> tuple[Property, ...]:
        """See ``Properties.properties``."""
        with self.breaker.call():
            return await self.registers.properties(
                purpose, address=address, certificate=certificate, party=party, lessor=lessor
            )
