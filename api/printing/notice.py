"""What the 一次告知 tells: everything that has to be done and brought for this case, at once, and nobody's data."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from bot.catalog.condition_words import in_words
from bot.catalog.drawing.settling import ALWAYS, NEVER, Settling
from bot.engine import Catalog, Release

from .materials import doubted, told_material

#: Entries of ``forms/items.yml``, by where the notice tells them.
_CONDITIONS: Final = ("办理条件",)
_AFTERWARDS: Final = ("办好以后",)


def told_notice(catalog: Catalog, release: Release, state: Mapping[str, Any], on: date) -> dict[str, Any]:
    """Everything ``notice.html`` shows; plain data. ``state``: the conversation as the API gives it."""
    case = state["case"]
    receipt = case.get("receipt")
    return {
        "title": release.scenario.title,
        "day": on,
        "stage": case["stage"],
        "missing": sum(len(one["missing"]) for one in case["applications"]),
        "outcome": case.get("outcome", {}).get("text"),
        "receipt": receipt["references"] if receipt else {},
        "items": [_item(catalog, release, one["form"]) for one in case["applications"]],
        "materials": _materials(release, case["materials"], on),
        "warnings": [_line(release, one) for one in case.get("warnings", ())],
        "reports": [_line(release, one) for one in case.get("reports", ())],
    }


def _item(catalog: Catalog, release: Release, form: str) -> dict[str, Any]:
    """What is told of the form's item: conditions, then the rest, then what comes after it."""
    found = release.forms[form]
    item = catalog.items.get(found.item)
    entries = item.entries if item is not None else ()
    told = [{"label": one.label, "text": doubted(one.text, one.certain), "source": one.source} for one in entries]
    return {
        "form": form,
        "title": found.title,
        "item": item.title if item is not None else found.title,
        "conditions": [one for one in told if one["label"] in _CONDITIONS],
        "entries": [one for one in told if one["label"] not in (*_CONDITIONS, *_AFTERWARDS)],
        "afterwards": [one for one in told if one["label"] in _AFTERWARDS],
    }


def _materials(release: Release, materials: list[dict[str, Any]], on: date) -> list[dict[str, Any]]:
    """Each with the forms that want it, and why this case does."""
    settling = Settling(release)
    told = []
    for one in materials:
        wanting = [form for form in release.forms.values() if any(own.id == one["id"] for own in form.materials)]
        condition = next((own.when for form in wanting for own in form.materials if own.id == one["id"]), None)
        settled = settling.settle(condition)
        why = "" if settled in (ALWAYS, NEVER) else in_words(settled, release.facts, release.figures, on=on)
        told.append({**told_material(one), "forms": [form.title for form in wanting], "why": why})
    return told


def _line(release: Release, line: Mapping[str, Any]) -> dict[str, str]:
    """A warning or a report with the source of the rule that raised it."""
    rule = next((one for one in release.scenario.rules if one.id == line["rule"]), None)
    return {"text": doubted(line["text"], line["certain"]), "source": rule.source if rule is not None else ""}
