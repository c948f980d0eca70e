"""The content as plain data, read without the catalog: what an outsider with a YAML and a JSON parser would see."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any
from zlib import crc32

from jsonschema import Draft202012Validator, FormatChecker
from ruamel.yaml import YAML

ROOT = Path(__file__).resolve().parents[2]
FORMS = {path.parent.name: path.parent for path in sorted((ROOT / "forms").glob("*/layout.yml"))}
FORM = FORMS["food_operation"]
#: Folders under ``scenarios`` that hold something else than scenarios.
_OTHERS = {"shared", "knowledge", "stories"}
SCENARIOS = tuple(one for one in sorted((ROOT / "scenarios").glob("*/*.yml")) if one.parent.name not in _OTHERS)
FRAGMENTS = tuple(sorted((ROOT / "scenarios").glob("*/fragments/*.yml")))


def eighth(scenario: str) -> int:
    """0 to 7, always the same for one scenario: what takes long is done for one eighth of them."""
    return crc32(scenario.encode()) % 8


@cache
def read(path: Path) -> Any:
    """The file's data; duplicate keys raise. Do not change it: it is shared between tests."""
    text = path.read_text(encoding="utf-8")
    return json.loads(text) if path.suffix == ".json" else YAML(typ="safe").load(text)


@cache
def whole(path: Path) -> Any:
    """A scenario's data with what its fragments say written where it names them; shared between tests as well."""
    homes = {one: one.parent.parent.name for one in FRAGMENTS}
    fragments = {f"{home}/{read(one)['id']}": read(one) for one, home in homes.items()}
    fragments |= {read(one)["id"]: read(one) for one, home in homes.items() if home in (path.parent.name, "shared")}
    data = dict(read(path))
    own = {question["fact"] for question in data.get("questions", ()) if "fact" in question}
    brought: dict[str, Any] = {}
    for key, name in (("questions", "fact"), ("rules", "id")):
        entries: list[Any] = []
        for entry in data.get(key, ()):
            fragment = fragments[entry["fragment"]] if "fragment" in entry else {key: [entry]}
            out = {*entry.get("without", ()), *(own if "fragment" in entry and key == "questions" else ())}
            entries += [part for part in fragment[key] if part[name] not in out]
            if key == "rules":
                led_to = {part["outcome"] for part in fragment[key] if part[name] not in out and "outcome" in part}
                brought |= {one: text for one, text in fragment.get("outcomes", {}).items() if one in led_to}
        data[key] = entries
    return {**data, "outcomes": {**brought, **data.get("outcomes", {})}}


@cache
def facts() -> dict[str, dict[str, Any]]:
    """Every fact of the dictionary by id, list items' facts included."""
    found: dict[str, dict[str, Any]] = {}
    for name, fact in read(ROOT / "forms" / "dictionary.yml")["facts"].items():
        found[name] = fact
        found.update({f"{name}.{part}": item for part, item in fact.get("items", {}).items()})
    return found


def fields(form: str = FORM.name) -> Iterator[dict[str, Any]]:
    """Every field of the form, top to bottom."""
    for section in read(FORMS[form] / "layout.yml")["sections"]:
        yield from section["fields"]


@cache
def schema(form: str = FORM.name) -> Any:
    return read(FORMS[form] / "form.schema.json")


@cache
def validator(form: str = FORM.name) -> Draft202012Validator:
    return Draft202012Validator(schema(form), format_checker=FormatChecker())


def nodes(node: Any, path: str = "#") -> Iterator[tuple[str, Any]]:
    """Everything in the data with its place, from the top down."""
    yield path, node
    children = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for key, child in children:
        yield from nodes(child, f"{path}/{key}")


def conditions(node: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Every ``when`` and ``refuse`` below ``node``, with where it stands."""
    if isinstance(node, dict):
        for key, value in node.items():
            if key in ("when", "refuse") and isinstance(value, str):
                yield f"{path}/{key}", value
            else:
                yield from conditions(value, f"{path}/{key}")
    elif isinstance(node, list):
        for number, value in enumerate(node):
            yield from conditions(value, f"{path}/{node_name(value, number)}")


def node_name(value: Any, number: int) -> str:
    return str(value["id"]) if isinstance(value, dict) and "id" in value else str(number)
