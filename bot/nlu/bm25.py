"""Which of some documents a text is about: Okapi BM25 over characters taken one and two at a time.

Source: Robertson and Zaragoza, The Probabilistic Relevance Framework: BM25 and Beyond, 2009.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from math import log
from typing import Final

#: How soon more of the same stops counting, and how much a long document is held back.
_SATURATION: Final = 1.2
_LENGTH: Final = 0.5
#: What a gram that no document holds counts against a text, beside the rarest that one holds.
_UNSEEN: Final = 0.6
#: Longer texts are compared by their first characters only.
_LONGEST: Final = 200


class Documents:
    """Built once from labelled documents; each label has one."""

    def __init__(self, documents: Sequence[tuple[str, str]]) -> None:
        counted = [Counter(_grams(text)) for _, text in documents]
        lengths = [sum(grams.values()) for grams in counted]
        usual = sum(lengths) / len(lengths) if lengths else 1.0
        held = Counter(gram for grams in counted for gram in grams)
        total = len(counted)
        self._labels = [label for label, _ in documents]
        self._rarity = {gram: log(1 + (total - many + 0.5) / (many + 0.5)) for gram, many in held.items()}
        self._unseen = _UNSEEN * log(1 + total / 0.5)
        self._weights: dict[str, list[tuple[int, float]]] = {}
        for row, (grams, length) in enumerate(zip(counted, lengths, strict=True)):
            for gram, count in grams.items():
                weight = count / (count + _SATURATION * (1 - _LENGTH + _LENGTH * length / usual))
                self._weights.setdefault(gram, []).append((row, weight * self._rarity[gram]))
        self._heaviest = {gram: max(weight for _, weight in rows) for gram, rows in self._weights.items()}

    def at_most(self, text: str) -> float:
        """No document can score the text higher."""
        grams = set(_grams(text[:_LONGEST]))
        whole = sum(self._rarity.get(gram, self._unseen) for gram in grams) or 1.0
        return sum(self._heaviest.get(gram, 0.0) for gram in grams) / whole

    def scores(self, text: str) -> dict[str, float]:
        """Label -> share of the text's weight that the document holds, 0 to 1; labels that share nothing are left out."""
        grams = set(_grams(text[:_LONGEST]))
        whole = sum(self._rarity.get(gram, self._unseen) for gram in grams) or 1.0
        found: dict[str, float] = {}
        for gram in grams:
            for row, weight in self._weights.get(gram, ()):
                label = self._labels[row]
                found[label] = found.get(label, 0.0) + weight / whole
        return found


def _grams(text: str) -> list[str]:
    return [text[at : at + size] for size in (1, 2) for at in range(len(text) - size + 1)]
