"""What intake tells of one application, event by event: read strictly, whether it was asked for or called back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from .happenings import STATUSES, Charge, Correction, Due, Licence, Paper, Point, StatusEvent, StatusReported, Undated
from .limits import ANSWER_LENGTH, POINTS
from .moments import read_moment


class BadReport(ValueError):
    """What was told is no event: a member that must be there is missing, or one is not what it should be."""


def read_report(told: Any) -> StatusReported:
    """The event that intake tells. Members that are not known are passed over, texts that are too long cut off.

    Raises:
        BadReport: a member is missing or wrong.
    """
    event = _object(told, "event")
    _text(event, "id")
    code, seq = _count(event, "code", 1), _count(event, "seq", 1)
    status = _text(event, "status")
    if STATUSES.get(code) != status:
        raise BadReport(f"code {code} is not {status!r:.40}")
    happened = StatusEvent(
        seq=seq,
        code=code,
        status=status,
        text=_text(event, "text"),
        at=_moment(event),
        office=_words(event, "office"),
        words=_words(event, "words"),
        due=_due(event["due"]) if event.get("due") is not None else None,
        correction=_correction(event["correction"]) if event.get("correction") is not None else None,
        licence=_licence(event["licence"]) if event.get("licence") is not None else None,
        composite=_licence(event["composite"]) if event.get("composite") is not None else None,
        undated=_undated(event["undated"]) if event.get("undated") is not None else None,
        paper=_paper(event["paper"]) if event.get("paper") is not None else None,
        charge=_charge(event["charge"]) if event.get("charge") is not None else None,
    )
    return StatusReported(_text(event, "reference"), _text(event, "form"), happened)


def _due(told: Any) -> Due:
    due = _object(told, "due")
    tables, certain = due.get("tables", []), due.get("certain")
    if not isinstance(tables, list) or not all(isinstance(one, str) for one in tables):
        raise BadReport("tables")
    if not isinstance(certain, bool):
        raise BadReport("certain")
    _count(due, "days", 0)
    return Due(_day(due.get("day")), _text(due, "unit"), certain)


def _undated(told: Any) -> Undated:
    undated = _object(told, "undated")
    return Undated(_count(undated, "days", 0), _text(undated, "unit"), _count(undated, "year", 1))


def _correction(told: Any) -> Correction:
    correction = _object(told, "correction")
    points, until = correction.get("points"), correction.get("until")
    if not isinstance(points, list) or not points:
        raise BadReport("points")
    last = "" if until is None else _day(until)
    return Correction(_text(correction, "id"), last, tuple(_point(one) for one in points)[:POINTS])


def _point(told: Any) -> Point:
    point = _object(told, "point")
    pointer, material = _place(point, "pointer"), _place(point, "material")
    if (pointer is None) == (material is None):
        raise BadReport("pointer or material")
    return Point(_text(point, "label"), _text(point, "words"), pointer or "", material or "", _words(point, "basis"))


def _place(told: Mapping[str, Any], name: str) -> str | None:
    return None if told.get(name) is None else _words(told, name)


def _licence(told: Any) -> Licence:
    licence = _object(told, "licence")
    return Licence(_text(licence, "title"), _text(licence, "identifier"))


def _paper(told: Any) -> Paper:
    paper = _object(told, "paper")
    draft = paper.get("draft")
    if not isinstance(draft, bool):
        raise BadReport("draft")
    return Paper(_text(paper, "title"), draft)


def _charge(told: Any) -> Charge:
    items = _object(told, "charge").get("items")
    if not isinstance(items, list) or not 0 < len(items) <= POINTS:
        raise BadReport("items")
    read = (_object(one, "item") for one in items)
    return Charge(tuple((_text(one, "title"), _count(one, "cents", 1)) for one in read))


def _object(told: Any, name: str) -> Mapping[str, Any]:
    if not isinstance(told, dict):
        raise BadReport(name)
    return told


def _text(told: Mapping[str, Any], name: str) -> str:
    """A text that must be there."""
    found = _words(told, name)
    if not found:
        raise BadReport(name)
    return found


def _words(told: Mapping[str, Any], name: str) -> str:
    """A text that may be missing: then it is empty."""
    found = told.get(name)
    if found is not None and not isinstance(found, str):
        raise BadReport(name)
    return (found or "")[:ANSWER_LENGTH]


def _count(told: Mapping[str, Any], name: str, least: int) -> int:
    found = told.get(name)
    if type(found) is not int or found < least:
        raise BadReport(name)
    return found


def _day(told: Any) -> str:
    """A day as ISO 8601 text."""
    try:
        return date.fromisoformat(told).isoformat()
    except (TypeError, ValueError) as fault:
        raise BadReport("day") from fault


def _moment(told: Mapping[str, Any]) -> str:
    """A moment with its zone, as ISO 8601 text: without a zone it is none."""
    try:
        return read_moment(_text(told, "at")).isoformat()
    except ValueError as fault:
        raise BadReport("at") from fault
