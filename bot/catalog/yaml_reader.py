"""YAML text -> plain data that knows its lines. Duplicate keys, anchors, tags and deep nesting are refused."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    CollectionEndEvent,
    CollectionStartEvent,
    DocumentStartEvent,
    Event,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
    SequenceStartEvent,
)
from ruamel.yaml.nodes import ScalarNode

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
_RESOLVER: Final = YAML(typ="safe").resolver

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


@lru_cache(maxsize=4096)
def _parsed(name: str, text: str) -> tuple[Document | None, tuple[Issue, ...]]:
    """A file that did not change since it was last read is not taken apart again."""
    events: list[Event] = []
    try:
        unwanted = tuple(_unwanted(name, YAML(typ="safe").parse(text), events))
    except YAMLError as fault:
        return None, (_malformed(name, text, fault),)
    if unwanted:
        return None, unwanted
    starts = [event.start_mark.line + 1 for event in events if isinstance(event, DocumentStartEvent)]
    if len(starts) > 1:
        what = "一个文件里有两份内容（用 --- 隔开）。"
        return None, (Issue(name, starts[1], "YAML-03", what, "拆成两个文件，或者删掉 ---。"),)
    builder = _Builder(name, events)
    data = builder.build()
    if builder.issues:
        return None, tuple(builder.issues)
    return Document(name, data, builder.lines), ()


def _unwanted(name: str, read: Iterable[Event], events: list[Event]) -> Iterator[Issue]:
    """Anchors, aliases and deep nesting, found before anything is built; what is read is kept in ``events`` as far as it goes."""
    depth = 0
    for event in read:
        events.append(event)
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
    """Makes data of one document's events; lines and mistakes are collected on the way."""

    def __init__(self, file: str, events: Iterable[Event]) -> None:
        self._file = file
        self._events = iter(events)
        self.lines: dict[Path_, int] = {}
        self.issues: list[Issue] = []

    def build(self) -> Any:
        """The document's data."""
        for event in self._events:
            if isinstance(event, NodeEvent):
                return self._node(event, ())
        return None

    def _node(self, event: Event, path: Path_) -> Any:
        line = event.start_mark.line + 1
        self.lines.setdefault(path, line)
        kind = _kind_of(event)
        if kind not in _KINDS[type(event)]:
            what = f"用了标签 {event.tag or _PREFIX + kind}。"
            self.issues.append(Issue(self._file, line, "YAML-06", what, "删掉标签，只写普通的文字和数字。"))
            self._skip(event)
            return None
        if isinstance(event, MappingStartEvent):
            return self._mapping(path)
        if isinstance(event, SequenceStartEvent):
            return [self._node(item, (*path, index)) for index, item in enumerate(self._inside())]
        return _scalar(_SCALARS[kind], event.value)

    def _inside(self) -> Iterator[Event]:
        """The first event of each thing in a collection; whoever takes one takes all that belongs to it."""
        for event in self._events:
            if isinstance(event, CollectionEndEvent):
                return
            yield event

    def _skip(self, event: Event) -> None:
        """Passes over what belongs to a thing that is not taken."""
        if isinstance(event, CollectionStartEvent):
            for inner in self._inside():
                self._skip(inner)

    def _mapping(self, path: Path_) -> dict[str, Any]:
        data: dict[str, Any] = {}
        for key_event in self._inside():
            line = key_event.start_mark.line + 1
            if not isinstance(key_event, ScalarEvent):
                self._skip(key_event)
                self._skip(next(self._events))
                what = "冒号前面应当是一个名字，这里是列表或括号。"
                self.issues.append(
                    Issue(self._file, line, "YAML-08", what, "改成「名字: 内容」；文字里有花括号的，整段加引号。")
                )
                continue
            key = str(key_event.value)
            place = (*path, key)
            if key in data:
                self._skip(next(self._events))
                what = f"键 {key} 写了两次（第 {self.lines[place]} 行已经有了）。"
                self.issues.append(Issue(self._file, line, "YAML-04", what, "删掉一个，或者合并。"))
                continue
            self.lines[place] = line
            data[key] = self._node(next(self._events), place)
        return data


def _kind_of(event: Event) -> str:
    """What plain YAML makes of the thing, e.g. ``int``; or the tag that somebody gave it."""
    if event.tag is not None and event.tag != "!":
        return str(event.tag).removeprefix(_PREFIX)
    if isinstance(event, ScalarEvent):
        return _kind_of_text(event.value) if event.implicit[0] else "str"
    return "map" if isinstance(event, MappingStartEvent) else "seq"


@lru_cache(maxsize=65536)
def _kind_of_text(text: str) -> str:
    """The kind of an unquoted text, by the rules of YAML 1.2."""
    return str(_RESOLVER.resolve(ScalarNode, text, (True, False))).removeprefix(_PREFIX)


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
#: The tags that each kind of thing may have: those that plain YAML gives it by itself.
_KINDS: Final[dict[type[Event], Container[str]]] = {
    MappingStartEvent: ("map",),
    SequenceStartEvent: ("seq",),
    ScalarEvent: _SCALARS,
}
