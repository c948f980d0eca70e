"""The places of the form by JSON Pointer, as the schema has them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from .published import schema


def resolved(node: Any) -> dict[str, Any]:
    """The node with its local reference's members beneath its own."""
    reference = node.get("$ref")
    return {**schema()["$defs"][reference.rpartition("/")[2]], **node} if reference else dict(node)


def leaves(node: Any = None, pointer: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Every place that holds a value: pointers of list items say ``*`` for the number."""
    node = resolved(schema() if node is None else node)
    if "properties" in node:
        for name, child in node["properties"].items():
            yield from leaves(child, f"{pointer}/{name}")
    elif node.get("type") == "array" and "properties" in resolved(node["items"]):
        yield from leaves(node["items"], f"{pointer}/*")
    else:
        yield pointer, node


def always_required(node: Any = None, pointer: str = "") -> Iterator[str]:
    """Pointers of the leaves outside lists that every application must hold."""
    node = resolved(schema() if node is None else node)
    for name in node.get("required", ()):
        child = resolved(node["properties"][name])
        if "properties" in child:
            yield from always_required(child, f"{pointer}/{name}")
        else:
            yield f"{pointer}/{name}"


def at(pointer: str) -> dict[str, Any]:
    """The schema of the place that a pointer of object members names."""
    node = resolved(schema())
    for name in pointer.lstrip("/").split("/"):
        node = resolved(node["properties"][name])
    return node
