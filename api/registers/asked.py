"""What the registers are asked, checked: about whom or what, and what for. Refusals are Problems that name every place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from ..library.licences import normal
from ..library.order import LONGEST_TEXT, invalid
from .uses import LARGEST

_TEXT: Final = f"应当是不超过 {LONGEST_TEXT} 个字的文字"
_Errors = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class PropertyAsked:
    """Which property, by its address or its certificate's number, and for whom. Numbers are empty where nobody is named."""

    purpose: str
    address: str
    certificate: str
    party: str
    lessor: str


def read_person(body: Any) -> tuple[str, str, str]:
    """Number, name and purpose. Raises Problem 422."""
    found, errors = _members(body, {"number", "name", "purpose"})
    number, name, purpose = (_text(found, one, errors) for one in ("number", "name", "purpose"))
    _refuse(errors)
    return normal(number), name, purpose


def read_firm(body: Any) -> tuple[str, str]:
    """Number and purpose. Raises Problem 422."""
    found, errors = _members(body, {"number", "purpose"})
    number, purpose = _text(found, "number", errors), _text(found, "purpose", errors)
    _refuse(errors)
    return normal(number), purpose


def read_address(body: Any) -> tuple[str, str]:
    """Address and purpose. Raises Problem 422."""
    found, errors = _members(body, {"address", "purpose"})
    address, purpose = _text(found, "address", errors), _text(found, "purpose", errors)
    _refuse(errors)
    return address, purpose


def read_property(body: Any) -> PropertyAsked:
    """The question. Raises Problem 422."""
    found, errors = _members(body, {"address", "certificate", "purpose", "party", "lessor"})
    purpose = _text(found, "purpose", errors)
    said = {one: _text(found, one, errors) for one in ("address", "certificate", "party", "lessor") if one in found}
    if ("address" in found) == ("certificate" in found):
        errors.append(("", "address 和 certificate 写一个，只写一个"))
    if "lessor" in found and "party" not in found:
        errors.append(("/party", "写了 lessor 就要写 party"))
    _refuse(errors)
    address, certificate, party, lessor = (said.get(one, "") for one in ("address", "certificate", "party", "lessor"))
    return PropertyAsked(purpose, address, certificate, normal(party), normal(lessor))


def read_page(body: Any) -> tuple[str, int]:
    """Whose log, and before which question it is told. Raises Problem 422."""
    found, errors = _members(body, {"holder", "before"})
    holder, before = _text(found, "holder", errors), found.get("before", LARGEST)
    if type(before) is not int or not 1 <= before <= LARGEST:
        errors.append(("/before", "应当是上一页给出的 next"))
    _refuse(errors)
    return normal(holder), before


def _members(body: Any, known: set[str]) -> tuple[Mapping[str, Any], _Errors]:
    if not isinstance(body, dict):
        raise invalid([("", "应当是一个对象")])
    return body, [(f"/{name}", "没有这一项") for name in sorted(body.keys() - known)]


def _text(body: Mapping[str, Any], name: str, errors: _Errors) -> str:
    text = body.get(name)
    if not isinstance(text, str) or not text.strip() or len(text) > LONGEST_TEXT:
        errors.append((f"/{name}", _TEXT))
        return ""
    return text.strip()


def _refuse(errors: _Errors) -> None:
    if errors:
        raise invalid(errors)
