"""Which places of a form must be filled: always, never, or only where a rule of the schema says so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from bot.engine.pointers import find

from .schema_leaves import Schema

#: Nodes of one schema that are looked at; past it, what is left counts as not required.
_MOST_VISITED: Final = 50_000


@dataclass(frozen=True, slots=True)
class Premise:
    """What a rule looks at first.

    Args:
        at: pointer of the object the rule stands in.
        test: its ``if``; None where the rule cannot be put into words.
        holds: whether the test must be met, or must not.
    """

    at: str
    test: Schema | None
    holds: bool = True


#: All of these must be so.
Context = tuple[Premise, ...]


@dataclass(frozen=True, slots=True)
class Need:
    """When a place is filled.

    Args:
        optional: it may be empty even where it is on the form.
        conditional: it is on the form only sometimes.
        required_in: for each object on the way and the place itself, the contexts that ask for it; refused_in the same.
    """

    optional: bool
    conditional: bool
    required_in: tuple[tuple[Context, ...], ...] = ()
    refused_in: tuple[tuple[Context, ...], ...] = ()


@dataclass
class Requirements:
    """What a schema says of each pointer: the contexts that require it and those that refuse it."""

    required: defaultdict[str, list[Context]] = field(default_factory=lambda: defaultdict(list))
    refused: defaultdict[str, list[Context]] = field(default_factory=lambda: defaultdict(list))

    def of(self, pointer: str) -> Need:
        """When the place is filled."""
        ways = _prefixes(pointer)
        asked = tuple(tuple(one for one in self.required[way] if one) for way in ways)
        refused = tuple(tuple(self.refused[way]) for way in ways)
        always = [() in self.required[way] for way in ways]
        sometimes = any(contexts for way, contexts in zip(always, asked, strict=True) if not way)
        optional = not always[-1] and not asked[-1]
        grouped = not all(always[:-1]) and always[-1]
        return Need(optional, sometimes or any(refused) or grouped, asked, refused)


def requirements(schema: Schema, node: Schema | None = None) -> Requirements:
    """The requirements of the schema, or of one of its nodes with pointers counted from there."""
    visitor = _Visitor(schema)
    visitor.visit(schema if node is None else node, "", ())
    return visitor.found


class _Visitor:
    def __init__(self, schema: Schema) -> None:
        self._schema = schema
        self._left = _MOST_VISITED
        self.found = Requirements()

    def visit(self, node: Any, at: str, context: Context) -> None:
        """Notes what a node says of the object at ``at`` where all of ``context`` is so."""
        self._left -= 1
        if not isinstance(node, dict) or self._left < 0:
            return
        reference = node.get("$ref")
        if isinstance(reference, str) and reference.startswith("#/"):
            self.visit(find(self._schema, reference.removeprefix("#")), at, context)
        for name in node.get("required", ()):
            self._note(self.found.required, f"{at}/{name}", context)
        for name, child in node.get("properties", {}).items():
            if child is False:
                self._note(self.found.refused, f"{at}/{name}", context)
            self.visit(child, f"{at}/{name}", context)
        for part in node.get("allOf", ()):
            self.visit(part, at, context)
        self._rules(node, at, context)

    def _rules(self, node: Mapping[str, Any], at: str, context: Context) -> None:
        if "if" in node:
            test = node["if"] if isinstance(node["if"], dict) else None
            self.visit(node.get("then"), at, (*context, Premise(at, test)))
            self.visit(node.get("else"), at, (*context, Premise(at, test, holds=False)))
        for name, others in node.get("dependentRequired", {}).items():
            for other in others:
                self._note(self.found.required, f"{at}/{other}", (*context, Premise(at, {"required": [name]})))
        for name, child in node.get("dependentSchemas", {}).items():
            self.visit(child, at, (*context, Premise(at, {"required": [name]})))
        for part in (*node.get("anyOf", ()), *node.get("oneOf", ())):
            self.visit(part, at, (*context, Premise(at, None)))

    @staticmethod
    def _note(into: defaultdict[str, list[Context]], pointer: str, context: Context) -> None:
        if context not in into[pointer]:
            into[pointer].append(context)


def _prefixes(pointer: str) -> list[str]:
    """``/a/b/c`` -> ``/a``, ``/a/b``, ``/a/b/c``."""
    parts = pointer[1:].split("/")
    return ["/" + "/".join(parts[: end + 1]) for end in range(len(parts))]
