"""What the registers tell. Each entry says which register it is of, its number there, as of which day, and that it was made up."""

from __future__ import annotations

from typing import Any, Final

from actions.local_time import ZONE
from actions.masking import mask

from ..library.telling import masked_name
from .places import Found
from .reference import Firm, Person, Property, district_code
from .tenure import Tenure
from .uses import Use

PERSONS: Final = "persons"
FIRMS: Final = "firms"
ADDRESSES: Final = "addresses"
PROPERTIES: Final = "properties"
#: What each register is called.
TITLES: Final = {PERSONS: "人口库", FIRMS: "法人库", ADDRESSES: "空间地理库", PROPERTIES: "房产信息"}
#: The system of the coordinates (2000 国家大地坐标系, EPSG:4490): longitude, then latitude.
COORDINATES: Final = "CGCS2000"


def told_person(one: Person, as_of: str) -> dict[str, Any]:
    """A person, to who knew number and name."""
    return {
        **_source(PERSONS, one.id, as_of), "number": one.number, "name": one.name, "sex": one.sex,
        "ethnicity": one.ethnicity, "born": one.born,
        "residence": {"district": one.district, "district_code": district_code(one.district)},
    }  # fmt: skip


def told_firm(one: Firm, as_of: str) -> dict[str, Any]:
    """A firm as it is registered."""
    return {
        **_source(FIRMS, one.id, as_of), "number": one.number, "name": one.name, "type": one.type,
        "legal_rep": one.legal_rep, "address": one.address, "capital": one.capital,
        "established_on": one.established_on, "scope": one.scope, "status": one.status,
    }  # fmt: skip


def told_place(one: Found, as_of: str) -> dict[str, Any]:
    """A place that the text may mean."""
    return {
        **_source(ADDRESSES, one.entry, as_of), "address": one.address, "district": one.district,
        "district_code": district_code(one.district), "street": one.street, "confidence": one.confidence,
        "coordinates": {"system": COORDINATES, "longitude": one.point[0], "latitude": one.point[1]},
    }  # fmt: skip


def told_property(one: Property, party: str, tenure: Tenure | None, as_of: str) -> dict[str, Any]:
    """A property: whose it is in full to its owner alone, and of its leases nothing but the one that proves the party's tenure."""
    own = bool(party) and party == one.owner[0]
    name = one.owner[1] if own else masked_name(one.owner[1])
    certificate = one.certificate if own else mask("sensitive", one.certificate)
    found: dict[str, Any] = {
        **_source(PROPERTIES, one.id, as_of), "address": one.address, "certificate": certificate, "use": one.use,
        "area": one.area, "owner": {"name": name, "is_party": own},
    }  # fmt: skip
    if party:
        found["tenure"] = {"party": party, "proven": tenure is not None, "by": None if tenure is None else tenure.by}
        if tenure is not None and tenure.lease is not None:
            lease = tenure.lease
            found["tenure"]["lease"] = {"number": lease.number, "from": lease.first, "until": lease.last}
    return found


def told_use(one: Use) -> dict[str, Any]:
    """A question as whom it was about is told of it."""
    return {
        "seq": one.seq, "at": one.at.astimezone(ZONE).isoformat(), "client": one.asked.client,
        "register": one.asked.register, "purpose": one.asked.purpose, "found": one.asked.found,
        "kinds": list(one.asked.kinds),
    }  # fmt: skip


def _source(register: str, entry: str, as_of: str) -> dict[str, Any]:
    # All that the reference registers hold was made up.
    return {"register": TITLES[register], "entry": entry, "as_of": as_of, "invented": True}
