"""Status events <-> JSON, as cases keep them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from .happenings import Charge, Correction, Due, Licence, Paper, Point, StatusEvent, Undated
from .limits import ANSWER_LENGTH, POINTS


def load_event(data: Mapping[str, Any]) -> StatusEvent:
    """The event in JSON. Raises KeyError, TypeError, AttributeError or ValueError for what is none."""
    seq, code = data["seq"], data["code"]
    if type(seq) is not int or type(code) is not int or seq < 1:
        raise ValueError("seq and code are numbers, the first from 1")
    due, correction, undated, paper = (data.get(name) for name in ("due", "correction", "undated", "paper"))
    return StatusEvent(
        seq=seq,
        code=code,
        status=_text(data["status"]),
        text=_text(data["text"]),
        at=_text(data["at"]),
        office=_text(data.get("office")),
        words=_text(data.get("words")),
        due=None if due is None else Due(_text(due["day"]), _text(due.get("unit")), due.get("certain") is True),
        correction=None if correction is None else _correction(correction),
        licence=_licence(data.get("licence")),
        composite=_licence(data.get("composite")),
        undated=None
        if undated is None
        else Undated(int(undated["days"]), _text(undated["unit"]), int(undated["year"])),
        paper=None if paper is None else Paper(_text(paper["title"]), paper.get("draft") is not False),
        charge=_charge(data.get("charge")),
    )


def dump_event(event: StatusEvent) -> dict[str, Any]:
    """The event as JSON-ready data; ``load_event`` gives an equal one back. What it does not have is left out."""
    data: dict[str, Any] = {
        "seq": event.seq,
        "code": event.code,
        "status": event.status,
        "text": event.text,
        "at": event.at,
        **_present(office=event.office, words=event.words),
    }
    if event.due is not None:
        data["due"] = {"day": event.due.day, "unit": event.due.unit, "certain": event.due.certain}
    if event.undated is not None:
        data["undated"] = {"days": event.undated.days, "unit": event.undated.unit, "year": event.undated.year}
    if event.correction is not None:
        data["correction"] = {
            "id": event.correction.id,
            **_present(until=event.correction.until),
            "points": [dump_point(one) for one in event.correction.points],
        }
    for name, licence in (("licence", event.licence), ("composite", event.composite)):
        if licence is not None:
            data[name] = {"title": licence.title, **_present(identifier=licence.identifier)}
    if event.paper is not None:
        data["paper"] = {"title": event.paper.title, "draft": event.paper.draft}
    if event.charge is not None:
        data["charge"] = [{"title": title, "cents": cents} for title, cents in event.charge.items]
    return data


def dump_point(point: Point) -> dict[str, Any]:
    """The point as intake tells it."""
    place = _present(pointer=point.pointer, material=point.material)
    return {**place, "label": point.label, "words": point.words, **_present(basis=point.basis)}


def _correction(data: Mapping[str, Any]) -> Correction:
    return Correction(
        _text(data["id"]), _text(data.get("until")), tuple(_point(one) for one in data.get("points", ())[:POINTS])
    )


def _licence(data: Mapping[str, Any] | None) -> Licence | None:
    return None if data is None else Licence(_text(data["title"]), _text(data.get("identifier")))


def _charge(data: Sequence[Mapping[str, Any]] | None) -> Charge | None:
    return None if data is None else Charge(tuple((_text(one["title"]), int(one["cents"])) for one in data))


def _point(data: Mapping[str, Any]) -> Point:
    return Point(
        label=_text(data.get("label")),
        words=_text(data.get("words")),
        pointer=_text(data.get("pointer")),
        material=_text(data.get("material")),
        basis=_text(data.get("basis")),
    )


def _text(told: object) -> str:
    return "" if told is None else str(told)[:ANSWER_LENGTH]


def _present(**texts: str) -> dict[str, str]:
    return {name: text for name, text in texts.items() if text}
