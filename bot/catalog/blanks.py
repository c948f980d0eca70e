"""Places that were left to be filled in: 「待填」 in a key or a text, and texts with nothing in them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from .issues import Issue
from .shapes import in_words
from .yaml_reader import Document

#: Stands where an author must write; a hint may follow it: 「待填：依据」.
MARK: Final = "待填"
_REMEDY: Final = "写上内容；用不着的，把这一项删掉。"


def blanks(document: Document) -> Iterator[Issue]:
    """One issue for each mark that was left in the document, and for each text that is empty."""
    for path, text in _texts(document.data, ()):
        if not text.strip():
            yield Issue(document.file, document.line(*path), "BLANK-01", f"{in_words(path)} 是空的。", _REMEDY)
        for _ in range(text.count(MARK)):
            what = f"{in_words(path)} 还没有填：{text[:40]}。"
            yield Issue(document.file, document.line(*path), "BLANK-01", what, _REMEDY)


def _texts(node: Any, path: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Every key and every text, with its place."""
    if isinstance(node, str):
        yield path, node
    elif isinstance(node, Mapping):
        for key, value in node.items():
            yield (*path, key), key
            yield from _texts(value, (*path, key))
    elif isinstance(node, list):
        for index, value in enumerate(node):
            yield from _texts(value, (*path, index))


def without_echoes(issues: list[Issue]) -> list[Issue]:
    """The issues, less those on the line of a blank: they only say what is wrong with the mark itself."""
    open_lines = {(issue.file, issue.line) for issue in issues if issue.code == "BLANK-01"}
    return [issue for issue in issues if issue.code == "BLANK-01" or (issue.file, issue.line) not in open_lines]
