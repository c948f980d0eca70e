"""Whether a text holds nothing but words of the language and short numbers: no name, number or address of anybody."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from .segment import Dictionary
from .values.common_words import is_word
from .values.surnames import DOUBLE, SURNAMES

#: Single characters that are no part of a name where they stand alone.
_SMALL: Final = frozenset(
    "我你他她它们的地得了着过是有没不也都就还要在到去来给把被让跟和与或这那哪几个家间张份台种样次位吧啊呢吗嘛呀哦嗯好对"
    "一二三四五六七八九十百千万亿零两半平米方号楼层元块月日年点店做卖办装租请想会能可多少大小上下里外新旧"
)
_NUMBER: Final = re.compile(r"\d{1,4}(?:\.\d{1,2})?")
#: A long number, digit by digit.
_SPELT: Final = re.compile("[零〇一二三四五六七八九两幺]{5,}")
_NO_WORD: Final = re.compile(r"[^\w]+")


def is_plain(text: str) -> bool:
    """True only where every word is known not to be a name; a text that cannot be told is not plain."""
    if _SPELT.search(text) is not None:
        return False
    return all(_is_plain(word) for part in _NO_WORD.split(text) for word in _dictionary().cut(part, HMM=False))


def _is_plain(word: str) -> bool:
    if word.isascii():
        return _NUMBER.fullmatch(word) is not None
    if len(word) == 1:
        return word in _SMALL
    return word[:2] not in DOUBLE and (word[0] not in SURNAMES or is_word(word))


@cache
def _dictionary() -> Dictionary:
    return Dictionary()
