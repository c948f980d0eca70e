"""The shapes published for editors are those the readers read, and a form's schema never leaves its file."""

from __future__ import annotations

import json
import re
import socket
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from jsonschema.exceptions import RefResolutionError

from bot.catalog import check
from bot.catalog.shapes import SCHEMAS
from bot.catalog.validation import MESSAGES, make_validator
from bot.engine.facts import Limits
from bot.engine.kinds import SHAPES

from .tree import SCHEMA, TODAY, edit, plant

ROOT = Path(__file__).resolve().parents[2]
#: Keys that are for people only: nothing is made of them.
FOR_PEOPLE = {"note"}
_READ = re.compile(r'(?:data|entry|one|section|permit)(?:\[|\.get\()"([a-z_]+)"|"([a-z_]+)" in (?:entry|data)')


def _keys(node: Any) -> set[str]:
    found: set[str] = set()
    if isinstance(node, dict):
        found.update(node["properties"] if isinstance(node.get("properties"), dict) else ())
        for child in node.values():
            found |= _keys(child)
    return found


@pytest.mark.parametrize("role", SCHEMAS)
def test_a_published_shape_is_a_closed_draft_2020_12_schema(role: str) -> None:
    schema = json.loads((ROOT / SCHEMAS[role]).read_text("utf-8"))
    Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"

    def objects(node: Any) -> list[Any]:
        if not isinstance(node, dict):
            return []
        return [
            *([node] if "properties" in node and node.get("type") == "object" else []),
            *(one for child in node.values() for one in objects(child)),
        ]

    assert [one for one in objects(schema) if one.get("additionalProperties") is not False] == []


def test_every_key_of_a_shape_is_read_and_every_key_read_is_in_a_shape() -> None:
    # Stories and phrases are played, not read into definitions; tests/actions/ holds their keys.
    keys = {role: set(_keys(json.loads((ROOT / file).read_text("utf-8")))) for role, file in SCHEMAS.items()}
    story = keys.pop("story") | keys.pop("phrases")
    shapes = set().union(*keys.values())
    # Bundles are our own plain data; they are held by tests/catalog/test_bundles.py.
    files = [path for path in (ROOT / "bot/catalog").glob("*.py") if path.stem not in ("bundles", "parts")]
    files += [*(ROOT / "bot/catalog/processes").glob("*.py"), *(ROOT / "bot/catalog/platforms").glob("*.py")]
    readers = "\n".join(path.read_text("utf-8") for path in files)
    read = {first or second for first, second in _READ.findall(readers)}
    limits = {field.name for field in fields(Limits)}
    assert shapes - FOR_PEOPLE - limits - read == set()
    assert read - shapes - story == set()


def test_limits_and_kinds_are_those_of_the_engine() -> None:
    fact = json.loads((ROOT / SCHEMAS["dictionary"]).read_text("utf-8"))["$defs"]["fact"]["properties"]
    assert set(fact["limits"]["properties"]) == {field.name for field in fields(Limits)}
    assert set(SHAPES) <= set(fact["kind"]["enum"])


def test_a_fact_in_a_list_is_written_like_any_other_but_holds_no_list_of_its_own() -> None:
    shapes = json.loads((ROOT / SCHEMAS["dictionary"]).read_text("utf-8"))["$defs"]
    whole, item = shapes["fact"]["properties"], shapes["item"]["properties"]
    assert {key: shape for key, shape in whole.items() if key != "items"} == item


@pytest.fixture
def listener() -> Any:
    """A local port that would answer a request, were one made."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        yield server


def test_a_reference_out_of_the_file_opens_no_connection(listener: socket.socket, tmp_path: Path) -> None:
    address = f"http://127.0.0.1:{listener.getsockname()[1]}/name.json"
    root = plant(tmp_path / "tree")
    edit(root, SCHEMA, '"#/$defs/text"', f'"{address}"')
    assert {issue.code for issue in check(root, today=TODAY)} == {"SCHEMA-02"}
    with pytest.raises(RefResolutionError):
        make_validator({"properties": {"name": {"$ref": address}}})({"name": "甲"})
    with pytest.raises(TimeoutError):
        listener.accept()


@pytest.mark.parametrize(
    ("schema", "document", "told"),
    [
        ({"if": {"required": ["a"]}, "then": {"properties": {"b": False}}}, {"a": 1, "b": 2}, ("/b", "这种情形下不能填")),
        ({"dependentRequired": {"a": ["b"]}}, {"a": 1}, ("", "少了要一起填的内容")),
        ({"properties": {"a": {"maxItems": 1}}}, {"a": [1, 2]}, ("/a", "最多 1 项")),
        ({"properties": {"a": {"type": "boolean"}}}, {"a": "x"}, ("/a", "类型不对，应当是 boolean")),
        ({"properties": {"a": {"contains": {"const": 1}, "maxContains": 1}}}, {"a": [1, 1]}, ("/a", "这样的一项只能有一个")),
    ],
)  # fmt: skip
def test_what_is_refused_is_told_in_the_words_of_its_rule(schema: Any, document: Any, told: tuple[str, str]) -> None:
    assert [(one.pointer, one.message) for one in make_validator(schema)(document)] == [told]


def test_every_rule_that_the_forms_use_has_words() -> None:
    used = {"false"}
    for file in ROOT.glob("forms/*/form.schema.json"):
        used |= set(re.findall(r'^\s*"(\w+)": ', file.read_text("utf-8"), re.MULTILINE))
    validating = set(Draft202012Validator.VALIDATORS) - {"$ref", "$dynamicRef", "if", "allOf", "properties", "items"}
    assert (used & validating) - set(MESSAGES) == set()
