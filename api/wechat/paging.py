"""Texts in pages that WeChat takes."""

from __future__ import annotations

import re
from typing import Final

#: Bytes in UTF-8 of one text. The official page names no number; clients cut there.
LARGEST: Final = 2048
#: The best place for a cut comes first: between paragraphs, lines, sentences, parts of a sentence.
_BREAKS: Final = (re.compile(r"\n\n+"), re.compile(r"\n"), re.compile(r"(?<=[。！？])"), re.compile(r"(?<=[；，、])"))


def first_page(text: str, more: str, largest: int = LARGEST) -> tuple[str, str]:
    """The first page, which ends with ``more`` where it is not the last, and what follows it. Nothing of the text is lost.

    Raises:
        ValueError: there is no room for a character beside what says that more follows.
    """
    end = f"\n{more}" if more else ""
    if largest < _size(end) + 4:
        raise ValueError("a page is too small")
    if _size(text) <= largest:
        return text, ""
    page, rest = _cut(text, largest - _size(end))
    return page + end, rest


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
