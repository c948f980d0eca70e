"""The places of the form by JSON Pointer, as the schema has them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from .published import FORM, schema


def resolved(node: Any, form: str = FORM.name) -> dict[str, Any]:
    """The node with its local reference's members beneath its own."""
    reference = node.get("$ref")
    return {**schema(form)["$defs"][reference.rpartition("/")[2]], **node} if reference else dict(node)


def leaves(form: str = FORM.name, node: Any = None, pointer: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Every place that holds a value: pointers of list items say ``*`` for the number."""
    node = resolved(schema(form) if node is None else node, form)
    if "properties" in node:
        for name, child in node["properties"].items():
            yield from leaves(form, child, f"{pointer}/{name}")
    elif node.get("type") == "array" and "properties" in resolved(node["items"], form):
        yield from leaves(form, node["items"], f"{pointer}/*")
    else:
        yield pointer, node


def always_required(form: str = FORM.name, node: Any = None, pointer: str = "") -> Iterator[str]:
    """Pointers of the leaves outside lists that every application must hold."""
    node = resolved(schema(form) if node is None else node, form)
    for name in node.get("required", ()):
        child = resolved(node["properties"][name], form)
        if "properties" in child:
            yield from always_required(form, child, f"{pointer}/{name}")
        else:
            yield f"{pointer}/{name}"


def at(pointer: str, form: str = FORM.name) -> dict[str, Any]:
    """The schema of the place that a pointer of object members names."""
    node = resolved(schema(form), form)
    for name in pointer.lstrip("/").split("/"):
        node = resolved(node["properties"][name], form)
    return node
