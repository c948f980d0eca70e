"""A form's layout: written from the schema, or the schema's new places put into the one that is there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from .names import mark
from .schema_leaves import Leaf
from .splicing import Insertion
from .yaml_text import flow, scalar

#: The sections of the places directly under the top of a schema: those before the first object, those after it.
_FIRST: Final = "basic"
_LAST: Final = "other"
_TOP: Final = {_FIRST: "基本信息", _LAST: "其他信息"}


@dataclass(frozen=True, slots=True)
class FieldDraft:
    """A place with the fact that fills it. ``when``: the mark for its condition, or empty."""

    leaf: Leaf
    fact: str
    required: bool
    when: str = ""

    @property
    def data(self) -> dict[str, Any]:
        """The entry, as the layout's shape wants it."""
        optional = {} if self.required else {"required": False}
        return {"pointer": self.leaf.pointer, "fact": self.fact, **optional}

    @property
    def lines(self) -> tuple[str, ...]:
        """The entry as it is written; one that waits for a condition has a line for it."""
        if not self.when:
            return (flow(self.data),)
        return (*(f"{key}: {flow(value)}" for key, value in self.data.items()), f"# {self.when}")


def new_layout(form: str, title: str, item: str, fields: Sequence[FieldDraft]) -> str:
    """The text of a layout with these fields, a section for each object of the schema."""
    lines = ["# yaml-language-server: $schema=../layout.schema.json"]
    lines += [f"form: {scalar(form)}", f"title: {scalar(title)}", f"item: {scalar(item)}", "sections:"]
    for section, heading, inside in _sections(fields):
        first, *others = _section(section, heading, inside)
        lines += [f"  - {first}", *(f"    {line}" for line in others), ""]
    return "\n".join(lines[:-1]) + "\n"


def merged_layout(data: Mapping[str, Any], order: Sequence[str], fields: Sequence[FieldDraft]) -> list[Insertion]:
    """What to put where, so that the layout has these fields too.

    Args:
        data: the layout that is there. order: every pointer of the schema, in order.
    """
    places = {
        entry["pointer"]: (number, index)
        for number, section in enumerate(data["sections"])
        for index, entry in enumerate(section["fields"])
    }
    into: list[Insertion] = []
    homeless = []
    for field in fields:
        place = _place(field, places, order) or _empty_section(field, data)
        if place is None:
            homeless.append(field)
        else:
            into.append(Insertion(("sections", place[0], "fields"), place[1], field.lines, field.data))
    for section, heading, inside in _sections(homeless):
        lines = tuple(_section(section, heading, inside))
        whole = {"id": section, "title": heading, "fields": [field.data for field in inside]}
        into.append(Insertion(("sections",), len(data["sections"]) - 1, lines, whole, apart=True))
    return into


def _place(field: FieldDraft, places: Mapping[str, tuple[int, int]], order: Sequence[str]) -> tuple[int, int] | None:
    """Behind the nearest place before it in its own group; failing that, before the nearest one after it."""
    own = order.index(field.leaf.pointer)
    group = [pointer for pointer in order if pointer in places and _group(pointer) == _group(field.leaf.pointer)]
    before = [pointer for pointer in group if order.index(pointer) < own]
    if before:
        return places[before[-1]]
    if group:
        section, index = places[group[0]]
        return section, index - 1
    return None


def _empty_section(field: FieldDraft, data: Mapping[str, Any]) -> tuple[int, int] | None:
    """The end of the section of the same name, or None."""
    for number, section in enumerate(data["sections"]):
        if section["id"] == (_group(field.leaf.pointer) or _FIRST):
            return number, len(section["fields"]) - 1
    return None


def _sections(fields: Sequence[FieldDraft]) -> list[tuple[str, str, list[FieldDraft]]]:
    """Id, title and fields of each section, in the order in which the schema first comes to them."""
    inside: dict[str, list[FieldDraft]] = {}
    for field in fields:
        group = _group(field.leaf.pointer)
        at_top = _FIRST if set(inside) <= {_FIRST} else _LAST
        inside.setdefault(group or at_top, []).append(field)
    return [(section, _TOP.get(section) or _title(section, held), held) for section, held in inside.items()]


def _section(section: str, title: str, fields: Sequence[FieldDraft]) -> Iterator[str]:
    yield f"id: {scalar(section)}"
    yield f"title: {scalar(title)}"
    yield "fields:"
    for field in fields:
        first, *others = field.lines
        yield f"  - {first}"
        yield from (f"    {line}" for line in others)


def _title(section: str, fields: Sequence[FieldDraft]) -> str:
    return next((field.leaf.around[0] for field in fields if field.leaf.around[0]), mark(f"栏目分组 {section} 的名称"))


def _group(pointer: str) -> str:
    """The object at the top that a place stands in; empty when it stands at the top itself."""
    return pointer.split("/")[1] if pointer.count("/") > 1 else ""
