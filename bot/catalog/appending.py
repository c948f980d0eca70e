"""One more entry in a list of an author's file: every other character of the file stays as it was."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

Path_ = Sequence["str | int"]
_MARK: Final = "\ufeff"


class CannotAppend(ValueError):
    """The file has no such place, or would not read as meant afterwards; nothing was changed."""


def append(text: str, path: Path_, entry: str, *, after: str = "") -> str:
    """The file's text with the entry, a string, at the end of the list at ``path``, in the style the list is written in.

    Args:
        after: the key behind which the list is begun, where its mapping has none yet.

    Raises:
        CannotAppend: there is no such place, or the entry cannot be written there.
    """
    if not entry.strip() or any(not char.isprintable() for char in entry):
        raise CannotAppend(f"{entry!r} is nothing that can be written in one line")
    body = text.removeprefix(_MARK)
    root = _compose(body)
    found = _walk(root, path)
    if isinstance(found, SequenceNode):
        changed = _insert(body, found, entry)
    else:
        parent = _walk(root, path[:-1])
        if found is not None or not isinstance(parent, MappingNode):
            raise CannotAppend(f"{'.'.join(str(part) for part in path)} is no list")
        changed = _begin(body, parent, str(path[-1]), entry, after)
    _prove(body, changed, path, entry)
    return _MARK * text.startswith(_MARK) + changed


def _compose(body: str) -> Node | None:
    try:
        return YAML(typ="safe").compose(body)
    except YAMLError as fault:
        raise CannotAppend("the file is no YAML") from fault


def _walk(node: Node | None, path: Path_) -> Node | None:
    for part in path:
        if isinstance(node, MappingNode):
            node = next((value for key, value in node.value if key.value == part), None)
        elif isinstance(node, SequenceNode) and isinstance(part, int) and part < len(node.value):
            node = node.value[part]
        else:
            return None
    return node


def _insert(body: str, found: SequenceNode, entry: str) -> str:
    if found.flow_style:
        if not found.value:
            at = found.start_mark.index + 1
            return body[:at] + quoted(entry) + body[at:]
        at = found.value[-1].end_mark.index
        return f"{body[:at]}, {quoted(entry)}{body[at:]}"
    last = found.value[-1]
    if not isinstance(last, ScalarNode):
        raise CannotAppend("the list does not hold texts")
    return _line_after(body, last.end_mark.index, f"{' ' * found.start_mark.column}- {quoted(entry)}")


def _begin(body: str, parent: MappingNode, key: str, entry: str, after: str) -> str:
    pair = next(((name, value) for name, value in parent.value if name.value == after), None)
    if pair is None:
        raise CannotAppend(f"there is no {after} to write {key} behind")
    name, value = pair
    if not isinstance(value, ScalarNode):
        raise CannotAppend(f"{after} is no text")
    if parent.flow_style:
        at = value.end_mark.index
        return f"{body[:at]}, {key}: [{quoted(entry)}]{body[at:]}"
    return _line_after(body, value.end_mark.index, f"{' ' * name.start_mark.column}{key}: [{quoted(entry)}]")


def _line_after(body: str, at: int, line: str) -> str:
    """The text with a line of its own behind the one that character ``at`` is in."""
    newline = "\r\n" if "\r\n" in body else "\n"
    end = body.find("\n", max(at - 1, 0) if body[at - 1 : at] == "\n" else at)
    if end < 0:
        return f"{body}{newline}{line}"
    return f"{body[: end + 1]}{line}{newline}{body[end + 1 :]}"


def quoted(entry: str) -> str:
    """The text as it stands inside ``[]``: bare where that reads as the same text, else in quotes."""
    try:
        bare = YAML(typ="safe").load(f"[{entry}]") == [entry] and YAML(typ="safe").load(f"- {entry}") == [entry]
    except YAMLError:
        bare = False
    return entry if bare else f"'{entry}'".replace(entry, entry.replace("'", "''"))


def _prove(before: str, after: str, path: Path_, entry: str) -> None:
    """Reads both: nothing but this entry may have come."""
    wanted: Any = YAML(typ="safe").load(before)
    place = wanted
    for part in path[:-1]:
        place = place[part]
    place[path[-1]] = [*(place.get(path[-1]) or () if isinstance(place, dict) else place[path[-1]]), entry]
    try:
        found = YAML(typ="safe").load(after)
    except YAMLError as fault:
        raise CannotAppend(f"{entry!r} cannot be written there") from fault
    if found != wanted:
        raise CannotAppend(f"{entry!r} cannot be written there")
