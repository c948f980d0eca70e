"""What is of a choice's sort: to one called 现烤面包 belong 蛋挞, 曲奇, 可颂. Kept in ``lexicon/concepts.txt``."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Final

from ..lexicon_reader import lexicon
from ..normalise import normalise

#: What stands between a concept's heads and its words.
_MARK: Final = " = "


def words_of_sort(names: Iterable[str]) -> tuple[str, ...]:
    """The words of each concept that one of the names is headed by; a head ``=自有`` must be the whole of a name."""
    called = frozenset(names)
    together = "\n".join(called)
    found: dict[str, None] = {}
    for heads, words in _concepts():
        if any(head in called if whole else head in together for head, whole in heads):
            found.update(words)
    return tuple(found)


@cache
def _concepts() -> tuple[tuple[tuple[tuple[str, bool], ...], dict[str, None]], ...]:
    """Each concept's heads, with whether a head must be the whole of a name, and its words."""
    parts = [line.partition(_MARK) for line in lexicon("concepts")["concepts"]]
    return tuple(
        (
            tuple(
                (head.removeprefix("="), head.startswith("=") or len(head) == 1) for head in normalise(heads).split()
            ),
            dict.fromkeys(words.split()),
        )
        for heads, _, words in parts
    )
