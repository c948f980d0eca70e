"""A document of a platform -> its frozen definition."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Any

from ..yaml_reader import Document
from .definitions import (
    Answer,
    Call,
    CorrectionPlaces,
    Decided,
    EventPlaces,
    FormThere,
    Platform,
    ProblemPlaces,
    Signing,
)


def platform_of(document: Document) -> Platform:
    """The platform of one file, called as the file is."""
    data = document.data
    statuses: dict[str, str | Decided] = dict(data["statuses"])
    statuses.update({name: Decided(one["by"], one["values"]) for name, one in data.get("several", {}).items()})
    entry = data["outcome"]
    return Platform(
        id=PurePosixPath(document.file).stem,
        title=data["title"],
        certain=data.get("certain", True),
        signing=_signing(data["signing"]),
        idempotency=data["idempotency"],
        code=entry["code"],
        success=frozenset(entry["success"]),
        errors=entry["errors"],
        problems=_problems(entry["problems"]) if "problems" in entry else None,
        times=data["times"],
        forms={name: _form(one) for name, one in data["forms"].items()},
        calls=_calls(data["calls"]),
        material=data["material"],
        modes=data.get("modes", {}),
        events=_events(data["events"]),
        statuses=statuses,
    )


def _signing(entry: Mapping[str, Any]) -> Signing:
    return Signing(
        entry["key"],
        entry["timestamp"],
        entry["nonce"],
        entry["signature"],
        entry.get("unit", "seconds"),
        entry.get("encoding", "hex"),
    )


def _problems(entry: Mapping[str, Any]) -> ProblemPlaces:
    return ProblemPlaces(entry["list"], entry["pointer"], entry["message"])


def _form(entry: Mapping[str, Any]) -> FormThere:
    return FormThere(entry["item"], entry["version"], entry.get("body", {}))


def _calls(entry: Mapping[str, Any]) -> dict[str, Call]:
    found = {
        "submit": _call(entry["submit"]),
        "supplement": _call(entry["supplement"]),
        "withdraw": _call(entry["withdraw"]),
        "events": _call(entry["events"]),
    }
    if "check" in entry:
        found["check"] = _call(entry["check"])
    if "find" in entry:
        found["find"] = _call(entry["find"])
    return found


def _call(entry: Mapping[str, Any]) -> Call:
    return Call(
        entry["method"],
        entry["path"],
        entry.get("body", {}),
        entry.get("always", {}),
        _answer(entry.get("answer", {})),
    )


def _answer(entry: Mapping[str, Any]) -> Answer:
    return Answer(
        entry.get("reference", ""),
        entry.get("received_at", ""),
        entry.get("status", ""),
        entry.get("item", ""),
        entry.get("list", ""),
    )


def _events(entry: Mapping[str, Any]) -> EventPlaces:
    return EventPlaces(
        status=entry["status"],
        at=entry["at"],
        office=entry.get("office", ""),
        words=entry.get("words", ""),
        licence=entry.get("licence", ""),
        licence_title=entry.get("licence_title", ""),
        correction=_correction(entry["correction"]) if "correction" in entry else None,
    )


def _correction(entry: Mapping[str, Any]) -> CorrectionPlaces:
    return CorrectionPlaces(
        id=entry["id"],
        points=entry["points"],
        label=entry["label"],
        words=entry["words"],
        until=entry.get("until", ""),
        pointer=entry.get("pointer", ""),
        material=entry.get("material", ""),
        basis=entry.get("basis", ""),
    )
