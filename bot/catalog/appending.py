"""One more entry in a list of an author's file: every other character of the file stays as it was."""

from __future__ import annotations

import copy
from functools import reduce
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode

from .scaffold.splicing import CannotSplice, Insertion, splice
from .scaffold.yaml_text import flow, scalar
from .yaml_reader import Path_, parse_yaml


class CannotAppend(ValueError):
    """The file has no such place, or would not read as meant afterwards; nothing was changed."""


def append(text: str, path: Path_, entry: Any, *, after: str = "") -> str:
    """The file's text with the entry at the end of the list at ``path``, on one line, in the style the list is written in.

    Args:
        entry: plain data.
        after: the key behind which the list is begun, where its mapping has none yet.

    Raises:
        CannotAppend: there is no such place, or the entry cannot be written there.
    """
    data = _read(text)
    try:
        parent = reduce(lambda found, part: found[part], path[:-1], data)
        present = parent.get(path[-1]) if isinstance(parent, dict) else None
        if isinstance(present, list):
            return splice(text, [Insertion(path, len(present) - 1, (flow(entry),), entry)])
    except (LookupError, TypeError, CannotSplice) as fault:
        raise CannotAppend(path) from fault
    if present is not None or not isinstance(parent, dict):
        raise CannotAppend(path)
    changed = _begin(text, path, f"{scalar(path[-1])}: {flow([entry])}", after)
    wanted = copy.deepcopy(data)
    reduce(lambda found, part: found[part], path[:-1], wanted)[path[-1]] = [entry]
    if _read(changed) != wanted:
        raise CannotAppend(path)
    return changed


def _read(text: str) -> Any:
    document, _ = parse_yaml("", text.removeprefix("\ufeff"))
    if document is None:
        raise CannotAppend("the file is no YAML")
    return document.data


def _begin(text: str, path: Path_, line: str, after: str) -> str:
    """The text with ``line`` behind the key ``after`` and its value, in the mapping that ``path`` ends in."""
    mark = "\ufeff" * text.startswith("\ufeff")
    body = text.removeprefix(mark)
    parent = reduce(_child, path[:-1], YAML(typ="safe", pure=True).compose(body))
    name, value = next((pair for pair in parent.value if pair[0].value == after), (None, None))
    if name is None or not isinstance(value, ScalarNode) or value.style in ("|", ">"):
        raise CannotAppend(path)
    at = int(value.end_mark.index)
    if parent.flow_style:
        return f"{mark}{body[:at]}, {line}{body[at:]}"
    newline = "\r\n" if "\r\n" in body else "\n"
    rest, line = body.find("\n", at), f"{' ' * name.start_mark.column}{line}"
    if rest < 0:
        return f"{mark}{body}{newline}{line}"
    return f"{mark}{body[: rest + 1]}{line}{newline}{body[rest + 1 :]}"


def _child(node: Node, part: str | int) -> Node:
    if isinstance(node, MappingNode):
        return next(value for key, value in node.value if key.value == part)
    return node.value[part]
