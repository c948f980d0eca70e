"""Texts that are refused before anything is read into them."""

from __future__ import annotations

from typing import Final

from .cues import speaks_to_machine
from .message import Message

#: Characters of one message; a longer one is no answer to anything we ask.
LONGEST: Final = 2000


def refused_length(text: str) -> str | None:
    """``empty`` or ``too_long``, else None."""
    if not text.strip():
        return "empty"
    return "too_long" if len(text) > LONGEST else None


def refused(message: Message) -> str | None:
    """``empty`` (nothing but control characters), ``no_text`` (symbols only), ``prompt`` (talk to a machine), else None."""
    if not message.text.strip():
        return "empty"
    if not message.core:
        return "no_text"
    return "prompt" if speaks_to_machine(message.folded) else None
