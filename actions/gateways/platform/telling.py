"""The platform's list of steps -> the events of an application, each under the number of its place in that list. Pure.

The list is taken to grow at its end only. A step that the file has no status for keeps its number and is not told; so is one that
is older than the one before it, and one that only says the last one again. Where the file learns a status later, its steps are
told then, under the numbers they always had.
"""

from __future__ import annotations

import logging
from datetime import date, datetime
from typing import Any, Final

from bot.catalog.platforms import STATUSES, CorrectionPlaces, Platform
from bot.engine import StatusReported, read_report
from bot.engine.reports import BadReport

from ...ports import Stuck, Unavailable
from .answers import Unmapped, moment_of, status_of
from .wire import place_in, text_at

_LOG: Final = logging.getLogger("daoban.platform")


def events_of(platform: Platform, told: Any, reference: str, after: int) -> tuple[StatusReported, ...]:
    """What happened after the event of this number, up to a step that somebody has to look at.

    Raises:
        Unavailable: this is no list of steps. Stuck: the very next step is one that somebody has to look at.
    """
    answer = platform.calls["events"].answer
    steps, form = place_in(told, answer.list), _form(platform, text_at(told, answer.item))
    if not isinstance(steps, list):
        raise Unavailable("no_events")
    found: list[StatusReported] = []
    latest: datetime | None = None
    for seq, step in enumerate(steps, 1):
        if seq > 1 and step == steps[seq - 2]:
            continue
        try:
            event = _event(platform, step, seq, reference, form)
        except Unmapped as unmapped:
            _LOG.warning(
                "%s: status %s of step %s is not in the platform's file, and not told", reference, unmapped, seq
            )
            continue
        except Stuck as fault:
            if seq <= after:
                continue
            if not found:
                raise
            _LOG.error("%s: %s in step %s; it is not told, and nothing after it", reference, fault.code, seq)
            break
        at = datetime.fromisoformat(event.event.at)
        if latest is not None and at < latest:
            _LOG.warning("%s: step %s is older than the one before it, and not told", reference, seq)
            continue
        latest = at
        if seq > after:
            found.append(event)
    return tuple(found)


def _form(platform: Platform, item: str) -> str:
    """The form that is handed in for the item. Raises Stuck where the file has none."""
    found = next((name for name, one in platform.forms.items() if one.item == item), None)
    if found is None:
        raise Stuck("unknown_item")
    return found


def _event(platform: Platform, step: Any, seq: int, reference: str, form: str) -> StatusReported:
    """Raises Unmapped, and Stuck where the step cannot be read or its status is not decided."""
    places, unread = platform.events, Stuck("bad_step")
    code = text_at(step, places.status)
    if not code:
        raise unread
    status = status_of(platform, code, step)
    number, text = STATUSES[status]
    try:
        event: dict[str, Any] = {
            "id": f"{reference}:{seq}",
            "reference": reference,
            "form": form,
            "seq": seq,
            "code": number,
            "status": status,
            "text": text,
            "at": moment_of(platform, place_in(step, places.at), "bad_step").isoformat(),
            "office": text_at(step, places.office),
            "words": text_at(step, places.words),
        }
        if status == "correction_begun" and places.correction is not None:
            _add_correction(platform, places.correction, step, event)
        if status == "issued" and text_at(step, places.licence):
            event["licence"] = {
                "identifier": text_at(step, places.licence),
                "title": text_at(step, places.licence_title) or "证照",
            }
        return read_report(event)
    except (BadReport, Unavailable) as fault:
        raise unread from fault


def _add_correction(platform: Platform, places: CorrectionPlaces, step: Any, event: dict[str, Any]) -> None:
    """What is to be corrected is in the event: what has a place opens its question, anything else is told in words."""
    listed = place_in(step, places.points)
    points, loose = [], [event["words"]] if event["words"] else []
    for one in listed if isinstance(listed, list) else []:
        label, words = text_at(one, places.label), text_at(one, places.words)
        pointer, material = text_at(one, places.pointer), text_at(one, places.material)
        place = {"pointer": pointer} if pointer else {"material": material} if material else {}
        if place and label and words:
            points.append({**place, "label": label, "words": words, "basis": text_at(one, places.basis)})
        else:
            loose.append("：".join(part for part in (label, words) if part))
    event["words"] = "；".join(part for part in loose if part)
    number = text_at(step, places.id)
    if points and number:
        until = place_in(step, places.until)
        event["correction"] = {"id": number, "until": _day(platform, until), "points": points}


def _day(platform: Platform, told: Any) -> str | None:
    """A last day of theirs, which may be a day or a moment; None where there is none."""
    if told in (None, ""):
        return None
    try:
        return date.fromisoformat(str(told)).isoformat()
    except ValueError:
        return moment_of(platform, told, "bad_step").date().isoformat()
