"""The places of a form's schema that hold a value, with all that the schema says of each in one mapping."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from bot.engine.pointers import find

from ..check_forms import resolved
from .names import cleaned

Schema = Mapping[str, Any]

#: Places of one form; more is no form that anybody fills.
MOST_LEAVES: Final = 1000
#: References followed for one place.
_DEEPEST: Final = 20


class TooManyLeaves(ValueError):
    """The schema has more places than a form can have."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """One place.

    Args:
        pointer: JSON Pointer, e.g. ``/premises/area``; for a list, of the array.
        schema: what must hold there, references and ``allOf`` put together.
        around: titles of the objects it stands in, outermost first; empty where an object has none.
    """

    pointer: str
    schema: Schema
    around: tuple[str, ...] = ()

    @property
    def path(self) -> tuple[str, ...]:
        """The names on the way to it."""
        return tuple(self.pointer[1:].split("/"))

    @property
    def title(self) -> str:
        """What the schema calls it; empty when it does not say."""
        return cleaned(self.schema.get("title"))


def leaves(schema: Schema) -> tuple[Leaf, ...]:
    """Every place that ``daoban check`` wants on the layout, in the schema's order.

    Raises:
        TooManyLeaves: there are more than ``MOST_LEAVES``.
    """
    found = []
    for leaf in _walk(schema, schema, "", ()):
        found.append(leaf)
        if len(found) > MOST_LEAVES:
            raise TooManyLeaves
    return tuple(found)


def parts_of(schema: Schema, items: Schema) -> tuple[Leaf, ...]:
    """The places of one item of a list, by pointers inside the item."""
    properties = effective(schema, items).get("properties") or {}
    return tuple(Leaf(f"/{name}", effective(schema, child)) for name, child in properties.items())


def _walk(schema: Schema, node: Any, pointer: str, around: tuple[str, ...]) -> Iterator[Leaf]:
    here = resolved(schema, node)
    properties = here.get("properties")
    if not properties:
        if pointer:
            yield Leaf(pointer, effective(schema, node), around)
        return
    inside = (*around, cleaned(here.get("title"))) if pointer else ()
    for name, child in properties.items():
        yield from _walk(schema, child, f"{pointer}/{name}", inside)


def effective(schema: Schema, node: Any) -> Schema:
    """What a node says with its references and ``allOf`` followed; of two bounds the tighter one."""
    merged: dict[str, Any] = {}
    for part in _said(schema, node, 0):
        for key, value in part.items():
            join = _JOIN.get(key)
            merged[key] = join(merged[key], value) if join is not None and key in merged else value
    if isinstance(merged.get("items"), dict):
        merged["items"] = effective(schema, merged["items"])
    return merged


def _said(schema: Schema, node: Any, depth: int) -> Iterator[Schema]:
    if not isinstance(node, dict) or depth > _DEEPEST:
        return
    reference = node.get("$ref")
    if isinstance(reference, str) and reference.startswith("#/"):
        yield from _said(schema, find(schema, reference.removeprefix("#")), depth + 1)
    for part in node.get("allOf", ()):
        yield from _said(schema, part, depth + 1)
    yield {key: value for key, value in node.items() if key not in ("$ref", "allOf")}


def _both(first: Any, second: Any) -> Any:
    """The values that stand in both lists."""
    return [one for one in first if one in second]


#: Keyword -> how two of them are one.
_JOIN: Final[dict[str, Callable[[Any, Any], Any]]] = {
    "minimum": max,
    "exclusiveMinimum": max,
    "maximum": min,
    "exclusiveMaximum": min,
    "minLength": max,
    "maxLength": min,
    "minItems": max,
    "maxItems": min,
    "enum": _both,
    "properties": lambda first, second: {**first, **second},
    "required": lambda first, second: [*first, *second],
}
