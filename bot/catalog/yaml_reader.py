"""YAML text -> plain data that knows its lines. Duplicate keys, anchors, tags and deep nesting are refused."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import CollectionEndEvent, CollectionStartEvent
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from .issues import Issue
from .own_files import text_of

#: A file longer than this is refused: nobody could check it by reading.
LONGEST: Final = 2_000_000
#: Lists and mappings inside each other; more is refused before it is built, for the builder's stack would not bear it.
DEEPEST: Final = 30
_ANCHOR: Final = "用了锚点（& 或 *）。"
_NO_ANCHOR: Final = "把内容直接写出来；文字以 & 或 * 开头的，加上引号。"
#: What the reader was at when it met something it could not read, and began on the line that is at fault.
_OPENED: Final = (
    "while parsing a flow mapping",
    "while parsing a flow sequence",
    "while scanning a simple key",
    "while scanning a quoted scalar",
)
_NO_SPACE: Final = re.compile(r"\s*(?:- )?[A-Za-z_][\w.-]*:[^\s:/]")
_PREFIX: Final = "tag:yaml.org,2002:"

Path_ = tuple[str | int, ...]


@dataclass(frozen=True, eq=False)
class Document:
    """A file's data with the line of every entry, by the path to it. It is never changed: the next reading may get it too."""

    file: str
    data: Any
    lines: Mapping[Path_, int] = field(default_factory=dict)

    def line(self, *path: str | int) -> int:
        """The line of an entry, or of the nearest one around it; 1 when nothing is known."""
        for end in range(len(path), -1, -1):
            if path[:end] in self.lines:
                return self.lines[path[:end]]
        return 1

    def origin(self, *path: str | int) -> tuple[Document, Path_]:
        """The file that an entry was written in, and the path to it there."""
        return self, path

    def at(self, *path: str | int) -> tuple[str, int]:
        """The name of the file that an entry was written in, and its line there."""
        home, place = self.origin(*path)
        return home.file, home.line(*place)

    def is_included(self, *path: str | int) -> bool:
        """Whether the entry was written in another file than the rest."""
        return self.origin(*path)[0].file != self.file

    @property
    def files(self) -> frozenset[str]:
        """The files that it was written in."""
        return frozenset({self.file})


def read_yaml(root: Path, file: Path) -> tuple[Document | None, list[Issue]]:
    """The document, or None with what keeps it from being read."""
    name = file.relative_to(root).as_posix()
    try:
        text = text_of(root, file)
    except OSError:
        return None, [Issue(name, 0, "YAML-01", "没有这个文件，或者文件读不了。", "补上这个文件。")]
    except UnicodeDecodeError as fault:
        line = fault.object[: fault.start].count(b"\n") + 1
        return None, [Issue(name, line, "YAML-01", "这里不是 UTF-8 编码的文字。", "用 UTF-8 编码重新保存文件。")]
    return parse_yaml(name, text)


def parse_yaml(name: str, text: str) -> tuple[Document | None, list[Issue]]:
    """The document that ``text`` is, or None with what keeps it from being read. ``name``: the file, for the issues."""
    if len(text) > LONGEST:
        return None, [Issue(name, 0, "YAML-02", f"文件超过 {LONGEST // 10_000} 万个字符。", "拆成几个文件。")]
    document, issues = _parsed(name, text)
    return document, list(issues)


@lru_cache(maxsize=64)
def _parsed(name: str, text: str) -> tuple[Document | None, tuple[Issue, ...]]:
    """A file that did not change since it was last read is not taken apart again."""
    try:
        unwanted = list(_unwanted(name, text))
        node = YAML(typ="safe").compose(text) if not unwanted else None
    except YAMLError as fault:
        return None, (_malformed(name, text, fault),)
    if unwanted:
        return None, tuple(unwanted)
    builder = _Builder(name)
    data = builder.build(node, ()) if node is not None else None
    if builder.issues:
        return None, tuple(builder.issues)
    return Document(name, data, builder.lines), ()


def _unwanted(name: str, text: str) -> Iterator[Issue]:
    """Anchors, aliases and deep nesting, found before anything is built from them."""
    depth = 0
    for event in YAML(typ="safe").parse(text):
        line = event.start_mark.line + 1
        if getattr(event, "anchor", None) is not None:
            yield Issue(name, line, "YAML-05", _ANCHOR, _NO_ANCHOR)
        if isinstance(event, CollectionStartEvent):
            depth += 1
        elif isinstance(event, CollectionEndEvent):
            depth -= 1
        if depth > DEEPEST:
            what = f"列表和键一层套一层，超过了 {DEEPEST} 层。"
            yield Issue(name, line, "YAML-07", what, "检查括号和缩进，少套几层。")
            return


def _malformed(name: str, text: str, fault: YAMLError) -> Issue:
    """The issue for text that is not YAML, with the commonest causes told apart."""
    mark = fault.problem_mark if isinstance(fault, MarkedYAMLError) else None
    if mark is None:
        bad = next(
            (at for at, character in enumerate(text) if not character.isprintable() and character not in "\t\r\n"), 0
        )
        return Issue(
            name, text.count("\n", 0, bad) + 1, "YAML-03", "这里有看不见的控制字符。", "删掉这个字符，重新输入这一行。"
        )
    written = text.splitlines()[mark.line : mark.line + 1]
    if written and "\t" in written[0][: len(written[0]) - len(written[0].lstrip())]:
        return Issue(name, mark.line + 1, "YAML-03", "这一行用制表符（Tab）缩进。", "用空格缩进。")
    context = str(getattr(fault, "context", None) or "")
    if context.startswith(("while scanning an alias", "while scanning an anchor")):
        return Issue(name, mark.line + 1, "YAML-05", _ANCHOR, _NO_ANCHOR)
    for line in (mark.line, mark.line + 1):
        if _NO_SPACE.match("".join(text.splitlines()[line - 1 : line])):
            return Issue(name, line, "YAML-03", "这一行的冒号后面没有空格。", "冒号后面空一格。")
    start = getattr(fault, "context_mark", None)
    if start is not None and context.startswith(_OPENED):
        # What was opened and not closed, or begun and not ended, is the mistake; the reader only noticed further down.
        what = "这里开始的括号、引号或者键，后面读不下去了。"
        remedy = "检查这一行的括号和引号是不是成对，冒号后面有没有空一格。"
        return Issue(name, start.line + 1, "YAML-03", what, remedy)
    line = mark.line + 1
    return Issue(name, line, "YAML-03", "这里不是合法的 YAML。", "检查这一行和上一行的缩进、冒号后的空格、引号和括号。")


class _Builder:
    def __init__(self, file: str) -> None:
        self._file = file
        self.lines: dict[Path_, int] = {}
        self.issues: list[Issue] = []

    def build(self, node: Node, path: Path_) -> Any:
        """The node's data; lines and mistakes are collected on the way."""
        line = node.start_mark.line + 1
        self.lines.setdefault(path, line)
        kind = str(node.tag).removeprefix(_PREFIX)
        if kind not in _KINDS[type(node)]:
            self.issues.append(
                Issue(self._file, line, "YAML-06", f"用了标签 {node.tag}。", "删掉标签，只写普通的文字和数字。")
            )
            return None
        if isinstance(node, MappingNode):
            return self._mapping(node, path)
        if isinstance(node, SequenceNode):
            return [self.build(item, (*path, index)) for index, item in enumerate(node.value)]
        return _scalar(_SCALARS[kind], node.value)

    def _mapping(self, node: MappingNode, path: Path_) -> dict[str, Any]:
        data: dict[str, Any] = {}
        for key_node, value_node in node.value:
            line = key_node.start_mark.line + 1
            if not isinstance(key_node, ScalarNode):
                what = "冒号前面应当是一个名字，这里是列表或括号。"
                self.issues.append(
                    Issue(self._file, line, "YAML-08", what, "改成「名字: 内容」；文字里有花括号的，整段加引号。")
                )
                continue
            key = str(key_node.value)
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


def _scalar(reader: Callable[[str], Any], text: str) -> Any:
    """The value; a number that is too long to be one stays text, and the shape says so."""
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
    "timestamp": str,
}
#: The tags that each kind of node may have: those that plain YAML gives it by itself.
_KINDS: Final[dict[type[Node], Container[str]]] = {
    MappingNode: ("map",),
    SequenceNode: ("seq",),
    ScalarNode: _SCALARS,
}
