"""Texts that are refused before anything is read into them."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from .cues import speaks_to_machine
from .message import Message

#: Characters of one message; a longer one is no answer to anything we ask.
LONGEST: Final = 2000
#: Words of a name or a value in Latin letters; more of them may be a sentence.
_FEW: Final = 3
_ENGLISH: Final = re.compile(
    r"\b(?:i|we|you|my|our|your|the|a|is|are|am|was|do|does|did|can|could|will|would|need|want|have|has|how|what|where|when|why|which|to|for|in|on|of|and|not|please|it|this|that|much|many)\b"
)


def refused_length(text: str) -> str | None:
    """``empty`` or ``too_long``, else None."""
    if not text.strip():
        return "empty"
    return "too_long" if len(text) > LONGEST else None


def refused(message: Message) -> str | None:
    """Why nothing is read into the message, or None.

    ``empty`` (nothing but control characters), ``no_text`` (symbols only), ``prompt`` (talk to a machine), ``other_language``.
    """
    if not message.text.strip():
        return "empty"
    if not message.core:
        return "no_text"
    if speaks_to_machine(message.folded):
        return "prompt"
    return "other_language" if _is_foreign(message.text) else None


def _is_foreign(text: str) -> bool:
    """Letters of another script outnumber the Chinese ones by half, or the words are an English sentence.

    A sign of kana in a shop's name is none, nor is a name in Latin letters.
    """
    han = sum(1 for char in text if "\u3400" <= char <= "\u9fff")
    other = sum(1 for char in text if char.isalpha() and not (char.isascii() or "\u3400" <= char <= "\u9fff"))
    if other > 1 and 2 * other > han and any(not _is_latin(char) for char in text if char.isalpha()):
        return True
    words = text.lower().split()
    return han == 0 and len(words) > _FEW and len(_ENGLISH.findall(text.lower())) > 1


def _is_latin(char: str) -> bool:
    name = unicodedata.name(char, "")
    return char.isascii() or "LATIN" in name or "CJK" in name
