"""The name of a file as it may be shown, kept and offered for saving."""

from __future__ import annotations

import unicodedata
from typing import Final

from .kinds import TAKEN

_LONGEST: Final = 80
#: Those that separate folders, or that a system gives a meaning.
_SIGNS: Final = frozenset('/\\:*?"<>|')
_NAMELESS: Final = "文件"


def safe_name(given: str, media_type: str) -> str:
    """The name without folders, control characters and signs that turn the line round, ending as its content does."""
    last = given.replace("\\", "/").rpartition("/")[2]
    kept = "".join(sign for sign in unicodedata.normalize("NFC", last) if sign not in _SIGNS and _is_seen(sign))
    stem = kept.rpartition(".")[0] or kept
    return f"{stem.strip(' .')[:_LONGEST] or _NAMELESS}{TAKEN[media_type]}"


def _is_seen(sign: str) -> bool:
    """Whether a character shows: controls, marks of direction, private and unpaired ones do not."""
    return sign == " " or unicodedata.category(sign)[0] not in "CZ"
