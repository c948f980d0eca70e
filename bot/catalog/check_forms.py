"""Layout, dictionary, schema and examples of a form agree."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

from bot.engine.facts import Fact
from bot.engine.kinds import NUMERIC
from bot.engine.pointers import find

from .building import Built
from .issues import Issue, did_you_mean
from .places import fact_path
from .source import FormFiles
from .validation import first_problem


def layout_matches_schema(built: Built, today: date) -> Iterator[Issue]:
    """Every layout field is in the schema, and every leaf of the schema is on the layout."""
    for files in built.source.forms:
        leaves = list(_leaves(files.schema, files.schema, ""))
        pointers = {entry["pointer"] for section in files.layout.data["sections"] for entry in section["fields"]}
        for number, section in enumerate(files.layout.data["sections"]):
            for index, entry in enumerate(section["fields"]):
                if schema_at(files.schema, entry["pointer"]) is None:
                    line = files.layout.line("sections", number, "fields", index)
                    what = f"栏目 {entry['pointer']} 不在 form.schema.json 里。"
                    meant = did_you_mean(entry["pointer"], [leaf for leaf in leaves if leaf not in pointers])
                    yield Issue(files.layout.file, line, "LAYOUT-01", what, "改 pointer，或者在 schema 里加上。", meant)
        for pointer in leaves:
            if pointer not in pointers:
                what = f"form.schema.json 里的 {pointer} 没有栏目。"
                yield Issue(files.layout.file, 1, "LAYOUT-02", what, "在 layout.yml 里加上，或者从 schema 里删掉。")


def drifted_options(built: Built, today: date) -> Iterator[Issue]:
    """A choice's options are the schema's enumeration, no more and no less."""
    for files in built.source.forms:
        for number, section in enumerate(files.layout.data["sections"]):
            for index, entry in enumerate(section["fields"]):
                fact = built.facts.get(entry["fact"])
                listed = _enumeration(files, entry["pointer"]) if "annotations" not in entry else None
                if fact is None or not fact.options or listed is None:
                    continue
                extra = [option.value for option in fact.options if option.value not in listed]
                missing = [value for value in listed if fact.option(value) is None]
                if extra or missing:
                    line = files.layout.line("sections", number, "fields", index)
                    parts = [f"字典多出 {'、'.join(extra)}"] if extra else []
                    parts += [f"字典缺少 {'、'.join(missing)}"] if missing else []
                    what = f"{fact.id} 的选项和申请表 {entry['pointer']} 的取值不一样：{'；'.join(parts)}。"
                    yield Issue(files.layout.file, line, "ENUM-01", what, "两边改成一样。")


def looser_bounds(built: Built, today: date) -> Iterator[Issue]:
    """A number that the dictionary takes is not refused by a form for being too small or too large."""
    document = built.source.dictionary
    for files in built.source.forms if document is not None else ():
        for section in files.layout.data["sections"]:
            for entry in section["fields"]:
                fact = built.facts.get(entry["fact"])
                if document is None or fact is None or fact.kind not in NUMERIC or fact.derive is not None:
                    continue
                for told in _looser(fact, schema_at(files.schema, entry["pointer"]) or {}):
                    line = document.line(*fact_path(built, fact.id), "limits")
                    what = f"{fact.id} 的 limits 比申请表 {entry['pointer']} 松：{told}。"
                    yield Issue(document.file, line, "LIMIT-02", what, "把 limits 改得和申请表一样，或者更紧。")


def _looser(fact: Fact, node: Mapping[str, Any]) -> Iterator[str]:
    limits, high = fact.limits, node.get("maximum")
    if high is not None and (limits.maximum is None or limits.maximum > high):
        yield f"表上最大 {high}"
    for key, strict in (("minimum", False), ("exclusiveMinimum", True)):
        if key in node and (limits.lowest or (-math.inf, False)) < (node[key], strict):
            yield f"表上{'要大于' if strict else '最小'} {node[key]}"


def examples_behave(built: Built, today: date) -> Iterator[Issue]:
    """Examples named valid are valid, those named invalid are not."""
    for files in built.source.forms:
        schema = json.dumps(files.schema)
        for name, document in files.examples.items():
            problem = first_problem(schema, json.dumps(document))
            is_valid_example = name.rpartition("/")[2].startswith("valid-")
            if is_valid_example and problem is not None:
                what = f"有效样例不符合申请表：{problem.pointer} {problem.message}。"
                yield Issue(name, 0, "EXAMPLE-01", what, "改样例，或者改 schema。")
            elif not is_valid_example and problem is None:
                yield Issue(name, 0, "EXAMPLE-02", "无效样例竟然符合申请表。", "改样例，或者在 schema 里补上规则。")


def schema_at(schema: Mapping[str, Any], pointer: str) -> Mapping[str, Any] | None:
    """The sub-schema that a place of the document has, or None."""
    found: Any = schema
    for part in pointer.lstrip("/").split("/"):
        found = resolved(schema, found).get("properties", {}).get(part)
        if found is None:
            return None
    return resolved(schema, found)


def listed_values(
    node: Mapping[str, Any], follow: Callable[[Any], Mapping[str, Any]]
) -> list[tuple[Any, Mapping[str, Any]]] | None:
    """The values that a schema lists, each with what it says of it alone; None where it does not list them.

    Args:
        follow: gives a part of the schema with its reference followed.
    """
    if isinstance(node.get("enum"), list):
        return [(one, {}) for one in node["enum"] if one is not None]
    for key in ("oneOf", "anyOf"):
        parts = [follow(part) for part in node[key]] if isinstance(node.get(key), list) else []
        if parts and all("const" in part for part in parts):
            return [(part["const"], part) for part in parts]
    return None


def resolved(schema: Mapping[str, Any], node: Any) -> Mapping[str, Any]:
    """The node, a local reference followed; a node that only says yes or no (true, false) says nothing else."""
    if not isinstance(node, dict):
        return {}
    reference = node.get("$ref", "")
    if not reference.startswith("#/"):
        return node
    target = find(schema, reference.removeprefix("#"), {})
    return {**target, **{key: value for key, value in node.items() if key != "$ref"}}


def _leaves(schema: Mapping[str, Any], node: Any, pointer: str) -> Iterator[str]:
    properties = resolved(schema, node).get("properties")
    if not properties:
        yield pointer
        return
    for name, child in properties.items():
        yield from _leaves(schema, child, f"{pointer}/{name}")


def _enumeration(files: FormFiles, pointer: str) -> list[str] | None:
    node = schema_at(files.schema, pointer) or {}
    if node.get("type") == "array":
        node = resolved(files.schema, node.get("items", {}))
    values = listed_values(node, lambda part: resolved(files.schema, part))
    return [str(value) for value, _ in values] if values is not None else None
