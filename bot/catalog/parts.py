"""What a bundle defines, taken apart: each part under its kind and name, so that two bundles can be laid side by side."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from bot.engine.catalog import Release

from .bundles import Bundle
from .shaping import shaping_facts, shaping_figures


@dataclass(frozen=True, slots=True)
class Part:
    """One definition: what people call it, and its members as they are written."""

    label: str
    members: Mapping[str, Any]


#: Kind -> name -> part, both in authored order.
Parts = Mapping[str, Mapping[str, Part]]

#: Kinds whose order means something: what is asked first, which rule decides, how the form is printed.
ORDERED: Final = frozenset({"question", "rule", "field"})
#: Kinds that belong to a form; their names begin with the form's.
OF_FORM: Final = frozenset({"field", "material", "check", "schema"})
_ABOUT: Final = ("title", "theme", "state", "until", "continues", "says", "words")


def parts_of(bundle: Bundle, release: Release) -> Parts:
    """The parts of a bundle and of the release built from it; of the dictionary, only what plays a part in the scenario."""
    return {kind: _named(find(bundle, release)) for kind, find in _FIND.items()}


def _named(found: Iterator[tuple[str, Part]]) -> dict[str, Part]:
    """The parts by name; a name that stands twice gets a number."""
    named: dict[str, Part] = {}
    for name, part in found:
        at, free = 2, name
        while free in named:
            free, at = f"{name} ({at})", at + 1
        named[free] = part
    return named


def _scenario(bundle: Bundle, release: Release) -> Iterator[tuple[str, Part]]:
    document = bundle["scenario"]
    members = {key: document[key] for key in _ABOUT if key in document}
    yield document["id"], Part(document["title"], {**members, **_flat("assume", document.get("assume", {}))})


def _questions(bundle: Bundle, release: Release) -> Iterator[tuple[str, Part]]:
    for entry in bundle["scenario"].get("questions", ()):
        fact = release.facts.get(entry["fact"])
        ask = entry.get("ask") or (fact.wording.ask if fact is not None else "")
        yield entry["fact"], Part(ask, _members(entry, "fact"))


def _rules(bundle: Bundle, release: Release) -> Iterator[tuple[str, Part]]:
    for entry in bundle["scenario"].get("rules", ()):
        written = {key: value for key, value in entry.items() if key not in ("id", "set", "add")}
        told = {**_flat("set", entry.get("set", {})), **_flat("add", entry.get("add", {}))}
        yield entry["id"], Part("", {**written, **told})


def _outcomes(bundle: Bundle, release: Release) -> Iterator[tuple[str, Part]]:
    for name, entry in bundle["scenario"].get("outcomes", {}).items():
        yield name, Part(entry["text"], entry)


def _permits(bundle: Bundle, release: Release) -> Iterator[tuple[str, Part]]:
    for entry in bundle["scenario"]["permits"]:
        form = release.forms.get(entry["form"])
        yield entry["form"], Part(form.title if form is not None else "", _members(entry, "form"))


def _forms(bundle: Bundle, release: Release) -> Iterator[tuple[str, Part]]:
    for one in bundle["forms"]:
        layout = one["layout"]
        sections = {section["id"]: section["title"] for section in layout["sections"]}
        members = {"title": layout["title"], "item": layout["item"], **_flat("sections", sections)}
        yield layout["form"], Part(layout["title"], members)


def _fields(bundle: Bundle, release: Release) -> Iterator[tuple[str, Part]]:
    for one in bundle["forms"]:
        for section in one["layout"]["sections"]:
            for entry in section["fields"]:
                fact = release.facts.get(entry["fact"])
                members = {**_members(entry, "pointer"), "section": section["id"]}
                yield f"{one['layout']['form']}{entry['pointer']}", Part(fact.label if fact else "", members)


def _materials(bundle: Bundle, release: Release) -> Iterator[tuple[str, Part]]:
    for one in bundle["forms"]:
        for entry in (one["materials"] or {}).get("materials", ()):
            yield f"{one['layout']['form']}/{entry['id']}", Part(entry["label"], _members(entry, "id"))


def _checks(bundle: Bundle, release: Release) -> Iterator[tuple[str, Part]]:
    for one in bundle["forms"]:
        for entry in one["layout"].get("checks", ()):
            yield f"{one['layout']['form']}/{entry['id']}", Part(entry["text"], _members(entry, "id"))


def _schemas(bundle: Bundle, release: Release) -> Iterator[tuple[str, Part]]:
    for one in bundle["forms"]:
        yield f"{one['layout']['form']}/form.schema.json", Part("", dict(_leaves(one["schema"])))


def _facts(bundle: Bundle, release: Release) -> Iterator[tuple[str, Part]]:
    wanted = shaping_facts(release.scenario, tuple(release.forms.values()), release.facts)
    for name, entry in bundle["facts"].items():
        if name in wanted:
            yield name, Part(entry["label"], _fact(entry))
            for item, inner in entry.get("items", {}).items():
                yield f"{name}.{item}", Part(inner["label"], _fact(inner))


def _figures(bundle: Bundle, release: Release) -> Iterator[tuple[str, Part]]:
    forms = tuple(release.forms.values())
    facts = shaping_facts(release.scenario, forms, release.facts)
    wanted = shaping_figures(release.scenario, forms, release.facts, facts)
    for name, entry in bundle["figures"].items():
        if name in wanted:
            periods = {f"{one['from']} 起": _members(one, "from") for one in entry["periods"]}
            yield name, Part(entry["label"], {**_members(entry, "periods"), **_flat("periods", periods)})


def _texts(bundle: Bundle, release: Release) -> Iterator[tuple[str, Part]]:
    for name, text in bundle["texts"].items():
        yield name, Part("", {"text": text})


def _fact(entry: Mapping[str, Any]) -> Mapping[str, Any]:
    members = _members(entry, "items")
    return {
        **{key: value for key, value in members.items() if key != "limits"},
        **_flat("limits", entry.get("limits", {})),
    }


def _members(entry: Mapping[str, Any], name: str) -> dict[str, Any]:
    """The entry's members but the one that names it, each choice under its value."""
    members = {key: value for key, value in entry.items() if key not in (name, "options")}
    choices = {one["value"]: _members(one, "value") for one in entry.get("options", ())}
    return {**members, **({"options": list(choices)} if choices else {}), **_flat("options", choices)}


def _flat(key: str, inside: Mapping[str, Any]) -> dict[str, Any]:
    return {f"{key} {name}": value for name, value in inside.items()}


def _leaves(node: Any, pointer: str = "") -> Iterator[tuple[str, Any]]:
    """Every place of a schema with what stands there; lists of plain values stay whole."""
    if isinstance(node, Mapping) and node:
        for key, inner in node.items():
            yield from _leaves(inner, f"{pointer}/{key}")
    elif isinstance(node, list) and any(isinstance(inner, (Mapping, list)) for inner in node):
        for at, inner in enumerate(node):
            yield from _leaves(inner, f"{pointer}/{at}")
    else:
        yield pointer, node


_FIND: Final[dict[str, Callable[[Bundle, Release], Iterator[tuple[str, Part]]]]] = {
    "scenario": _scenario,
    "question": _questions,
    "rule": _rules,
    "outcome": _outcomes,
    "permit": _permits,
    "form": _forms,
    "field": _fields,
    "material": _materials,
    "check": _checks,
    "schema": _schemas,
    "fact": _facts,
    "figure": _figures,
    "text": _texts,
}
KINDS: Final = tuple(_FIND)
