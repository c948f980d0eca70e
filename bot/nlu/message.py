"""A message as understanding sees it: the words as they came, and a folded copy of the same length for matching."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from .folding import fold
from .particles import in_standard_words

#: Control, format, private and lone surrogate characters: nobody means to say them.
_CONTROL: Final = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\xad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\uf8ff\ufff0-\uffff]"
)
#: Symbols that say yes or no by themselves; other symbols say nothing.
_SIGNS: Final = frozenset("👍👌🆗✅✔√👎❌✖🙅")


@dataclass(frozen=True, slots=True)
class Message:
    """One inbound text.

    Args:
        text: as it came, each control character a space.
        folded: the same length as ``text``: half width, lower case, simplified characters, particles of dialects in standard words.
        core: ``folded`` without punctuation and spaces, for looking up whole phrases.
    """

    text: str
    folded: str
    core: str

    @classmethod
    def of(cls, raw: str) -> Message:
        """The message that ``raw`` is."""
        text = _CONTROL.sub(" ", raw)
        folded = in_standard_words(fold(text))
        return cls(text, folded, squash(folded))

    def part(self, start: int, end: int) -> Message:
        """The message that characters ``start`` to ``end`` (not included) would be."""
        folded = self.folded[start:end]
        return Message(self.text[start:end], folded, squash(folded))


def squash(folded: str) -> str:
    """Folded text without punctuation, spaces and symbols, but with the signs for yes and no kept."""
    if folded.isalnum():
        return folded
    return "".join(char for char in folded if char.isalnum() or char in _SIGNS)
