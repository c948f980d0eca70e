"""Texts in pieces that WeChat takes."""

from __future__ import annotations

import re
from typing import Final

#: Bytes in UTF-8 of one text. The official page names no number; clients cut there.
LARGEST: Final = 2048
#: The best place for a cut comes first: between paragraphs, lines, sentences, parts of a sentence.
_BREAKS: Final = (re.compile(r"\n\n+"), re.compile(r"\n"), re.compile(r"(?<=[。！？])"), re.compile(r"(?<=[；，、])"))


def pages(text: str, more: str, largest: int = LARGEST) -> list[str]:
    """The text in pages of at most so many bytes; each but the last ends with ``more``, which says so. Nothing of it is lost.

    Raises:
        ValueError: there is no room for a character beside what says that more follows.
    """
    end = f"\n{more}"
    if largest < _size(end) + 4:
        raise ValueError("a page is too small")
    found: list[str] = []
    while _size(text) > largest:
        page, text = _cut(text, largest - _size(end))
        found.append(page + end)
    return [*found, text]


def _cut(text: str, room: int) -> tuple[str, str]:
    """What goes on the page, and the rest. A cut in the last half of the page is worth more than one at a better place."""
    fits = text.encode()[:room].decode("utf-8", "ignore")
    for place in _BREAKS:
        ends = [match.start() for match in place.finditer(fits) if _size(fits[: match.start()]) * 2 >= room]
        if ends:
            return fits[: ends[-1]].rstrip("\n"), text[ends[-1] :].lstrip("\n")
    return fits, text[len(fits) :]


def _size(text: str) -> int:
    return len(text.encode())
