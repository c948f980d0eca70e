"""Words of a lexicon with a gap in them: 「约~上门」 is said in 「约好了下周三上门」."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

#: What may stand in a gap: a few characters of the same clause, none of which denies.
_GAP: Final = r"[^,，。;；!！?？ 不没勿未别无]{0,6}?"


def spans(word: str, text: str) -> Iterator[tuple[int, int]]:
    """Where the word stands in the text, from its beginning to its end (not included)."""
    if "~" in word:
        if all(part in text for part in word.split("~")):
            yield from (match.span() for match in _pattern(word).finditer(text))
        return
    at = text.find(word)
    while at >= 0:
        yield at, at + len(word)
        at = text.find(word, at + 1)


@cache
def _pattern(word: str) -> re.Pattern[str]:
    return re.compile(_GAP.join(map(re.escape, word.split("~"))))
