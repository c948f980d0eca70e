"""What registers tell -> records. Nothing from outside is trusted: what has another shape, or is about somebody else, is no answer."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, Final, TypeVar

from bot.engine.unseen import has_unseen

from ..ports import Unavailable
from ..registers.records import (
    EXACT,
    HOUSE,
    LEASE,
    LESSOR,
    OWNER,
    ROAD,
    FirmRecord,
    Lease,
    PersonRecord,
    Place,
    Property,
    Source,
    Tenure,
)

#: The code of an answer that is none.
BAD: Final = "bad-answer"
_LONGEST: Final = 200
#: 经营范围 may be long.
_LONGEST_SCOPE: Final = 4000
_MOST: Final = 100
_CODE: Final = re.compile(r"[0-9]{6}")
_AREA: Final = re.compile(r"[0-9]{1,9}(?:\.[0-9]{1,2})?")
_SYSTEMS: Final = ("CGCS2000", "WGS84")
#: Longitudes and latitudes of China. Anything else is a mistake of units or order.
_LONGITUDES: Final = (73.0, 136.0)
_LATITUDES: Final = (3.0, 54.0)

T = TypeVar("T")


def person_in(answer: Mapping[str, Any], number: str, name: str) -> PersonRecord:
    """The person, who is the one that was asked for. Raises Unavailable."""
    return _read(lambda: _person(answer, _normal(number), name.strip()))


def firm_in(answer: Mapping[str, Any], number: str) -> FirmRecord:
    """The firm, which is the one that was asked for. Raises Unavailable."""
    return _read(lambda: _firm(answer, _normal(number)))


def places_in(answer: Mapping[str, Any]) -> tuple[Place, ...]:
    """The places. Raises Unavailable."""
    return _read(lambda: tuple(_place(one) for one in _objects(answer, "candidates")))


def properties_in(answer: Mapping[str, Any], party: str) -> tuple[Property, ...]:
    """The properties; what is told of a tenure is told of this party. Raises Unavailable."""
    return _read(lambda: tuple(_property(one, _normal(party)) for one in _objects(answer, "properties")))


def _read(read: Callable[[], T]) -> T:
    try:
        return read()
    except ValueError:
        # The fault is not kept as the cause: its message may hold what was told.
        raise Unavailable(BAD) from None


def _person(answer: Mapping[str, Any], number: str, name: str) -> PersonRecord:
    told_number, told_name = _text(answer, "number"), _text(answer, "name")
    if (_normal(told_number), told_name) != (number, name):
        raise ValueError("another person")
    lives = _object(answer, "residence")
    return PersonRecord(
        _source(answer), number, told_name, _one_of(answer, "sex", ("男", "女")), _text(answer, "ethnicity"),
        _day(answer, "born"), _text(lives, "district"), _code(lives, "district_code"),
    )  # fmt: skip


def _firm(answer: Mapping[str, Any], number: str) -> FirmRecord:
    if _normal(_text(answer, "number")) != number:
        raise ValueError("another firm")
    texts = {name: _text(answer, name) for name in ("name", "type", "legal_rep", "address", "status")}
    return FirmRecord(
        source=_source(answer), number=number, capital=_text(answer, "capital", empty=True),
        established_on=_day(answer, "established_on"), scope=_text(answer, "scope", _LONGEST_SCOPE), **texts,
    )  # fmt: skip


def _place(one: Mapping[str, Any]) -> Place:
    at = _object(one, "coordinates")
    return Place(
        _source(one), _text(one, "address"), _text(one, "district"), _code(one, "district_code"),
        None if one.get("street") is None else _text(one, "street"), _one_of(one, "confidence", (EXACT, HOUSE, ROAD)),
        _one_of(at, "system", _SYSTEMS), _degrees(at, "longitude", _LONGITUDES), _degrees(at, "latitude", _LATITUDES),
    )  # fmt: skip


def _property(one: Mapping[str, Any], party: str) -> Property:
    owner, area = _object(one, "owner"), _text(one, "area")
    if not _AREA.fullmatch(area):
        raise ValueError("no area")
    is_owner = _truth(owner, "is_party")
    tenure = _tenure(_object(one, "tenure"), party) if "tenure" in one else None
    if (is_owner or tenure is not None) and not party:
        raise ValueError("about nobody that was asked for")
    if is_owner != (tenure is not None and tenure.by == OWNER):
        raise ValueError("an owner who is none")
    return Property(
        _source(one), _text(one, "address"), _text(one, "certificate"), None if one.get("use") is None else _text(one, "use"),
        Decimal(area), _text(owner, "name"), is_owner, tenure,
    )  # fmt: skip


def _tenure(told: Mapping[str, Any], party: str) -> Tenure | None:
    if _normal(_text(told, "party")) != party:
        raise ValueError("another party's tenure")
    if not _truth(told, "proven"):
        return None
    by = _one_of(told, "by", (OWNER, LEASE, LESSOR))
    lease = _lease(_object(told, "lease")) if "lease" in told else None
    if by == LEASE and lease is None:
        raise ValueError("a lease that is not told")
    return Tenure(party, by, lease)


def _lease(told: Mapping[str, Any]) -> Lease:
    lease = Lease(_text(told, "number"), _day(told, "from"), _day(told, "until"))
    if lease.first > lease.last:
        raise ValueError("a lease that ends before it begins")
    return lease


def _source(told: Mapping[str, Any]) -> Source:
    return Source(_text(told, "register"), _text(told, "entry"), _day(told, "as_of"), _truth(told, "invented"))


def _normal(number: str) -> str:
    return number.strip().upper()


def _text(told: Mapping[str, Any], name: str, longest: int = _LONGEST, *, empty: bool = False) -> str:
    text = told.get(name)
    if not isinstance(text, str) or len(text) > longest or has_unseen(text) or not (empty or text.strip()):
        raise ValueError(name)
    return text.strip()


def _one_of(told: Mapping[str, Any], name: str, known: tuple[str, ...]) -> str:
    text = _text(told, name)
    if text not in known:
        raise ValueError(name)
    return text


def _code(told: Mapping[str, Any], name: str) -> str:
    text = _text(told, name)
    if not _CODE.fullmatch(text):
        raise ValueError(name)
    return text


def _day(told: Mapping[str, Any], name: str) -> date:
    return date.fromisoformat(_text(told, name))


def _truth(told: Mapping[str, Any], name: str) -> bool:
    truth = told.get(name)
    if not isinstance(truth, bool):
        raise ValueError(name)
    return truth


def _degrees(told: Mapping[str, Any], name: str, within: tuple[float, float]) -> float:
    number = told.get(name)
    if isinstance(number, bool) or not isinstance(number, (int, float)) or not within[0] <= number <= within[1]:
        raise ValueError(name)
    return float(number)


def _object(told: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    found = told.get(name)
    if not isinstance(found, dict):
        raise ValueError(name)
    return found


def _objects(told: Mapping[str, Any], name: str) -> list[Mapping[str, Any]]:
    found = told.get(name)
    if not isinstance(found, list) or len(found) > _MOST or not all(isinstance(one, dict) for one in found):
        raise ValueError(name)
    return found
