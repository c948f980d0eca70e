"""A document as data: what it is called, what stands in it, who signs it. Both renderings show the same."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, Union

#: Stands on each of them.
MARK: Final = "由导办按您的回答生成，签字盖章前请核对"
#: What XML, and with it a Word file, cannot hold; and what would turn the direction of the text around.
_UNWANTED: Final = re.compile(
    "[^\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|[\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff\u2028\u2029]+"
)


def clean(text: str) -> str:
    """The text on one line, without characters that a document cannot hold."""
    return " ".join(_UNWANTED.sub(" ", text).split())


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Some lines of text."""

    text: str
    kind: str = "paragraph"


@dataclass(frozen=True, slots=True)
class Listing:
    """Numbered lines under a heading, each with its source in small type; the source may be empty."""

    heading: str
    items: tuple[tuple[str, str], ...]
    kind: str = "listing"


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under a heading. Without columns' names each row is a name and its value."""

    heading: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    kind: str = "table"


Block = Union[Paragraph, Listing, Table]


@dataclass(frozen=True, slots=True)
class Document:
    """A document, whole. ``signatures``: what is signed, a line each; empty where nobody signs."""

    title: str
    blocks: tuple[Block, ...]
    signatures: tuple[str, ...] = ()
    mark: str = MARK
