"""An application as an officer sees it: plain data for the page, its numbers masked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from actions.local_time import ZONE

from ..applying import SHOP
from ..event import Event
from ..paperwork import Paper
from ..registry import Entry
from ..status import STATUSES
from .hiding import is_hidden, plain
from .paper import Place, told_origin


def told_status(name: str) -> dict[str, Any]:
    """A status by its name, code and text."""
    status = STATUSES[name]
    return {"name": status.name, "code": status.code, "text": status.text}


def told_sections(found: Sequence[Place], provenance: Any, before: Mapping[str, Place]) -> list[dict[str, Any]]:
    """The form's sections in its order, each with its places. ``before``: places whose value the applicant corrected, as they were."""
    sections: dict[str, list[dict[str, Any]]] = {}
    origins = provenance if isinstance(provenance, dict) else {}
    for place in found:
        row: dict[str, Any] = {"pointer": place.pointer, "label": place.label, "shown": place.seen}
        if place.value:
            row["hidden"] = is_hidden(place.fact)
            row["origin"] = told_origin(origins.get(place.pointer), place.fact)
        if place.fact is None:
            row["foreign"] = True
        if place.pointer in before:
            row["before"] = before[place.pointer].seen
        sections.setdefault(place.section, []).append(row)
    return [{"title": title, "rows": rows} for title, rows in sections.items()]


def corrected(now: Sequence[Place], first: Sequence[Place]) -> dict[str, Place]:
    """The places that say otherwise than when it was handed in, as they were then; one that was not there is empty."""
    was, pointers = {one.pointer: one for one in first}, {one.pointer for one in now}
    changed = {
        one.pointer: was.get(one.pointer, Place(one.pointer, one.label, one.section, "", one.fact))
        for one in now
        if one.value != (was[one.pointer].value if one.pointer in was else "")
    }
    return {**changed, **{one.pointer: one for one in first if one.value and one.pointer not in pointers}}


def told_differences(now: Sequence[Place], before: Mapping[str, Place]) -> list[dict[str, str]]:
    """What the applicant corrected: each place as it was and as it is."""
    present = {one.pointer: one for one in now}
    return [
        {
            "pointer": pointer,
            "label": was.label,
            "before": was.seen,
            "after": present[pointer].seen if pointer in present else "",
        }
        for pointer, was in before.items()
    ]


def told_event(event: Event, name: str, paper: Paper | None = None) -> dict[str, Any]:
    """What happened, with the officer's name, and with what its paper is to whoever reads it, where it has one."""
    told = {**event.told(), "officer": name}
    return told if paper is None else {**told, "paper": "文书（草稿）" if paper.draft else "收件凭证"}


def shop(found: Sequence[Place]) -> str:
    """What the applicant's shop is called; empty where the form does not say."""
    by_name = {one.fact.id: one.value for one in found if one.fact is not None}
    return plain(next((by_name[name] for name in SHOP if by_name.get(name)), ""))


def local(moment: Any) -> str:
    """The moment as ISO text of this place."""
    return str(moment.astimezone(ZONE).isoformat())


def told_entry(entry: Entry) -> dict[str, Any]:
    """What both the list and the application tell."""
    return {
        "reference": entry.reference,
        "form": entry.form,
        "status": told_status(entry.status),
        "seq": entry.seq,
        "received": local(entry.received),
        "updated": local(entry.updated),
    }
