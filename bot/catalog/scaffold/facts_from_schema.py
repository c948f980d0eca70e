"""A place of a schema as a new entry of the dictionary: kind, label, limits, options, and marks for what only a person knows."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from .condition_hints import hint
from .kinds_from_schema import PERSONAL, Kind, kind_of
from .names import mark, snake
from .requirements import Need, requirements
from .schema_leaves import Leaf, Schema, parts_of

#: A title this short (姓名, 电话) says nothing without whose it is.
SHORT_TITLE: Final = 2


@dataclass(frozen=True, slots=True)
class Proposal:
    """A fact the dictionary does not have yet.

    Args:
        data: the entry, as the dictionary's shape wants it.
        hints: item's name, or ``""`` for the fact itself -> the mark that stands for its ``when``.
        beyond: what the schema asks and no limit can keep, in Chinese.
    """

    id: str
    data: Mapping[str, Any]
    hints: Mapping[str, str] = field(default_factory=dict)
    beyond: tuple[str, ...] = ()


def propose(schema: Schema, leaf: Leaf, need: Need, name: str, taken: Collection[str], when: str) -> Proposal:
    """The entry for a place.

    Args:
        name: the new fact's id. taken: what other facts are called. when: the hint of its condition, or empty.
    """
    kind = kind_of(leaf.schema)
    data = {"label": _label(leaf, taken), **_body(kind, need)}
    hints = {"": when_mark(when)} if need.conditional else {}
    beyond = [f"{leaf.pointer} {kind.beyond}"] if kind.beyond else []
    if kind.name == "list":
        items = _Items(schema, leaf, name)
        data["items"] = items.data
        hints.update(items.hints)
        beyond += items.beyond
    return Proposal(name, data, hints, tuple(beyond))


def when_mark(when: str) -> str:
    """The mark for a condition; with a hint, striking out the mark leaves the line to be."""
    return f"{mark()}：when: {when}" if when else mark("这一栏只在有的情况下才填，写一行 when")


def new_id(form: str, leaf: Leaf, taken: Collection[str]) -> str:
    """An id for a new fact: the way to its place; directly under the top, the form's name stands before it.

    A list's id is one word, for its items' ids are that word, a dot and the item's name.
    """
    parts = [part for part in (snake(name) for name in leaf.path) if part] or ["field"]
    if kind_of(leaf.schema).name == "list":
        first, second = "_".join(parts), "_".join([form, *parts])
    else:
        first, second = ".".join(parts if len(parts) > 1 else [form, *parts]), ".".join([form, *parts])
    for candidate in (first, second, *(f"{second}_{number}" for number in range(2, len(taken) + 3))):
        if candidate not in taken and not any(one.startswith(f"{candidate}.") for one in taken):
            return candidate
    raise ValueError(first)


def spoken_titles(leaf: Leaf) -> Iterator[str]:
    """What a place may be called, the fuller first where its own title is too short."""
    whose = next((title for title in reversed(leaf.around) if title), "")
    full = f"{whose}{leaf.title}" if leaf.title and not set(whose) & set(leaf.title) else ""
    titles = [full, leaf.title] if full and len(leaf.title) <= SHORT_TITLE else [leaf.title, full]
    yield from dict.fromkeys(title for title in titles if title)


def _label(leaf: Leaf, taken: Collection[str]) -> str:
    titles = list(spoken_titles(leaf))
    wanted = f"「{titles[0]}」别处用了，换一个名称（{leaf.pointer}）" if titles else f"{leaf.pointer} 的名称"
    return next((title for title in titles if title not in taken), mark(wanted))


def _body(kind: Kind, need: Need) -> dict[str, Any]:
    """Everything of the entry but its label and items."""
    body: dict[str, Any] = {"kind": kind.name}
    if kind.unit is not None:
        body["unit"] = kind.unit
    if kind.name in PERSONAL:
        body["sensitivity"] = PERSONAL[kind.name]
    if need.optional:
        body["optional"] = True
    if kind.limits:
        body["limits"] = dict(kind.limits)
    if kind.fixed is None:
        body["ask"] = mark()
    if kind.options:
        body["options"] = [{"value": value, "label": label} for value, label in kind.options]
    return body


class _Items:
    """The facts of one item of a list; their names are the schema's, for they are the keys of the form."""

    def __init__(self, schema: Schema, leaf: Leaf, owner: str) -> None:
        self.data: dict[str, Any] = {}
        self.hints: dict[str, str] = {}
        self.beyond: list[str] = []
        found = parts_of(schema, leaf.schema["items"])
        needs = requirements(schema, leaf.schema["items"])
        facts = {part.pointer: f"{owner}.{part.path[-1]}" for part in found}
        for part in found:
            name, need, kind = part.path[-1], needs.of(part.pointer), kind_of(part.schema)
            labels = [one["label"] for one in self.data.values()]
            self.data[name] = {"label": _label(part, labels), **_body(kind, need), "ask": mark()}
            if need.conditional:
                self.hints[name] = when_mark(hint(need, facts))
            if kind.beyond:
                self.beyond.append(f"{leaf.pointer} 每一项的 {name} {kind.beyond}")
