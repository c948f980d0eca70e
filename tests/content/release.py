"""Published data -> the engine's release, without the catalog: only what walking through a scenario needs."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from bot.engine.catalog import Release
from bot.engine.condition_parser import parse_condition
from bot.engine.conditions import Condition
from bot.engine.derivations import Derivation
from bot.engine.facts import Fact, Limits, Option, Wording
from bot.engine.figures import Figure, Period
from bot.engine.forms import Check, Field, Form, Material, Section
from bot.engine.scenario import Outcome, Permit, Question, Rule, Scenario

from .published import FORMS, ROOT, read, schema


def release(data: dict[str, Any]) -> Release:
    """The release of a scenario given as its file's data."""
    scenario = Scenario(
        id=data["id"],
        theme=data["theme"],
        title=data["title"],
        version="",
        says=tuple(data.get("says", ())),
        words=tuple(data.get("words", ())),
        assume=data["assume"],
        questions=tuple(Question(one["fact"], _when(one)) for one in data.get("questions", ())),
        rules=tuple(_rule(one) for one in data["rules"]),
        permits=tuple(Permit(one["form"], _when(one)) for one in data["permits"]),
        outcomes={
            key: Outcome(key, one["kind"], one["text"], one["source"]) for key, one in data.get("outcomes", {}).items()
        },
    )
    return Release(scenario, {one.form: _form(one.form) for one in scenario.permits}, _facts(), _figures())


def _when(node: dict[str, Any]) -> Condition | None:
    return parse_condition(node["when"]) if "when" in node else None


def _rule(node: dict[str, Any]) -> Rule:
    adds = {fact: tuple(values) for fact, values in node.get("add", {}).items()}
    warnings, reports = tuple(node.get("warn", ())), tuple(node.get("report", ()))
    return Rule(node["id"], _when(node), node.get("set", {}), adds, warnings, reports, node.get("outcome"))


@cache
def _facts() -> dict[str, Fact]:
    found: dict[str, Fact] = {}
    for name, node in read(ROOT / "forms" / "dictionary.yml")["facts"].items():
        found[name] = _fact(name, node)
        found.update({item.id: item for item in found[name].items})
    return found


def _fact(name: str, node: dict[str, Any]) -> Fact:
    return Fact(
        id=name,
        label=node["label"],
        kind=node["kind"],
        wording=Wording(node.get("ask", "")),
        options=tuple(Option(one["value"], one["label"]) for one in node.get("options", ())),
        limits=Limits(**node.get("limits", {})),
        items=tuple(_fact(f"{name}.{part}", item) for part, item in node.get("items", {}).items()),
        when=_when(node),
        optional=node.get("optional", False),
        default=node.get("default"),
        derive=_derivation(node.get("derive")),
        parts=node.get("parts", {}),
    )


def _derivation(text: str | None) -> Derivation | None:
    if text is None:
        return None
    match = re.fullmatch(r"(\w+)\((.*)\)", text)
    assert match is not None
    arguments = (part.strip() for part in match[2].split(","))
    return Derivation(match[1], tuple("=" + part[2:-1] if part.startswith("='") else part for part in arguments))


@cache
def _figures() -> dict[str, Figure]:
    return {
        name: Figure(name, node["label"], node["unit"], tuple(_period(one) for one in node["periods"]))
        for name, node in read(ROOT / "forms" / "figures.yml")["figures"].items()
    }


def _period(node: dict[str, Any]) -> Period:
    return Period(node["value"], node["from"], node["until"], node["source"], node["certain"])


@cache
def _form(name: str) -> Form:
    layout = read(FORMS[name] / "layout.yml")
    return Form(
        id=name,
        title=layout["title"],
        item=layout["item"],
        version="",
        sections=tuple(Section(one["id"], one["title"]) for one in layout["sections"]),
        fields=tuple(
            Field(
                one["pointer"], one["fact"], part["id"], _when(one), one.get("required", True), one.get("annotations")
            )
            for part in layout["sections"]
            for one in part["fields"]
        ),
        materials=tuple(
            Material(one["id"], one["label"], one["mode"], _when(one), one["basis"])
            for one in read(FORMS[name] / "materials.yml")["materials"]
        ),
        checks=tuple(
            Check(one["id"], parse_condition(one["refuse"]), one["fact"], one["text"], one["source"])
            for one in layout.get("checks", ())
        ),
        schema=schema(name),
        validate=lambda document: (),
    )
