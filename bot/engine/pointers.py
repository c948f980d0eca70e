"""JSON Pointers: the places of an application, of an example and of a schema. Source: RFC 6901."""

from __future__ import annotations

from typing import Any


def names_in(pointer: str) -> list[str]:
    """The names on the way, unescaped; none for the whole document."""
    return [part.replace("~1", "/").replace("~0", "~") for part in pointer.split("/")[1:]]


def escaped(name: str) -> str:
    """The name as it stands in a pointer."""
    return name.replace("~", "~0").replace("/", "~1")


def find(document: Any, pointer: str, otherwise: Any = None) -> Any:
    """What stands at the place, objects followed by name; ``otherwise`` where there is no such place."""
    for name in names_in(pointer):
        if not isinstance(document, dict) or name not in document:
            return otherwise
        document = document[name]
    return document
