"""Which rules a document breaks: the id at the head of the nearest ``$comment``, or the place in the schema."""

from __future__ import annotations

import re
from typing import Any

from jsonschema import ValidationError

from .published import FORM, schema, validator

RULE = re.compile(r"(?P<id>[A-Z][A-Za-z0-9]*(?:[-.][A-Za-z0-9]+)*): \S")


def broken(document: Any, form: str = FORM.name) -> set[str]:
    """Ids of the rules that the form's document breaks; empty when it is valid."""
    return {_rule(error, schema(form)) for error in validator(form).iter_errors(document)}


def rule_id(node: Any) -> str | None:
    """The rule id at the head of the node's own ``$comment``, or None."""
    comment = node.get("$comment", "") if isinstance(node, dict) else ""
    match = RULE.match(comment)
    return match["id"] if match else None


def _rule(error: ValidationError, root: Any) -> str:
    """A rule of ``allOf`` or behind a ``$ref`` covers all below it; any other comment only its own node's keywords."""
    node: Any = root
    covering: str | None = None
    path = list(error.absolute_schema_path)
    for position, key in enumerate(path[:-1]):
        if not _holds(node, key):
            node = _target(node, root)
            covering = rule_id(node) or covering
        node = node[key]
        if position and path[position - 1] == "allOf":
            covering = rule_id(node) or covering
    if not _holds(node, path[-1]):
        node = _target(node, root)
    return rule_id(node) or covering or "/" + "/".join(map(str, path))


def _holds(node: Any, key: Any) -> bool:
    return isinstance(node, list) or key in node


def _target(node: Any, root: Any) -> Any:
    """What a local ``$ref`` points to: jsonschema leaves it out of an error's path."""
    target: Any = root
    for part in node["$ref"].removeprefix("#/").split("/"):
        target = target[part]
    return target
