"""Personal values as they may be shown: to their owner on screen, and in logs."""

from __future__ import annotations

import re
from typing import Final

_ID: Final = re.compile(r"(?<![0-9A-Za-z])\d{17}[\dXx](?![0-9A-Za-z])")
_MOBILE: Final = re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)")


def mask(sensitivity: str, shown: str) -> str:
    """What the owner sees: ID numbers keep their first 3 and last 4 characters (a birthday must not show)."""
    if sensitivity != "sensitive" or len(shown) <= 7:
        return shown
    return f"{shown[:3]}{'*' * (len(shown) - 7)}{shown[-4:]}"


def scrub(text: str) -> str:
    """The text for a log: ID numbers and mobile numbers keep their last 4 characters only."""
    return _MOBILE.sub(_last_four, _ID.sub(_last_four, text))


def _last_four(match: re.Match[str]) -> str:
    found = match.group()
    return "*" * (len(found) - 4) + found[-4:]


def masked_name(name: str) -> str:
    """A name on a screen that others may see: its first character."""
    return f"{name[:1]}{'*' * max(len(name) - 1, 1)}" if name else ""


def masked_number(number: str) -> str:
    """A number there; one that is too short for it is not shown at all."""
    return mask("sensitive", number) if len(number) > 7 else ""
