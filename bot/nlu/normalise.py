"""Text as it is matched: half width, simplified characters, no control characters. Done once, before any reader."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from importlib import resources
from itertools import zip_longest
from typing import Final

#: Control, format, private and lone surrogate characters.
_CONTROL: Final = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\xad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ud800-\uf8ff\ufff0-\uffff]"
)
_PUNCTUATION: Final = re.compile("[，；：？！（）]")
_SPACES: Final = re.compile(r"\s+")


def clean(text: str) -> str:
    """The text in half width without control characters; traditional characters keep their form (names do)."""
    return _SPACES.sub(" ", _CONTROL.sub("", unicodedata.normalize("NFKC", text))).strip()


def clean_words(text: str) -> str:
    """The same with Chinese punctuation as it was written: names and free words are filled into forms as they stand."""
    kept = _PUNCTUATION.split(_CONTROL.sub("", text))
    marks = _PUNCTUATION.findall(_CONTROL.sub("", text))
    pairs = zip_longest((unicodedata.normalize("NFKC", part) for part in kept), marks, fillvalue="")
    return _SPACES.sub(" ", "".join(part + mark for part, mark in pairs)).strip()


def normalise(text: str) -> str:
    """The cleaned text in simplified characters, the same length as ``clean`` gives."""
    return clean(text).translate(_simplified())


@cache
def _simplified() -> dict[int, str]:
    """Traditional -> simplified, character by character. Source: OpenCC's TSCharacters table."""
    table: dict[int, str] = {}
    source = resources.files("opencc").joinpath("dictionary/TSCharacters.txt")
    for line in source.read_text("utf-8").splitlines():
        traditional, _, simplified = line.partition("\t")
        if len(traditional) == 1 and simplified:
            table[ord(traditional)] = simplified.split(" ")[0]
    # In Chinese dialogue these are words of their own, not variants.
    for kept in "乾著":
        table.pop(ord(kept), None)
    return {code: simple for code, simple in table.items() if len(simple) == 1}
