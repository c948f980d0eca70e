"""Words of the language that begin as a name does: 包子, 余额, 任何. From jieba's dictionary, which tags names as names."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Final

import jieba

from .phrase import Phrase
from .surnames import SURNAMES

#: Tags of persons' names.
_NAMES: Final = frozenset({"nr", "nrt", "nrfg"})
#: Characters of a name.
_LONGEST: Final = 4


def is_word(name: str) -> bool:
    """Whether the dictionary has it as something else than a name."""
    return Phrase.of(name).text in _words()


@cache
def _words() -> frozenset[str]:
    """Read once; half a second."""
    return frozenset(
        word for word, tag in tagged_words() if 1 < len(word) <= _LONGEST and word[0] in SURNAMES and tag not in _NAMES
    )


def tagged_words() -> Iterator[tuple[str, str]]:
    """The dictionary's words with their tags, one line after the other: all at once they would take several times the room."""
    with jieba.get_dict_file() as lines:
        for line in lines:
            word, _, tag = line.decode("utf-8").split()
            yield word, tag
