"""What the reference registers hold: persons, firms, roads with houses, properties. Data, in a file; every mistake in it is told with its line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from bot.catalog import Document, read_yaml, shape_issues_by
from bot.nlu.values.address_order import DISTRICTS, FULL_NAMES
from bot.nlu.values.streets import street_in

INVENTED: Final = Path(__file__).parent / "demo" / "invented.yml"
_SCHEMA: Final = Path(__file__).parent / "demo" / "invented.schema.json"
_FIRST: Final = re.compile(r"[0-9]+")
_CODES: Final = {FULL_NAMES[name]: code for name, code in DISTRICTS.items()}


class BadReference(ValueError):
    """The file cannot be used; the message tells each place."""


@dataclass(frozen=True, slots=True)
class Person:
    """An entry of 人口库. ``district``: where the person is registered as living."""

    id: str
    number: str
    name: str
    sex: str
    ethnicity: str
    born: str
    district: str


@dataclass(frozen=True, slots=True)
class Firm:
    """An entry of 法人库. ``capital``: in words; empty where the kind of firm has none. ``status``: 存续, 吊销 or 注销."""

    id: str
    number: str
    name: str
    type: str
    legal_rep: str
    address: str
    established_on: str
    scope: str
    status: str
    capital: str = ""


@dataclass(frozen=True, slots=True)
class Road:
    """A road as far as it lies in a district. ``at``: longitude and latitude of its beginning; ``step``: what each house number adds."""

    name: str
    district: str
    streets: tuple[str, ...]
    at: tuple[float, float]
    step: tuple[float, float]

    def point(self, number: str = "") -> tuple[float, float]:
        """Longitude and latitude of a house of it, or of where it begins."""
        found = _FIRST.search(number)
        far = int(found.group()) if found is not None else 0
        longitude, latitude = (start + far * step for start, step in zip(self.at, self.step, strict=True))
        return round(longitude, 6), round(latitude, 6)


@dataclass(frozen=True, slots=True)
class House:
    """An entry of 空间地理库. ``number``: with its lane; ``unit``: floor or room, empty where the whole house is meant."""

    id: str
    road: str
    district: str
    street: str
    number: str
    unit: str = ""

    @property
    def address(self) -> str:
        """The standard address."""
        return f"上海市{self.district}{self.road}{self.number}{self.unit}"


@dataclass(frozen=True, slots=True)
class Lease:
    """A registered lease (租赁备案). ``lessee``: number of who rents. Both days count."""

    number: str
    lessee: str
    first: str
    last: str


@dataclass(frozen=True, slots=True)
class Property:
    """An entry of 房产信息. ``use``: as it is registered; None: it is not. ``owner``: number and name."""

    id: str
    address: str
    certificate: str
    use: str | None
    area: str
    owner: tuple[str, str]
    leases: tuple[Lease, ...]


@dataclass(frozen=True, slots=True)
class Reference:
    """All four registers as of a day. Persons and firms by their number."""

    as_of: str
    persons: Mapping[str, Person]
    firms: Mapping[str, Firm]
    roads: Sequence[Road]
    houses: Sequence[House]
    properties: Sequence[Property]


def district_code(district: str) -> str:
    """The district's code. Source: GB/T 2260."""
    return _CODES[district]


def read_reference(file: Path = INVENTED) -> Reference:
    """What the file holds. Raises BadReference."""
    document, issues = read_yaml(file.parent, file)
    if document is not None:
        issues = shape_issues_by(_SCHEMA, document)
    if issues or document is None:
        raise BadReference("\n".join(f"{one.file}:{one.line}  {one.what}" for one in issues))
    wrong = [f"{file.name}:{document.line(*place)}  {said}" for place, said in _wrong(document)]
    if wrong:
        raise BadReference("\n".join(wrong))
    data = document.data
    known = _parties(data)
    return Reference(
        str(data["as_of"]),
        {row["number"]: Person(**row) for row in data["persons"]},
        {row["number"]: Firm(**row) for row in data["firms"]},
        [_road(row) for row in data["roads"]],
        [House(**row) for row in data["houses"]],
        [_property(row, known) for row in data["properties"]],
    )


def _parties(data: Mapping[str, Any]) -> dict[str, tuple[str, str]]:
    """Id -> number and name."""
    return {row["id"]: (row["number"], row["name"]) for row in (*data["persons"], *data["firms"])}


def _road(row: Mapping[str, Any]) -> Road:
    at, step = ((float(row[name][0]), float(row[name][1])) for name in ("at", "step"))
    return Road(row["name"], row["district"], tuple(row["streets"]), at, step)


def _property(row: Mapping[str, Any], known: Mapping[str, tuple[str, str]]) -> Property:
    leases = tuple(
        Lease(one["number"], known[one["lessee"]][0], one["from"], one["until"]) for one in row.get("leases", ())
    )
    return Property(row["id"], row["address"], row["certificate"], row["use"], row["area"], known[row["owner"]], leases)


_Place = tuple[str | int, ...]


def _wrong(document: Document) -> Iterator[tuple[_Place, str]]:
    """What no shape tells: things told twice, and names that nothing bears."""
    data = document.data
    unique = (
        ("persons", "id"), ("persons", "number"), ("firms", "id"), ("firms", "number"), ("houses", "id"),
        ("properties", "id"), ("properties", "certificate"),
    )  # fmt: skip
    for kind, member in unique:
        seen: set[str] = set()
        for at, row in enumerate(data[kind]):
            if row[member] in seen:
                yield (kind, at, member), f"「{row[member]}」前面已经有了。"
            seen.add(row[member])
    yield from _wrong_places(data)
    yield from _wrong_properties(data)


def _wrong_places(data: Mapping[str, Any]) -> Iterator[tuple[_Place, str]]:
    roads: dict[tuple[str, str], Sequence[str]] = {}
    for at, row in enumerate(data["roads"]):
        if row["district"] not in _CODES:
            yield ("roads", at, "district"), f"上海没有「{row['district']}」。"
            continue
        for street in row["streets"]:
            found = street_in(street)
            if found is None or found.name != street or found.district_code != district_code(row["district"]):
                yield ("roads", at, "streets"), f"{row['district']}没有「{street}」。"
        roads[row["district"], row["name"]] = row["streets"]
    for at, row in enumerate(data["houses"]):
        if row["street"] not in roads.get((row["district"], row["road"]), ()):
            yield ("houses", at, "road"), f"{row['district']}{row['road']}没有在「{row['street']}」的一段。"
    for at, row in enumerate(data["persons"]):
        if row["district"] not in _CODES:
            yield ("persons", at, "district"), f"上海没有「{row['district']}」。"


def _wrong_properties(data: Mapping[str, Any]) -> Iterator[tuple[_Place, str]]:
    known, houses = _parties(data), {House(**row).address for row in data["houses"]}
    for at, row in enumerate(data["properties"]):
        if row["address"] not in houses:
            yield ("properties", at, "address"), f"门牌里没有「{row['address']}」。"
        for name in (row["owner"], *(one["lessee"] for one in row.get("leases", ()))):
            if name not in known:
                yield ("properties", at), f"没有编号是「{name}」的人或者单位。"
