"""Our own word segmentation: jieba's dictionary, the catalog's words, and nothing shared with the rest of the process."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from itertools import pairwise

import jieba

# jieba prints its loading times to the standard error stream from a handler of its own
jieba.setLogLevel(logging.WARNING)


class Dictionary(jieba.Tokenizer):  # type: ignore[misc]
    """jieba's own words, loaded once and held here alone.

    Never the process-wide tokenizer, and without its cache file: a file that anybody can write is no place to load from.
    """

    initialized: bool

    def initialize(self, dictionary: str | None = None) -> None:
        if self.initialized:
            return
        with self.lock:
            if not self.initialized:
                self.FREQ, self.total = self.gen_pfdict(self.get_dict_file())
                self.initialized = True


class Segmenter:
    """Chinese text -> words. A word of the vocabulary is always one word, unless it straddles two words of the language.

    「店名叫」 gives 店名/叫 although jieba alone cuts 店/名叫; 「里面积水」 keeps 里面/积水 and finds no 面积 in it.

    Args:
        vocabulary: folded words; those of one character are left out.
    """

    def __init__(self, vocabulary: Iterable[str], dictionary: Dictionary) -> None:
        by_first: dict[str, set[str]] = {}
        for word in vocabulary:
            if len(word) > 1:
                by_first.setdefault(word[0], set()).add(word)
        self._by_first = {char: tuple(sorted(words, key=len, reverse=True)) for char, words in by_first.items()}
        self._dictionary = dictionary

    def holds(self, text: str) -> bool:
        """Whether any word of the vocabulary stands in the text, seen character by character; needs no dictionary."""
        return any(text.startswith(word, at) for at, char in enumerate(text) for word in self._by_first.get(char, ()))

    def spot(self, text: str) -> list[tuple[int, int]]:
        """Where words of the vocabulary stand as words: longest first from the left, without overlap."""
        return self._spot(text, self._ends(text)) if self.holds(text) else []

    def cut(self, text: str) -> list[str]:
        """The words of the text; joined they are the text."""
        ends = self._ends(text)
        for start, end in self._spot(text, ends):
            ends.difference_update(range(start + 1, end))
            ends.update((start, end))
        points = sorted(ends | {0, len(text)})
        return [text[start:end] for start, end in pairwise(points)]

    def _ends(self, text: str) -> set[int]:
        ends, at = set(), 0
        for word in self._dictionary.cut(text, HMM=False):
            at += len(word)
            ends.add(at)
        return ends

    def _spot(self, text: str, ends: set[int]) -> list[tuple[int, int]]:
        found, at = [], 0
        while at < len(text):
            word = next((one for one in self._by_first.get(text[at], ()) if self._stands(text, one, at, ends)), None)
            if word is None:
                at += 1
            else:
                found.append((at, at + len(word)))
                at += len(word)
        return found

    @staticmethod
    def _stands(text: str, word: str, at: int, ends: set[int]) -> bool:
        return text.startswith(word, at) and (at == 0 or at in ends or at + len(word) in ends)
