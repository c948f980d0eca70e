"""Free words -> words that tell of nobody, or nothing: only what is known to be harmless is kept, the rest is left out.

Not a list of what to take out, which would always lack something, but of what may stay: words of the catalog and the
lexicon, other words of the language that are nobody's name, and single characters that make up no name. Where a word hints
at a person, a firm or a place, the whole text is dropped.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from bot.engine import Catalog
from bot.nlu.normalise import normalise
from bot.nlu.segment import Dictionary, Segmenter
from bot.nlu.values.common_words import LONGEST as LONGEST_WORD
from bot.nlu.values.common_words import is_word, name_words
from bot.nlu.values.person_name import name_in
from bot.nlu.values.surnames import DOUBLE, SURNAMES

from .hints import ALWAYS, HINTS, LINKING, NUMERALS, PARTICLES
from .vocabulary import catalog_words, lexicon_words

#: Characters of a text that may be kept: longer ones are stories.
LONGEST: Final = 30
NUMBER: Final = "⟨数字⟩"
LATIN: Final = "⟨字母⟩"
NAME: Final = "⟨姓名⟩"
OTHER: Final = "⟨名称⟩"
_HAN: Final = re.compile(r"[\u3400-\u9fff]+")
_BETWEEN: Final = re.compile(r"[\W_]+")
_PIECES: Final = re.compile(r"[\u3400-\u9fff]+|[^\u3400-\u9fff]+")
#: How often a word with a surname in it (方便, 方明, 问荆) must stand in the dictionary's texts to be no name or part of one.
_OFTEN: Final = 1000
#: How often a word must stand there to be taken for no given name.
_USUAL: Final = 600
#: From so many unknown characters in a row they are taken for a name.
_UNKNOWN: Final = 3
#: More numbers than these, and words with 一 in them, may be one long number said in pieces.
_MOST_NUMBERS: Final = 2
#: How many different people must have said the same before it is kept: words of the catalog and the lexicon, other words,
#: and rare ones, or two characters in a row that make no word: slang, or a given name.
PLAIN: Final = 1
WORDS: Final = 3
STRANGE: Final = 10


@dataclass(frozen=True, slots=True)
class Scrubbed:
    """What may be kept of a text, as soon as so many different ``people`` have said it."""

    text: str
    people: int


class Scrubber:
    """Scrubs in terms of one catalog. Built once; safe to share between threads."""

    def __init__(self, catalog: Catalog, dictionary: Dictionary) -> None:
        self._own = catalog_words(catalog)
        self._known = self._own | lexicon_words()
        self._dictionary = dictionary
        self._segmenter = Segmenter(self._known, dictionary)

    def warm(self) -> None:
        """The word lists are in memory; the first text would load them otherwise."""
        self._dictionary.initialize()
        name_words()
        is_word("")

    def scrub(self, raw: str) -> Scrubbed | None:
        """What may be kept of the words, or None when nothing may."""
        if len(raw) > 4 * LONGEST:
            return None
        # 「张 伟」 and 「张·伟」 are one name, 「138-1234」 is one number: nothing that stands between may hide them
        text = _bare(raw)
        if not 0 < len(text) <= LONGEST or ALWAYS.search(text):
            return None
        tokens = [token for piece in _PIECES.findall(text) for token in self._tokens(piece)]
        if HINTS.search("|".join("" if token in self._own else token for token in tokens) + "|"):
            return None
        kept = self._without_names(tokens)
        named = NAME in kept or OTHER in kept
        if not any(_HAN.fullmatch(token) for token in kept) or (named and any(map(_is_strange, kept))):
            return None  # nothing is left, or what is left beside a name may be more of it
        if sum(token == NUMBER or "一" in token for token in kept) > _MOST_NUMBERS:
            return None
        return Scrubbed(_joined(kept), self._people(kept))

    def tells_of_nobody(self, raw: str) -> bool:
        """Whether every word may be shown though one person alone said it."""
        found = self.scrub(raw)
        return found is not None and found.people == PLAIN and found.text == _bare(raw)

    def _people(self, tokens: Sequence[str]) -> int:
        if all(token in self._known or token in _NO_NAME for token in tokens) and not any(map(self._is_rare, tokens)):
            return PLAIN
        strange = (one and other for one, other in pairwise(map(_is_strange, tokens)))
        return STRANGE if any(strange) or any(map(self._is_rare, tokens)) else WORDS

    def _is_rare(self, token: str) -> bool:
        """Whether it is a word that may as well be a given name: 浩然, 婷婷."""
        if len(token) < 2 or not _HAN.fullmatch(token) or token in self._own:
            return False
        is_known = token in self._known or self._dictionary.FREQ.get(token, 0) >= _USUAL
        return token[0] * len(token) == token or not is_known

    def _tokens(self, piece: str) -> list[str]:
        """The words of a piece; what is not Chinese as what it is."""
        if not _HAN.fullmatch(piece):
            return [NUMBER if any(char.isnumeric() for char in piece) else LATIN]
        found = name_in(piece)
        if found is not None and not is_word(piece) and piece not in self._known:
            return [NAME]
        return self._rejoined(self._segmenter.cut(piece))

    def _rejoined(self, tokens: Sequence[str]) -> list[str]:
        """The words, with names that were cut into their characters whole again: 太叔, 安吉拉."""
        kept: list[str] = []
        at = 0
        while at < len(tokens):
            length = next((size for size in (4, 3, 2) if self._is_name(tokens[at : at + size])), 1)
            kept.append("".join(tokens[at : at + length]))
            at += length
        return kept

    def _is_name(self, tokens: Sequence[str]) -> bool:
        word = "".join(tokens)
        if len(tokens) < 2 or len(word) > LONGEST_WORD or all(one in self._known or one in LINKING for one in tokens):
            return False
        return word in name_words() or word in DOUBLE

    def _without_names(self, tokens: Sequence[str]) -> list[str]:
        kept: list[str] = []
        at = 0
        while at < len(tokens):
            length = self._name_length(tokens, at)
            kept.append(NAME if length else self._shown(tokens[at]))
            at += length or 1
        return self._without_unknown(kept)

    def _name_length(self, tokens: Sequence[str], at: int) -> int:
        """How many tokens from here may be a person's name; 0 when they are none."""
        token = tokens[at]
        rest = [one for one in tokens[at + 1 : at + 3] if _HAN.fullmatch(one)]
        following = rest[0] if rest and tokens[at + 1] == rest[0] else ""
        if token in self._known or not following or following in self._known or following in LINKING:
            return 0
        if token in DOUBLE or token in _NICKNAMES or (len(token) == 1 and token in _SURE_SURNAMES):
            if len(following) > 2:
                return 0
            third = tokens[at + 2] if len(following) == 1 and at + 2 < len(tokens) else ""
            return 3 if len(third) == 1 and _HAN.fullmatch(third) and third not in LINKING else 2
        # 方正/明: a word that begins as a name does, and one more character
        begins = len(token) == 2 and token[0] in _SURE_SURNAMES
        return 2 if begins and len(following) == 1 and following not in PARTICLES else 0

    def _shown(self, token: str) -> str:
        if token in self._known or token in PARTICLES or not _HAN.fullmatch(token):
            return token
        if NUMERALS.search(token):
            return NUMBER
        if len(token) == 1:
            return token
        often = self._dictionary.FREQ.get(token, 0)
        if len(token) > LONGEST_WORD or not often or token in name_words():
            return OTHER
        return NAME if often < _OFTEN and any(char in _SURE_SURNAMES for char in token) else token

    def _without_unknown(self, tokens: Sequence[str]) -> list[str]:
        """The tokens with runs of single characters that make no word, such as a foreign name, left out."""
        kept: list[str] = []
        run: list[str] = []
        for token in (*tokens, ""):
            if _is_strange(token):
                run.append(token)
                continue
            kept.extend(run if len(run) < _UNKNOWN else [OTHER])
            run = []
            kept.append(token)
        return kept[:-1]


def _bare(raw: str) -> str:
    return _BETWEEN.sub("", normalise(raw).lower())


#: Surnames that are no everyday word by themselves.
_SURE_SURNAMES: Final = SURNAMES - PARTICLES
#: Single characters of which no name can be made.
_NO_NAME: Final = LINKING | (PARTICLES - SURNAMES)
#: 「小明」, 「阿强」, 「老吴」.
_NICKNAMES: Final = frozenset("小阿老")


def _is_strange(token: str) -> bool:
    """Whether it is a single character that is no word by itself."""
    return len(token) == 1 and token not in PARTICLES


def _joined(tokens: Sequence[str]) -> str:
    """The tokens as one text; of the same mark twice in a row one."""
    text = ""
    for token in tokens:
        if not (token.startswith("⟨") and text.endswith(token)):
            text += token
    return text
