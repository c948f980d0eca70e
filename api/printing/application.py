"""What a print of the applications tells: each as its official form has it, with what is missing and what goes with it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from itertools import groupby
from typing import Any, Final

from bot.catalog.place_words import place_label
from bot.engine import Catalog, Release
from bot.engine.forms import Field, Form

from .materials import told_material

#: Columns that fit a page; a list with more has a table for each item.
_WIDEST: Final = 6
#: How a value came there, where nobody has confirmed it -> the text that says so.
_UNSURE: Final = {"licence": "review.licence", "default": "review.default"}


def told_application(catalog: Catalog, release: Release, state: Mapping[str, Any], on: date) -> dict[str, Any]:
    """Everything ``application.html`` shows; plain data. ``state``: the conversation as the API gives it."""
    case = state["case"]
    received = {one["form"]: one for one in case.get("receipt", {}).get("received", ())}
    return {
        "title": release.scenario.title,
        "day": on,
        "draft": catalog.texts["print.draft"],
        "words": {name: catalog.texts[f"print.{name}"] for name in ("missing", "materials")},
        "applications": [
            _Printed(catalog, release, one, case["materials"]).told(received.get(one["form"]))
            for one in case["applications"]
        ],
    }


class _Printed:
    """One application."""

    def __init__(
        self, catalog: Catalog, release: Release, application: Mapping[str, Any], materials: Iterable[Mapping[str, Any]]
    ) -> None:
        self._texts = catalog.texts
        self._facts = release.facts
        self._form: Form = release.forms[application["form"]]
        self._filled: Mapping[str, Mapping[str, Any]] = application["fields"]
        self._missing: list[str] = application["missing"]
        self._declarations = [one["text"] for one in application["declarations"]]
        own = {material.id for material in self._form.materials}
        self._materials = [told_material(one) for one in materials if one["id"] in own]

    def told(self, received: Mapping[str, Any] | None) -> dict[str, Any]:
        """``received``: its number and since when, of the receipt; None until it is received."""
        since = (received or {}).get("received_at")
        sections = [{"title": one.title, "blocks": self._blocks(one.id)} for one in self._form.sections]
        return {
            "title": self._form.title,
            "reference": received and received["reference"],
            "since": since and f"{datetime.fromisoformat(since):%Y-%m-%d %H:%M}",
            "sections": [one for one in sections if one["blocks"]],
            "declarations": self._declarations,
            "missing": [self._name(pointer) for pointer in self._missing],
            "materials": self._materials,
        }

    def _blocks(self, section: str) -> list[dict[str, Any]]:
        """The section's lists, and between them its fields in a row."""
        fields = (field for field in self._form.fields if field.section == section)
        told: list[dict[str, Any]] = []
        for is_list, group in groupby(fields, lambda field: self._facts[field.fact].kind == "list"):
            if is_list:
                told += [block for field in group if (block := self._list(field))]
            elif rows := [self._row(self._filled[field.pointer]) for field in group if field.pointer in self._filled]:
                told.append({"kind": "fields", "rows": rows})
        return told

    def _row(self, filled: Mapping[str, Any]) -> tuple[str, str]:
        return filled["label"], self._shown(filled)

    def _shown(self, filled: Mapping[str, Any]) -> str:
        shown = filled["display"] or self._texts["absent"]
        return shown if filled["confirmed"] else shown + self._texts.get(_UNSURE.get(filled["source"], ""), "")

    def _list(self, field: Field) -> dict[str, Any] | None:
        """The list as a table, its columns those that are filled in any item; None when it has no items."""
        items = self._items(field)
        if not items:
            return None
        fact = self._facts[field.fact]
        parts = [one for one in fact.items if any(one.id.rpartition(".")[2] in item for item in items)]
        return {
            "kind": "table" if len(parts) <= _WIDEST else "items",
            "title": fact.label,
            "columns": [part.label.removeprefix(fact.label) or part.label for part in parts],
            "rows": [[item.get(part.id.rpartition(".")[2], "") for part in parts] for item in items],
        }

    def _items(self, field: Field) -> list[dict[str, str]]:
        """The shown values of each item, by the last part of their place."""
        items: dict[str, dict[str, str]] = {}
        for pointer, filled in self._filled.items():
            if pointer.startswith(field.pointer + "/"):
                number, _, part = pointer.removeprefix(field.pointer + "/").partition("/")
                items.setdefault(number, {})[part] = self._shown(filled)
        return list(items.values())

    def _name(self, pointer: str) -> str:
        """What a place of the form is called."""
        return place_label(pointer, self._form.fields, self._facts) or pointer
