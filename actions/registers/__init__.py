"""The base registers (人口, 法人, 空间地理, 房产) as the applicants' side asks them: ports, and what is told.

Each question has a purpose (事由), which the register writes down where whom it is about can read it: ask for what somebody
signed in to do, and about those who are their own to ask about (``actions.principals``). What a register tells is shown with
its title and day, and what it made up (``source.invented``) as made up. Nobody is told anything by ``None`` but that there
is no such entry, or that number and name are not one person's.

    place, = await registers.places("愚园路107号1层", PURPOSE)    # several: the applicant chooses; none: ask on
    for one in await registers.properties(PURPOSE, address=place.address, party=firm):
        if one.proves_tenure_of(firm): ...                      # no lease is needed for this house: one.tenure says by what
"""

from __future__ import annotations

from .guarded import GuardedRegisters
from .ports import Addresses, Firms, Persons, Properties, Registers
from .records import FirmRecord, Lease, PersonRecord, Place, Property, Source, Tenure

__all__ = [
    "Addresses", "FirmRecord", "Firms", "GuardedRegisters", "Lease", "PersonRecord", "Persons", "Place", "Properties",
    "Property", "Registers", "Source", "Tenure",
]  # fmt: skip
