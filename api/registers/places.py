"""A free text -> the places that it may mean: all of them that fit it equally well, and never one picked among several."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from bot.nlu.values.address import AddressParts, in_digits, parse_address, stripped
from bot.nlu.values.streets import street_in

from .reference import House, Reference, Road, district_code

#: How much of the text the register knows: down to floor or room as it was said; the house; the road alone.
EXACT: Final = "exact"
HOUSE: Final = "house"
ROAD: Final = "road"
CONFIDENCES: Final = (EXACT, HOUSE, ROAD)
#: Candidates in one answer.
MOST_TOLD: Final = 50
_GROUND: Final = re.compile(r"底[层楼]")
_NUMBER: Final = re.compile(r"[0-9A-Z]+")


@dataclass(frozen=True, slots=True)
class Found:
    """A place that the text may mean. ``entry``: of the register; ``street``: None where only the road is known, which lies in several."""

    entry: str
    address: str
    district: str
    street: str | None
    point: tuple[float, float]
    confidence: str


def places_of(reference: Reference, text: str) -> Sequence[Found]:
    """The places; none where the text names no road that the register has."""
    street = street_in(text)
    # The name of a street would be taken for a part of the road's: 静安寺街道愚园路.
    rest = text.replace(street.name, "", 1) if street is not None else text
    parts = parse_address(stripped(in_digits(rest)))
    if parts.road is None:
        return ()
    code = street.district_code if street is not None else parts.district_code
    said = parts.subdistrict if street is None else street.name
    roads = [one for one in reference.roads if one.name == parts.road and code in (None, district_code(one.district))]
    if parts.lane_no is None:
        return tuple(_roads(roads, said))[:MOST_TOLD]
    houses = tuple(_houses(reference, roads, parts, said))
    # A house that the register does not have is not told as one beside it: what is known is its road.
    return (houses or tuple(_roads(roads, said)))[:MOST_TOLD]


def _roads(roads: Sequence[Road], said: str | None) -> Iterator[Found]:
    for one in roads:
        streets = [street for street in one.streets if said in (None, street)]
        if streets:
            only = streets[0] if len(streets) == 1 else None
            yield Found(_entry(one), f"上海市{one.district}{one.name}", one.district, only, one.point(), ROAD)


def _houses(reference: Reference, roads: Sequence[Road], parts: AddressParts, said: str | None) -> Iterator[Found]:
    by_name = {(one.district, one.name): one for one in roads}
    here = [
        one
        for one in reference.houses
        if (one.district, one.road) in by_name and one.number == _house(parts) and said in (None, one.street)
    ]
    unit = _unit(parts.floor, parts.room)
    same = [one for one in here if unit and _unit_of(one) == unit]
    told: set[str] = set()
    for one in same or here:
        road = by_name[one.district, one.road]
        # Of a unit that the register does not have, its house is told, and not the unit beside it.
        whole = replace(one, id=f"{_entry(road)}-{one.number}", unit="") if unit and not same else one
        if whole.id not in told:
            told.add(whole.id)
            point = road.point(one.number)
            yield Found(whole.id, whole.address, one.district, one.street, point, EXACT if same else HOUSE)


def _entry(road: Road) -> str:
    return f"L{district_code(road.district)}-{road.name}"


def _house(parts: AddressParts) -> str:
    number = (parts.lane_no or "").replace(" ", "")
    return number if number.endswith(("号", "弄")) else f"{number}号"


def _unit_of(house: House) -> tuple[str, str] | None:
    if house.unit.endswith("室"):
        return _unit(None, house.unit)
    return _unit(house.unit, None)


def _unit(floor: str | None, room: str | None) -> tuple[str, str] | None:
    """Floor or room as they are compared: a room tells more than its floor does; None where neither was said."""
    for kind, text in (("room", room), ("floor", floor)):
        found = _NUMBER.search(_GROUND.sub("1层", text or "").upper())
        if found is not None:
            return kind, found.group()
    return None
