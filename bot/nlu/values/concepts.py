"""What is of a choice's sort: to one called 现烤面包 belong 蛋挞, 曲奇, 可颂. Kept in ``lexicon/concepts.txt``."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Final

from ..lexicon_reader import lexicon

#: What stands between a concept's heads and its words.
_MARK: Final = " = "


def words_of_sort(names: Iterable[str]) -> tuple[str, ...]:
    """The words of each concept that one of the names is headed by; a head ``=自有`` must be the whole of a name."""
    called = tuple(names)
    found: dict[str, None] = {}
    for heads, words in _concepts():
        if any(_is_headed(head, called) for head in heads):
            found.update(dict.fromkeys(words))
    return tuple(found)


def _is_headed(head: str, names: tuple[str, ...]) -> bool:
    if head.startswith("=") or len(head) == 1:
        return head.removeprefix("=") in names
    return any(head in name for name in names)


@cache
def _concepts() -> tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]:
    parts = [line.partition(_MARK) for line in lexicon("concepts")["concepts"]]
    return tuple((tuple(heads.split()), tuple(words.split())) for heads, _, words in parts)
