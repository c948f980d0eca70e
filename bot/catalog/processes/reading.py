"""Documents of departments, processes and bundles -> their frozen definitions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..definitions import Builder
from ..source import fingerprint
from ..yaml_reader import Document
from .catalogue import ItemVersion
from .definitions import (
    After,
    Department,
    DepartmentCode,
    DepartmentContact,
    DepartmentRemedies,
    Elsewhere,
    Fee,
    JointBundle,
    JointLicence,
    JointOrder,
    JointPart,
    Process,
    ProcessStep,
    Result,
    SameMaterial,
    StepKind,
    StepLimit,
    Term,
)


def departments_of(document: Document | None) -> dict[str, Department]:
    """The departments by id; none where there is no file."""
    entries = document.data["departments"] if document is not None else {}
    return {
        name: Department(
            name,
            entry["title"],
            entry["short"],
            entry["source"],
            entry.get("certain", True),
            _contact(entry.get("contact", {})),
            _remedies(entry.get("remedies", {})),
            _code(entry.get("uscc", {})),
        )
        for name, entry in entries.items()
    }


def _contact(entry: Mapping[str, Any]) -> DepartmentContact:
    return DepartmentContact(
        entry.get("person", ""), entry.get("phone", ""), entry.get("address", ""), entry.get("certain", False)
    )


def _remedies(entry: Mapping[str, Any]) -> DepartmentRemedies:
    return DepartmentRemedies(
        entry.get("review_body", ""), entry.get("court", ""), entry.get("online", ""), entry.get("certain", False)
    )


def _code(entry: Mapping[str, Any]) -> DepartmentCode:
    return DepartmentCode(entry.get("code", ""), entry.get("certain", False))


def items_of(builder: Builder, document: Document | None) -> dict[int, ItemVersion]:
    """Every version of every item by its place in the file; one whose dates cannot be read is an issue of the builder's, and left out."""
    if document is None:
        return {}
    read = {at: _item(builder, document, entry, at) for at, entry in enumerate(document.data["items"])}
    return {at: one for at, one in read.items() if one is not None}


def _item(builder: Builder, document: Document, entry: Mapping[str, Any], at: int) -> ItemVersion | None:
    start = builder.day(document, entry["from"], "items", at, "from")
    until = builder.day(document, entry["until"], "items", at, "until")
    if start is None or (until is None and entry["until"] is not None):
        return None
    return ItemVersion(
        code=entry["code"],
        version=entry["version"],
        form=entry["form"],
        title=entry["title"],
        type=entry["type"],
        department=entry["department"],
        start=start,
        until=until,
        source=entry["source"],
        certain=entry.get("certain", True),
        as_given=entry.get("as_given", False),
    )


def process_of(builder: Builder, document: Document) -> Process:
    """The process in one file; a condition that cannot be read is an issue of the builder's, and counts as none."""
    data = document.data
    return Process(
        form=data["form"],
        lead=data["lead"],
        results=tuple(_result(builder, document, entry, at) for at, entry in enumerate(data["results"])),
        steps=tuple(_step(builder, document, entry, at) for at, entry in enumerate(data["steps"])),
        elsewhere=tuple(
            Elsewhere(when, entry["lead"], entry["source"], entry.get("certain", True))
            for at, entry in enumerate(data.get("elsewhere", ()))
            if (when := builder.condition(document, entry["when"], "elsewhere", at, "when")) is not None
        ),
        version=fingerprint(data),
        fees=tuple(_fee(builder, document, entry, at) for at, entry in enumerate(data.get("fees", ()))),
    )


def bundles_of(document: Document | None) -> dict[str, JointBundle]:
    """The bundles by id; none where there is no file."""
    entries = document.data["bundles"] if document is not None else {}
    return {name: _bundle(name, entry) for name, entry in entries.items()}


def same_materials_of(document: Document | None) -> tuple[SameMaterial, ...]:
    """The materials that are one thing under several names."""
    entries = document.data.get("materials", ()) if document is not None else ()
    return tuple(SameMaterial(entry["label"], frozenset(map(material_place, entry["same"]))) for entry in entries)


def material_place(text: str) -> tuple[str, str]:
    """``food_operation/M02`` as form and material."""
    form, _, material = text.partition("/")
    return form, material


def _step(builder: Builder, document: Document, entry: Mapping[str, Any], at: int) -> ProcessStep:
    return ProcessStep(
        id=entry["id"],
        title=entry["title"],
        kind=StepKind(entry["kind"]),
        department=entry.get("department"),
        when=builder.condition(document, entry.get("when"), "steps", at, "when"),
        limit=_limit(entry["limit"]) if "limit" in entry else None,
        after=tuple(
            After(one["step"], one.get("source", ""), one.get("certain", True)) for one in entry.get("after", ())
        ),
        reason=entry.get("reason"),
        source=entry.get("source", ""),
        certain=entry.get("certain", True),
    )


def _result(builder: Builder, document: Document, entry: Mapping[str, Any], at: int) -> Result:
    when = builder.condition(document, entry.get("when"), "results", at, "when")
    return Result(entry["kind"], entry["title"], when, entry["source"], entry.get("certain", True))


def _fee(builder: Builder, document: Document, entry: Mapping[str, Any], at: int) -> Fee:
    when = builder.condition(document, entry.get("when"), "fees", at, "when")
    return Fee(entry["title"], entry["cents"], entry["source"], when)


def _limit(data: Mapping[str, Any]) -> StepLimit:
    return StepLimit(data["since"], _term(data["law"]), _term(data["promised"]) if "promised" in data else None)


def _term(data: Mapping[str, Any]) -> Term:
    return Term(data["days"], data["unit"], data["source"], data.get("extension", 0), data.get("certain", True))


def _bundle(name: str, data: Mapping[str, Any]) -> JointBundle:
    licence = data.get("licence")
    return JointBundle(
        id=name,
        title=data["title"],
        industry=data["industry"],
        scenarios=tuple(data["scenarios"]),
        lead=data["lead"],
        parts=tuple(JointPart(one["form"], one.get("optional", False)) for one in data["parts"]),
        licence=_licence(licence) if licence is not None else None,
        promised=_term(data["promised"]) if "promised" in data else None,
        order=tuple(
            JointOrder(one["form"], one["after"], one.get("source", ""), one.get("certain", True))
            for one in data.get("order", ())
        ),
        version=fingerprint(data),
    )


def _licence(data: Mapping[str, Any]) -> JointLicence:
    return JointLicence(data["title"], data["source"], data.get("certain", True))
