"""The base registers, asked about who is signed in and about their premises; what they tell as entries of the sources' kinds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from bot.catalog import FactSource
from bot.engine import Trouble
from bot.engine.proofs import TENURE, Proof

from ..principals import FIRM, LEGAL_REP, Party
from ..registers import Property, Registers, Source
from ..registers.records import LEASE, LESSOR, OWNER, ROAD
from .looking_up import Found
from .values import Entry

#: How a property is held -> as the applicant's choices call it. What a lessor's word stands on is a lease, or none: it is asked.
_TENURES: Final[Mapping[str, str]] = {OWNER: "自有", LEASE: "租赁"}


@dataclass(frozen=True, slots=True)
class Asked:
    """Which registers are asked: by name the sources that they are for, and about whom."""

    sources: Sequence[FactSource]
    holders: Mapping[str, Party]

    def of(self, name: str) -> list[FactSource]:
        """The sources of a register."""
        return [one for one in self.sources if one.register == name and one.of in self.holders]


async def ask_firm(registers: Registers, asked: Asked, purpose: str, found: Found) -> None:
    """The firm's entry. One that does no business any more tells nothing but that."""
    sources, firm = asked.of("firms"), asked.holders.get(FIRM)
    if not sources or firm is None:
        return
    record = await registers.firm(firm.number, purpose)
    if record is None:
        return
    if not record.is_going:
        found.troubles.append(Trouble(sources[0].title, "firm_ended", record.status))
        return
    told = {
        "name": record.name, "type": record.type, "legal_rep": record.legal_rep, "address": record.address,
        "established_on": record.established_on.isoformat(), "scope": record.scope,
    }  # fmt: skip
    _add(found, sources, record.source, told)


async def ask_person(registers: Registers, asked: Asked, purpose: str, found: Found) -> None:
    """The representative's entry, if number and name are one person's there."""
    sources, person = asked.of("persons"), asked.holders.get(LEGAL_REP)
    if not sources or person is None:
        return
    record = await registers.person(person.number, person.name, purpose)
    if record is not None:
        _add(found, sources, record.source, {"sex": record.sex, "ethnicity": record.ethnicity})


async def ask_place(registers: Registers, asked: Asked, address: str, purpose: str, found: Found) -> None:
    """District and street of the premises, where the address is one place and not several."""
    sources = asked.of("addresses")
    if not sources:
        return
    places = await registers.places(address, purpose)
    if len(places) != 1 or places[0].confidence == ROAD:
        return
    place = places[0]
    told = {"district": place.district, **({"street": place.street} if place.street is not None else {})}
    _add(found, sources, place.source, told)


async def ask_property(
    registers: Registers, asked: Asked, address: str, purpose: str, found: Found, proofs: dict[str, Proof]
) -> None:
    """What the premises are registered as, and whether they are proven to be the applicant's to use."""
    sources, party = asked.of("properties"), asked.holders.get(FIRM) or asked.holders.get(LEGAL_REP)
    if not sources or party is None:
        return
    properties = await registers.properties(purpose, address=address, party=party)
    if len(properties) != 1:
        return
    one = properties[0]
    proven = one.tenure.by if one.tenure is not None and one.proves_tenure_of(party) else None
    told = {
        # Another's area is the house's, and not what the applicant uses of it.
        **({"area": f"{one.area}平方米"} if one.is_owner else {}),
        **({"use": one.use} if one.use is not None else {}),
        **({"tenure": _TENURES[proven]} if proven is not None and proven in _TENURES else {}),
    }
    _add(found, sources, one.source, told)
    if proven is not None:
        proofs[TENURE] = _tenure(sources[0], one, proven)


def _tenure(source: FactSource, one: Property, by: str) -> Proof:
    lease = one.tenure.lease if one.tenure is not None else None
    number = lease.number if lease is not None and by in (LEASE, LESSOR) else one.source.entry
    return Proof(source.title, number, one.source.as_of.isoformat())


def _add(found: Found, sources: Sequence[FactSource], source: Source, told: Mapping[str, Any]) -> None:
    entry = Entry("register", source.entry, source.as_of.isoformat(), told)
    found.entries += [(one, entry) for one in sources]
