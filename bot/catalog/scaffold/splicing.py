"""Entries put into the lists of a YAML text; every character that was there stays where it was.

The text is read to find the place and read again to see that it says what it should; it is never written anew, so that an
author's comments, blank lines, quotes and breaks are the author's.
"""

from __future__ import annotations

import copy
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from ruamel.yaml.nodes import CollectionNode, MappingNode, Node, ScalarNode, SequenceNode

from .yaml_text import flow

Path = tuple[Any, ...]


class CannotSplice(ValueError):
    """The text is written in a way that nothing can be put into safely."""


@dataclass(frozen=True, slots=True)
class Insertion:
    """One entry for a list.

    Args:
        path: where the list is, e.g. ``("sections", 0, "fields")``.
        after: the number of the entry it comes after; -1 puts it first.
        lines: the entry as it stands under its dash, first line first.
        data: what the lines say.
        apart: a blank line stands before it.
    """

    path: Path
    after: int
    lines: tuple[str, ...]
    data: Any
    apart: bool = False


def splice(text: str, insertions: Iterable[Insertion]) -> str:
    """The text with the entries in it. Entries for one place keep their order.

    Raises:
        CannotSplice: it could not be done without changing something else.
    """
    wanted = list(insertions)
    if not wanted:
        return text
    bom = "\ufeff" if text.startswith("\ufeff") else ""
    body = text.removeprefix(bom)
    newline = "\r\n" if "\r\n" in body else "\n"
    root = YAML(typ="safe", pure=True).compose(body)
    cuts: dict[int, list[str]] = {}
    for one in wanted:
        at, added = _cut(body, _node(root, one.path), one)
        cuts.setdefault(at, []).append(added.replace("\n", newline))
    for at in sorted(cuts, reverse=True):
        if body[at:].lstrip().startswith("]"):
            cuts[at][-1] = cuts[at][-1].removesuffix(", ")
        # a last line without its end gets it from what is put after it
        joint = newline if at == len(body) and body and not body.endswith("\n") and cuts[at][0].endswith("\n") else ""
        body = body[:at] + joint + "".join(cuts[at]) + body[at:]
    if _read(body) != _expected(_read(text.removeprefix(bom)), wanted):
        raise CannotSplice
    return bom + body


def _node(root: Node, path: Path) -> SequenceNode:
    node = root
    for part in path:
        if isinstance(node, MappingNode):
            node = next((value for key, value in node.value if key.value == part), None)
        elif isinstance(node, SequenceNode):
            node = node.value[part]
    if not isinstance(node, SequenceNode):
        raise CannotSplice
    return node


def _cut(text: str, sequence: SequenceNode, one: Insertion) -> tuple[int, str]:
    """Where to cut the text, and what to put there."""
    if sequence.flow_style:
        if one.after < 0:
            return sequence.start_mark.index + 1, f"{flow(one.data)}, "
        return sequence.value[one.after].end_mark.index, f", {flow(one.data)}"
    pad, gap = " " * sequence.start_mark.column, "\n" if one.apart else ""
    added = gap + "".join(f"{pad}{'- ' if number == 0 else '  '}{line}\n" for number, line in enumerate(one.lines))
    if one.after < 0:
        return text.rfind("\n", 0, sequence.start_mark.index) + 1, added
    end = _end(text, sequence.value[one.after])
    line_end = text.find("\n", end)
    return (line_end + 1 if line_end >= 0 else len(text)), added


def _end(text: str, node: Node) -> int:
    """Behind the last character of a node; blank lines and comments after it are not its own."""
    if isinstance(node, CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        return _end(text, last[1] if isinstance(last, tuple) else last)
    end = int(node.end_mark.index)
    if isinstance(node, ScalarNode) and node.style in ("|", ">"):
        end = len(text[:end].rstrip())
    return end


def _read(text: str) -> Any:
    try:
        return YAML(typ="safe").load(text)
    except YAMLError:
        raise CannotSplice from None


def _expected(data: Any, insertions: list[Insertion]) -> Any:
    """The data with the entries in it, put there without looking at the text."""
    data = copy.deepcopy(data)
    behind: dict[Path, dict[int, list[Any]]] = {}
    for one in insertions:
        behind.setdefault(one.path, {}).setdefault(one.after, []).append(_plain(one.data))
    for path in sorted(behind, key=len, reverse=True):
        target = data
        for part in path:
            target = target[part]
        merged = list(behind[path].get(-1, []))
        for number, item in enumerate(list(target)):
            merged += [item, *behind[path].get(number, [])]
        target[:] = merged
    return data


def _plain(data: Any) -> Any:
    if isinstance(data, Mapping):
        return {key: _plain(value) for key, value in data.items()}
    return [_plain(one) for one in data] if isinstance(data, (list, tuple)) else data
