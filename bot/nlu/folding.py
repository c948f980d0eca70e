"""One spelling for matching: half width, lower case, simplified characters. Lengths never change, so positions hold."""

from __future__ import annotations

from functools import lru_cache

from .normalise import normalise


def fold(text: str) -> str:
    """The text in one spelling, as long as it was.

    Example: ``fold("面積１２０㎡")`` is ``"面积120㎡"``: a character that would become two stays as it is.
    """
    return text.lower() if text.isascii() else "".join(map(_fold, text))


@lru_cache(maxsize=4096)
def folded_names(label: str, names: tuple[str, ...]) -> tuple[str, ...]:
    """The label and the other names of a choice or fact, folded; they are the same at every message."""
    return tuple(fold(name) for name in (label, *names))


@lru_cache(maxsize=16384)
def _fold(char: str) -> str:
    alone = normalise(char).lower()
    return alone if len(alone) == 1 else char
