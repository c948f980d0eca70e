"""Words of the language that begin as a name does (包子, 余额, 任何), and those that are names. From jieba's dictionary, which tags them."""

from __future__ import annotations

from functools import cache
from typing import Final, NamedTuple

import jieba

from .phrase import Phrase
from .surnames import SURNAMES

#: Tags of persons' names.
_PERSONS: Final = frozenset({"nr", "nrt", "nrfg"})
#: What the tags of names of persons, places, organisations and things begin with.
_NAMES: Final = ("nr", "ns", "nt", "nz")
#: Characters of a name; longer words are not kept.
LONGEST: Final = 4


class _Words(NamedTuple):
    """``common``: words that begin with a surname and name no person; ``names``: words that name somebody or something."""

    common: frozenset[str]
    names: frozenset[str]


def is_word(name: str) -> bool:
    """Whether the dictionary has it as something else than a name."""
    return Phrase.of(name).text in _words().common


def name_words() -> frozenset[str]:
    """Words that the dictionary tags as the name of a person, a place, an organisation or a thing; some fifteen megabytes."""
    return _words().names


@cache
def _words() -> _Words:
    """Read once, half a second; line after line, for all at once would take several times the room."""
    common: set[str] = set()
    names: set[str] = set()
    with jieba.get_dict_file() as lines:
        for line in lines:
            word, _, tag = line.decode("utf-8").split()
            if not 1 < len(word) <= LONGEST:
                continue
            if tag.startswith(_NAMES):
                names.add(word)
            if word[0] in SURNAMES and tag not in _PERSONS:
                common.add(word)
    return _Words(frozenset(common), frozenset(names))
