"""What the 一次告知 at the counter tells: all that is still missing, by field and material, with why and by what rule. Nobody's data."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from bot.catalog.fact_words import fact_label
from bot.engine import Release
from bot.engine.address import fact_of
from bot.engine.materials import OPTIONAL, TO_UPLOAD
from bot.engine.undertakings import DEFERRED, PROMISED

from .materials import doubted, told_material

#: Names a law or rule: a reason that names none is not known for certain.
_CITED: Final = re.compile(r"《|第[〇零一二三四五六七八九十百]+条")
_LATER: Final = (PROMISED, DEFERRED)


def told_lacking(release: Release, state: Mapping[str, Any], on: date, place: str) -> dict[str, Any]:
    """Everything ``lacking.html`` shows; plain data.

    Args:
        state: the conversation as the API gives it. place: the window or outlet that prints it.
    """
    case = state["case"]
    materials = list(case["materials"])
    wanted = [one for one in materials if one["how"] == TO_UPLOAD and not one["files"] and not one["optional"]]
    later = [one for one in materials if one["how"] in _LATER]
    choice = [one for one in materials if one not in later and not one["files"] and _is_choice(one)]
    rest = [one for one in materials if one not in (*wanted, *later, *choice)]
    return {
        "title": release.scenario.title,
        "day": on,
        "place": place,
        "stage": case["stage"],
        "forms": [release.forms[one["form"]].title for one in case["applications"]],
        "open": [_question(release, one) for one in case.get("open", ())],
        "perhaps": _perhaps(release, case),
        "corrections": [_correction(release, one) for one in case.get("correction", ())],
        "wanted": [_material(one) for one in wanted],
        "later": [_material(one) for one in later],
        "choice": [_material(one) for one in choice],
        "rest": [_material(one) for one in rest],
    }


def _is_choice(material: Mapping[str, Any]) -> bool:
    return bool(material["how"] == OPTIONAL or (material["how"] == TO_UPLOAD and material["optional"]))


def _question(release: Release, one: Mapping[str, Any]) -> dict[str, str]:
    """What is still to be told, and why."""
    fact = fact_of(one["fact"])
    question = release.plan.question.get(fact)
    own = release.facts[fact].wording.why if fact in release.facts else ""
    why = (question.wording.why if question is not None and question.wording is not None else "") or own
    return {
        "label": one["label"],
        "why": doubted((why or "办这件事要用").rstrip("。"), _CITED.search(why) is not None),
    }


def _perhaps(release: Release, case: Mapping[str, Any]) -> list[str]:
    """Names of places that are empty, and of which the answers that are still to come decide whether they are to be filled in."""
    asked = {fact_of(one["fact"]) for one in case["open"]}
    asked |= {part for name in asked if name in release.facts for part in release.facts[name].parts.values()}
    found = (
        (field, release.facts[field.fact])
        for one in case["applications"]
        for field in release.forms[one["form"]].fields
        if any(pointer == field.pointer or pointer.startswith(field.pointer + "/") for pointer in one["missing"])
    )
    left = [fact_label(fact.id, release.facts) for field, fact in found if fact.id not in asked and fact.derive is None]
    return list(dict.fromkeys(left))


def _material(material: Mapping[str, Any]) -> dict[str, Any]:
    return {**told_material(material), "why": material["why"], "kept": len(material["files"])}


def _correction(release: Release, correction: Mapping[str, Any]) -> dict[str, Any]:
    form = release.forms.get(correction["form"])
    return {
        "title": form.title if form is not None else correction["form"],
        "reference": correction["reference"],
        "until": correction["until"],
        "points": [
            {"label": one["label"], "words": one["words"], "basis": one.get("basis", "")}
            for one in correction["points"]
            if not one["settled"]
        ],
    }
