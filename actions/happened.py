"""What intake tells of one application, event by event: read strictly, whether it was asked for or called back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from bot.engine import happenings

#: Code -> name. 1 to 15 are the exchange standard's for permit cases, 16 to 18 intake's own (api/intake/README.md).
STATUSES: Final = {
    1: "received", 2: "withdrawn", 3: "accepted", 4: "not_needed", 5: "acceptance_refused", 6: "correction_begun",
    7: "correction_ended", 8: "review_begun", 9: "special_begun", 10: "special_ended", 11: "granted",
    12: "granted_with_deferral", 13: "refused", 14: "recalled", 15: "revoked", 16: "extended", 17: "issued",
    18: "delivered",
}  # fmt: skip


class BadEvent(ValueError):
    """What was told is no event: a member that must be there is missing, or one is not what it should be."""


@dataclass(frozen=True, slots=True)
class Due:
    """When the step that begins with the event has to end: ``days`` of ``unit``, of which ``left`` were left when it was told.

    ``tables`` names the tables of working days it was reckoned with; not ``certain``: 以受理窗口为准.
    """

    day: date
    days: int
    left: int | None
    unit: str
    certain: bool
    tables: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Point:
    """One thing to correct: a place of the application (``pointer``) or a material, with the officer's words."""

    pointer: str | None
    material: str | None
    label: str
    words: str
    basis: str


@dataclass(frozen=True, slots=True)
class Correction:
    """What has to be corrected, all at once. ``until``: the last day for it, or None where none was set."""

    id: str
    until: date | None
    points: tuple[Point, ...]

    def asked(self) -> happenings.Correction:
        """The correction as a case takes it."""
        points = (
            happenings.Point(one.label, one.words, one.pointer or "", one.material or "", one.basis)
            for one in self.points
        )
        until = "" if self.until is None else self.until.isoformat()
        return happenings.Correction(self.id, until, tuple(points))


@dataclass(frozen=True, slots=True)
class Licence:
    """The electronic licence that was issued."""

    identifier: str
    title: str


@dataclass(frozen=True, slots=True)
class Paper:
    """The paper (文书) of the event, which intake prints. ``draft``: what counts is the office's own."""

    title: str
    draft: bool


@dataclass(frozen=True, slots=True)
class Happened:
    """One event of an application. ``seq`` counts from 1 for each reference; ``text`` is the status in Chinese."""

    id: str
    reference: str
    form: str
    seq: int
    code: int
    status: str
    text: str
    at: datetime
    office: str = ""
    words: str = ""
    due: Due | None = None
    correction: Correction | None = None
    licence: Licence | None = None
    paper: Paper | None = None

    def reported(self) -> happenings.StatusReported:
        """The event as a case takes it."""
        due, licence, paper = self.due, self.licence, self.paper
        event = happenings.StatusEvent(
            self.seq,
            self.code,
            self.status,
            self.text,
            self.at.isoformat(),
            self.office,
            self.words,
            None if due is None else happenings.Due(due.day.isoformat(), due.unit, due.certain),
            None if self.correction is None else self.correction.asked(),
            None if licence is None else happenings.Licence(licence.title, licence.identifier),
            None if paper is None else happenings.Paper(paper.title, paper.draft),
        )
        return happenings.StatusReported(self.reference, self.form, event)


def read_happened(told: Any) -> Happened:
    """The event. Members that are not known are passed over.

    Raises:
        BadEvent: a member is missing or wrong.
    """
    event = _object(told, "event")
    code, seq = _count(event, "code", 1), _count(event, "seq", 1)
    status = _text(event, "status")
    if STATUSES.get(code) != status:
        raise BadEvent(f"code {code} is not {status!r:.40}")
    at = _moment(_text(event, "at"))
    return Happened(
        id=_text(event, "id"),
        reference=_text(event, "reference"),
        form=_text(event, "form"),
        seq=seq,
        code=code,
        status=status,
        text=_text(event, "text"),
        at=at,
        office=_words(event, "office"),
        words=_words(event, "words"),
        due=_due(event["due"]) if event.get("due") is not None else None,
        correction=_correction(event["correction"]) if event.get("correction") is not None else None,
        licence=_licence(event["licence"]) if event.get("licence") is not None else None,
        paper=_paper(event["paper"]) if event.get("paper") is not None else None,
    )


def _due(told: Any) -> Due:
    due = _object(told, "due")
    tables, certain = due.get("tables", []), due.get("certain")
    if not isinstance(tables, list) or not all(isinstance(one, str) for one in tables):
        raise BadEvent("tables")
    if not isinstance(certain, bool):
        raise BadEvent("certain")
    left = due.get("left")
    # A limit that has passed has fewer than no days left.
    if left is not None and type(left) is not int:
        raise BadEvent("left")
    return Due(_day(due.get("day")), _count(due, "days", 0), left, _text(due, "unit"), certain, tuple(tables))


def _correction(told: Any) -> Correction:
    correction = _object(told, "correction")
    points = correction.get("points")
    if not isinstance(points, list) or not points:
        raise BadEvent("points")
    until = correction.get("until")
    return Correction(
        _text(correction, "id"), None if until is None else _day(until), tuple(_point(one) for one in points)
    )


def _point(told: Any) -> Point:
    point = _object(told, "point")
    pointer, material = point.get("pointer"), point.get("material")
    if not all(one is None or isinstance(one, str) for one in (pointer, material)) or (pointer is None) == (
        material is None
    ):
        raise BadEvent("pointer or material")  # fmt: skip
    return Point(pointer, material, _text(point, "label"), _text(point, "words"), _words(point, "basis"))


def _licence(told: Any) -> Licence:
    licence = _object(told, "licence")
    return Licence(_text(licence, "identifier"), _text(licence, "title"))


def _paper(told: Any) -> Paper:
    paper = _object(told, "paper")
    draft = paper.get("draft")
    if not isinstance(draft, bool):
        raise BadEvent("draft")
    return Paper(_text(paper, "title"), draft)


def _object(told: Any, name: str) -> Mapping[str, Any]:
    if not isinstance(told, dict):
        raise BadEvent(name)
    return told


def _text(told: Mapping[str, Any], name: str) -> str:
    """A text that must be there."""
    found = _words(told, name)
    if not found:
        raise BadEvent(name)
    return found


def _words(told: Mapping[str, Any], name: str) -> str:
    """A text that may be missing: then it is empty."""
    found = told.get(name)
    if found is not None and not isinstance(found, str):
        raise BadEvent(name)
    return found or ""


def _count(told: Mapping[str, Any], name: str, least: int) -> int:
    found = told.get(name)
    if type(found) is not int or found < least:
        raise BadEvent(name)
    return found


def _day(told: Any) -> date:
    try:
        return date.fromisoformat(told)
    except (TypeError, ValueError) as fault:
        raise BadEvent("day") from fault


def _moment(text: str) -> datetime:
    """A moment with its zone: without one it is none."""
    try:
        found = datetime.fromisoformat(text.replace("Z", "+00:00"))
    except ValueError as fault:
        raise BadEvent("at") from fault
    if found.tzinfo is None:
        raise BadEvent("at")
    return found
