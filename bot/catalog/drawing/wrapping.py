"""Long Chinese texts in lines that fit: a CJK character is two units wide, a Latin one 1.4 to 2.3."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

#: What may not start a line, and what may not end one.
_NOT_FIRST: Final = frozenset("，。、；：？！）】》」』〕…,.;:?!)]}%㎡")
_NOT_LAST: Final = frozenset("（【《「『〔○□([{")
#: Characters that may go down to the next line for that; where it takes more, the line ends as it comes.
_MOST_KEPT: Final = 6
_WORDS: Final = re.compile(r"[A-Za-z0-9_.+\-]+|.", re.DOTALL)
#: What neither XML nor a reader can take.
_CONTROL: Final = re.compile(
    "[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]+"
)


def clean(text: str) -> str:
    """The text on one line, without control characters, marks that turn its direction, and doubled spaces."""
    return " ".join(_CONTROL.sub(" ", text).split())


def width(text: str) -> float:
    """How wide the text is in units of half a CJK character."""
    return sum(_width(char) for char in text)


def wrap(text: str, units: float) -> list[str]:
    """The text in lines no wider than ``units`` (at least 8), with punctuation where it belongs; never empty."""
    lines, line = [], ""
    for piece in _pieces(clean(text), units):
        if line and width(line) + width(piece) > units:
            kept = _kept(line, piece)
            lines.append(line[: len(line) - len(kept)].rstrip())
            line = kept
        line = (line + piece) if line else piece.lstrip()
    return [*lines, line] if line or not lines else lines


def _kept(line: str, piece: str) -> str:
    """The end of a full line that has to go down with the next piece."""
    at, first = len(line), piece
    while at > 1 and (first[0] in _NOT_FIRST or line[at - 1] in _NOT_LAST):
        at -= 1
        first = line[at]
    return line[at:] if len(line) - at <= _MOST_KEPT and at > 1 else ""


def _pieces(text: str, units: float) -> Iterator[str]:
    """Characters, and Latin words whole unless they are wider than a third of a line."""
    for match in _WORDS.finditer(text):
        word = match.group()
        if width(word) <= units / 3:
            yield word
        else:
            yield from word


def _width(char: str) -> float:
    if unicodedata.combining(char):
        return 0
    if unicodedata.east_asian_width(char) in ("W", "F", "A"):
        return 2
    return 2.3 if char in "MW@%" else 2 if char in "mw" else 1.6 if char.isupper() else 1.4
