"""Where a case stands, as the interfaces tell it: design of the *turn* in JSON-ready data."""

from __future__ import annotations

from typing import Any, Final

from bot.engine import Address, Case, Catalog, Position
from bot.engine.amend import parked
from bot.engine.case import AwaitAct, AwaitChange, AwaitChoice, AwaitValue, Roster
from bot.engine.checking import KNOWN
from bot.engine.confirming import REVIEW
from bot.engine.document import Application
from bot.engine.facts import Limits
from bot.engine.materials import AS_FILES
from bot.engine.position import is_known
from bot.engine.review import Review, review
from bot.engine.undertakings import Undertaking
from bot.engine.view import View
from bot.engine.wanted import Wanted

from .aftermath import describe_corrections, describe_standing
from .by_section import by_section
from .documents.answers import Answers
from .documents.offering import offered
from .hand_off_state import hand_off
from .held_files import NONE, Files
from .material_reasons import reason
from .receipt import describe_receipt
from .speech import Message, Speaker
from .speech.settled import settled_words


def describe(
    catalog: Catalog, case: Case, position: Position, messages: list[Message], files: Files = NONE
) -> dict[str, Any]:
    """The turn as the API gives it: ``seq``, ``messages``, ``asking``, ``progress``, ``case``."""
    low, high = position.remaining
    return {
        "seq": case.seq,
        "messages": messages,
        "asking": _asking(case, position),
        "progress": {"answered": position.answered, "remaining_min": low, "remaining_max": high},
        "case": _case(catalog, case, position, files),
    }


def summarise(catalog: Catalog, case: Case, position: Position) -> dict[str, Any]:
    """The same in short, for a list: what is applied for, how far it is, what is asked, what intake said."""
    low, high = position.remaining
    asking = _asking(case, position)
    release = catalog.pinned(case.scenario, case.version) if case.scenario is not None else None
    told: dict[str, Any] = {
        "scenario": case.scenario,
        "title": release.scenario.title if release is not None else "",
        "stage": position.stage,
        "progress": {"answered": position.answered, "remaining_min": low, "remaining_max": high},
        "asking": asking.get("label", "") if asking is not None else "",
    }
    told.update(_handed_in(case))
    return told


def _handed_in(case: Case) -> dict[str, Any]:
    """How the submission stands, and the receipt's numbers once there is one; nothing before it was asked for."""
    if case.submission is None:
        return {}
    told: dict[str, Any] = {"submission": case.submission.state}
    if case.submission.state == "received":
        references = case.submission.references
        told["receipt"] = {"reference": "、".join(references.values()), "references": dict(references)}
    return told


def _case(catalog: Catalog, case: Case, position: Position, files: Files) -> dict[str, Any]:
    told: dict[str, Any] = {"scenario": case.scenario, "stage": position.stage, "applications": [], "materials": []}
    if case.clerk is not None:
        told["clerk"] = {"name": case.clerk.name}
    elif case.call is not None:
        told["called"] = case.call.since.isoformat()
    if position.view is not None:
        speaker = Speaker(catalog, position)
        found = review(position.view)
        told["applications"] = [_application(speaker, one) for one in found.applications]
        told["open"] = _open(speaker, case)
        told["parked"] = _parked(speaker, case)
        told["lists"] = _lists(speaker, case)
        told["materials"] = _materials(speaker, position.view, found, files)
        if unneeded := _unneeded(position.view, found, files):
            told["unneeded"] = unneeded
        told["warnings"] = [
            {"id": text, "rule": rule, "text": catalog.texts[text], "certain": sure}
            for text, rule, sure in found.warnings
        ]
        told["reports"] = [
            {"id": text, "rule": rule, "text": catalog.texts[text], "certain": sure}
            for text, rule, sure in found.reports
        ]
    if position.outcome is not None:
        outcome, rule = position.outcome
        told["outcome"] = {"id": outcome.id, "kind": outcome.kind, "text": outcome.text, "rule": rule}
    if case.submission is not None:
        told["submission"] = case.submission.state
    if (handed := hand_off(case.submission)) is not None:
        told["hand_off"] = handed.told()
    if case.submission is not None and case.submission.state == "received":
        release = position.view.release if position.view is not None else None
        told["receipt"] = describe_receipt(catalog, release, case.submission)
        told["standing"] = describe_standing(case, position)
    if position.corrections:
        told["correction"] = describe_corrections(case, position)
    return told


def _application(speaker: Speaker, found: Application) -> dict[str, Any]:
    return {
        "form": found.form.id,
        "title": found.form.title,
        "fields": {
            filled.pointer: {
                "value": filled.value,
                "display": speaker.shown(filled.address, filled.value),
                "label": speaker.label(filled.address),
                "fact": filled.address.key,
                "source": filled.source,
                "confirmed": filled.confirmed,
            }
            for filled in found.filled
        },
        "sections": [
            {"title": section.title, "fields": [filled.pointer for filled in inside]}
            for section, inside in by_section(found)
        ],
        "declarations": [
            {"pointer": filled.pointer, "text": speaker.wording(filled.address).ask}
            for filled in found.filled
            if speaker.is_declaration(filled.address)
        ],
        "missing": list(found.missing),
    }


def _open(speaker: Speaker, case: Case) -> list[dict[str, Any]]:
    """What can be answered now, in the order it would be asked; ``put_off`` where it was, and who is to know it."""
    return [_one_open(speaker, case, one) for one in speaker.position.wanted]


def _one_open(speaker: Speaker, case: Case, wanted: Wanted) -> dict[str, Any]:
    key, view = wanted.address.key, speaker.position.view
    told: dict[str, Any] = {"fact": key, "label": speaker.label(wanted.address)}
    if view is not None and (care := view.release.facts[wanted.address.fact].sensitivity) != "public":
        told["sensitivity"] = care
    if wanted.more:
        told["list"] = True
    if key in case.todos:
        told["put_off"] = case.todos[key].who
    return told


def _parked(speaker: Speaker, case: Case) -> list[dict[str, Any]]:
    """Answers that do not count now, and will when they matter again."""
    view = speaker.position.view
    if view is None:
        return []
    return [
        {
            "fact": address.key,
            "label": speaker.label(address),
            "display": speaker.stored(address, case.answers[address.key]),
        }
        for address in parked(view)
        if address.fact in view.release.facts and address.key in case.answers
    ]


def _lists(speaker: Speaker, case: Case) -> list[dict[str, Any]]:
    """The lists that count now, with the addresses of their items, by which each can be removed."""
    view = speaker.position.view
    if view is None:
        return []
    counting = [
        (Address(name), roster)
        for name, roster in case.lists.items()
        if roster.items and name in view.release.facts and view.relevant(Address(name)) is not False
    ]
    return [
        {
            "fact": address.key,
            "label": speaker.label(address),
            "items": [Address(address.fact, item).key for item in roster.items],
        }
        for address, roster in counting
    ]


def editable(speaker: Speaker, case: Case, key: str) -> dict[str, Any] | None:
    """The fact at an address as if it were asked, with its ``value`` now; None when nobody can answer it.

    What is masked when it is shown has no value here: it can only be put in anew.
    """
    address, view = Address.parse(key), speaker.position.view
    if address is None or view is None or not is_known(speaker.position, address) or not _is_open(view, case, address):
        return None
    resolved = view.at(address) if view.release.facts[address.fact].kind != "list" else None
    if view.relevant(address) is False or (resolved is not None and resolved.source in COMPUTED):
        return None
    told = _question(speaker.position, "", address) or {}
    stored = case.answers.get(key)
    if stored is not None and stored.absence is None and view.release.facts[address.fact].sensitivity != "sensitive":
        told["value"] = stored.value
    return told


def _is_open(view: View, case: Case, address: Address) -> bool:
    """Whether the address is outside lists, in an item that is there, or in the next one."""
    roster = case.lists.get(view.release.plan.list_of.get(address.fact, address.fact), Roster())
    return address.item is None or address.item in (*roster.items, str(roster.next))


def _materials(speaker: Speaker, view: View, found: Review, files: Files) -> list[dict[str, Any]]:
    made = {one.id: one for one in offered(Answers(view, speaker), found)}
    return [
        {
            "id": material.id,
            "label": material.label,
            "mode": material.mode,
            "how": found.standings[material.id].how,
            "settled": settled_words(speaker, material, found.standings[material.id]),
            "offers": [_offer(one) for one in found.offers[material.id]],
            "why": reason(view, material.when),
            "basis": material.basis,
            "note": material.note,
            "certain": material.certain,
            "optional": material.optional,
            "document": made[material.generate].told() if material.generate else None,
            "files": [file.told() for file in files.get(material.id, ())],
        }
        for material in found.materials
    ]


def _offer(offer: Undertaking) -> dict[str, Any]:
    return {
        "how": offer.how,
        "text": offer.text,
        "basis": offer.basis,
        "certain": offer.certain,
        "days": offer.days,
        "version": offer.version,
    }


def _unneeded(view: View, found: Review, files: Files) -> list[dict[str, Any]]:
    """Files of materials that are not asked for any more: they stay, in case they are again, and are not handed in."""
    asked = {material.id for material in found.materials if material.mode in AS_FILES}
    labels = {material.id: material.label for form in view.release.forms.values() for material in form.materials}
    return [
        {"id": material, "label": labels.get(material, material), "files": [file.told() for file in some]}
        for material, some in files.items()
        if material not in asked
    ]


def _asking(case: Case, position: Position) -> dict[str, Any] | None:
    """What a reply would answer now, or None: a question, another item, a confirmation, a choice, the review."""
    view = position.view
    top = case.stack[-1] if case.stack else None
    if isinstance(top, AwaitChoice):
        return {"instance": top.instance, "fact": None, "kind": "scenario", "options": list(top.candidates)}
    if isinstance(top, (AwaitValue, AwaitChange, AwaitAct)):
        fact = top.address.key if isinstance(top, AwaitValue) else None
        return {"instance": top.instance, "fact": fact, "kind": "confirm"}
    asked = case.asked
    if asked is None or view is None or case.paused or position.stage not in ("asking", "review"):
        return None
    if asked.address == REVIEW:
        return {"instance": asked.instance, "fact": None, "kind": "review"}
    if asked.address == KNOWN:
        return {"instance": asked.instance, "fact": None, "kind": "confirm"}
    return _question(position, asked.instance, asked.address)


#: Sources of values that follow from others, or from the scenario: nobody can answer them.
COMPUTED: Final = ("derived", "scenario", "parked")
#: Limits that a page can tell before the answer is sent.
_TOLD: Final = (
    "minimum", "above", "maximum", "min_length", "max_length", "pattern", "min_items", "max_items", "not_after", "not_before",
)  # fmt: skip


def _limits(limits: Limits) -> dict[str, Any]:
    """Those that there are; of a day the only one is ``today``."""
    return {name: bound for name in _TOLD if (bound := getattr(limits, name)) is not None}


def _question(position: Position, instance: str, address: Address) -> dict[str, Any] | None:
    view = position.view
    if view is None:
        return None
    fact = view.release.facts[address.fact]
    told: dict[str, Any] = {
        "instance": instance,
        "fact": address.key,
        "kind": "more" if fact.kind == "list" else fact.kind,
        "label": fact.label,
        "optional": fact.optional,
    }
    if fact.sensitivity != "public":
        told["sensitivity"] = fact.sensitivity
    if fact.unit is not None:
        told["unit"] = fact.unit
    if limits := _limits(fact.limits):
        told["limits"] = limits
    if fact.options:
        told["options"] = [
            {"value": option.value, "label": option.label} for option in view.release.offered(address.fact)
        ]
    return told
