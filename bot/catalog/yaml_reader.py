"""YAML text -> plain data that knows its lines. Duplicate keys, anchors and tags of one's own are refused."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Final

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from .issues import Issue

#: A file longer than this is refused: nobody could check it by reading.
LONGEST: Final = 2_000_000
_PREFIX: Final = "tag:yaml.org,2002:"

Path_ = tuple[str | int, ...]


@dataclass(frozen=True)
class Document:
    """A file's data with the line of every entry, by the path to it."""

    file: str
    data: Any
    lines: Mapping[Path_, int] = field(default_factory=dict)

    def line(self, *path: str | int) -> int:
        """The line of an entry, or of the nearest one around it; 1 when nothing is known."""
        for end in range(len(path), -1, -1):
            if path[:end] in self.lines:
                return self.lines[path[:end]]
        return 1


def read_yaml(root: Path, file: Path) -> tuple[Document | None, list[Issue]]:
    """The document, or None with what keeps it from being read."""
    name = file.relative_to(root).as_posix()
    try:
        text = file.read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        return None, [Issue(name, 0, "YAML-01", "文件读不了。", "用 UTF-8 保存文件。")]
    if len(text) > LONGEST:
        return None, [Issue(name, 0, "YAML-02", "文件太大。", "拆成几个文件。")]
    try:
        node = YAML(typ="safe").compose(text)
    except MarkedYAMLError as fault:
        line = fault.problem_mark.line + 1 if fault.problem_mark is not None else 0
        return None, [Issue(name, line, "YAML-03", "这里不是合法的 YAML。", "检查缩进、冒号后的空格和引号。")]
    except YAMLError:
        return None, [Issue(name, 0, "YAML-03", "这里不是合法的 YAML。", "检查缩进、冒号后的空格和引号。")]
    builder = _Builder(name)
    data = builder.build(node, ()) if node is not None else None
    if builder.issues:
        return None, builder.issues
    return Document(name, data, builder.lines), []


class _Builder:
    def __init__(self, file: str) -> None:
        self._file = file
        self.lines: dict[Path_, int] = {}
        self.issues: list[Issue] = []
        self._seen: set[int] = set()

    def build(self, node: Node, path: Path_) -> Any:
        """The node's data; lines and mistakes are collected on the way."""
        line = node.start_mark.line + 1
        self.lines.setdefault(path, line)
        if id(node) in self._seen or node.anchor is not None:
            self.issues.append(Issue(self._file, line, "YAML-05", "用了锚点（& 或 *）。", "把内容直接写出来。"))
            return None
        self._seen.add(id(node))
        if isinstance(node, MappingNode):
            return self._mapping(node, path)
        if isinstance(node, SequenceNode):
            return [self.build(item, (*path, index)) for index, item in enumerate(node.value)]
        return self._scalar(node)

    def _mapping(self, node: MappingNode, path: Path_) -> dict[str, Any]:
        data: dict[str, Any] = {}
        for key_node, value_node in node.value:
            key = str(key_node.value)
            line = key_node.start_mark.line + 1
            place = (*path, key)
            if key in data:
                first = self.lines[place]
                self.issues.append(
                    Issue(
                        self._file,
                        line,
                        "YAML-04",
                        f"键 {key} 写了两次（第 {first} 行已经有了）。",
                        "删掉一个，或者合并。",
                    )
                )
                continue
            self.lines[place] = line
            data[key] = self.build(value_node, place)
        return data

    def _scalar(self, node: ScalarNode) -> Any:
        kind, text = node.tag.removeprefix(_PREFIX), node.value
        reader = _SCALARS.get(kind)
        if reader is None:
            line = node.start_mark.line + 1
            self.issues.append(
                Issue(self._file, line, "YAML-06", f"用了标签 {node.tag}。", "只写普通的文字、数字、日期。")
            )
            return None
        try:
            return reader(text)
        except ValueError:
            return text


def _boolean(text: str) -> bool:
    return text.lower() == "true"


_SCALARS: Final[dict[str, Any]] = {
    "str": str,
    "int": lambda text: int(text.replace("_", ""), 0) if not text.isdigit() else int(text),
    "float": float,
    "bool": _boolean,
    "null": lambda text: None,
    "timestamp": date.fromisoformat,
}
