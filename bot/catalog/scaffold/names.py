"""Names that an author may give, the mark of what is still to be written, and words from a file made safe to show."""

from __future__ import annotations

import re
from typing import Any, Final

from ..blanks import MARK

_ID: Final = re.compile(r"[a-z][a-z0-9_]{0,63}")
_LONGEST_WORDS: Final = 60


def is_id(text: str) -> bool:
    """Whether it can name a form, a scenario or a folder: small letters, digits, underlines; never a path."""
    return _ID.fullmatch(text) is not None


def mark(hint: str = "") -> str:
    """The mark, with what is wanted."""
    return f"{MARK}：{hint}" if hint else MARK


def cleaned(text: Any) -> str:
    """One line of printable text, however the file has it; empty when it is no text."""
    if not isinstance(text, str):
        return ""
    spaced = " ".join(text.split())
    return "".join(char for char in spaced if char.isprintable())[:_LONGEST_WORDS]


def snake(name: str) -> str:
    """A property's name as part of a fact's id: ``plateNo`` -> ``plate_no``; empty when nothing usable is left."""
    parted = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower()
    return re.sub(r"_+", "_", re.sub(r"[^a-z0-9]", "_", parted)).strip("_").lstrip("0123456789_")
