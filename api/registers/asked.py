"""What the registers are asked, checked: about whom or what, and what for. Refusals are Problems that name every place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ..library.licences import normal
from ..library.members import members, page_of, refuse, text_of
from .uses import LARGEST


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
    found, errors = members(body, {"number", "name", "purpose"})
    number, name, purpose = (text_of(found, one, errors) for one in ("number", "name", "purpose"))
    refuse(errors)
    return normal(number), name, purpose


def read_firm(body: Any) -> tuple[str, str]:
    """Number and purpose. Raises Problem 422."""
    found, errors = members(body, {"number", "purpose"})
    number, purpose = text_of(found, "number", errors), text_of(found, "purpose", errors)
    refuse(errors)
    return normal(number), purpose


def read_address(body: Any) -> tuple[str, str]:
    """Address and purpose. Raises Problem 422."""
    found, errors = members(body, {"address", "purpose"})
    address, purpose = text_of(found, "address", errors), text_of(found, "purpose", errors)
    refuse(errors)
    return address, purpose


def read_property(body: Any) -> PropertyAsked:
    """The question. Raises Problem 422."""
    found, errors = members(body, {"address", "certificate", "purpose", "party", "lessor"})
    purpose = text_of(found, "purpose", errors)
    said = {one: text_of(found, one, errors) for one in ("address", "certificate", "party", "lessor") if one in found}
    if ("address" in found) == ("certificate" in found):
        errors.append(("", "address 和 certificate 写一个，只写一个"))
    if "lessor" in found and "party" not in found:
        errors.append(("/party", "写了 lessor 就要写 party"))
    refuse(errors)
    address, certificate, party, lessor = (said.get(one, "") for one in ("address", "certificate", "party", "lessor"))
    return PropertyAsked(purpose, address, certificate, normal(party), normal(lessor))


def read_page(body: Any) -> tuple[str, int]:
    """Whose log, and before which question it is told. Raises Problem 422."""
    holder, before = page_of(body, LARGEST)
    return normal(holder), before
