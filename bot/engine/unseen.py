"""Characters that nobody sees: controls, ends of lines that are none, and marks that turn the line round."""

from __future__ import annotations

import re
from typing import Final

#: New lines and tabs are seen. Source: Unicode 15, categories Cc, Zl and Zp, and the characters of Bidi_Control; with the byte order mark.
_UNSEEN: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]")


def has_unseen(text: str) -> bool:
    """Whether the text holds one."""
    return _UNSEEN.search(text) is not None


def without_unseen(text: str) -> str:
    """The text without them."""
    return _UNSEEN.sub("", text)
