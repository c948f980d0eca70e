"""Nearness of a text to labelled phrases, by characters taken one, two and three at a time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from math import log, sqrt
from typing import Final

#: Longer texts are compared by their first characters only.
LONGEST: Final = 200
#: A single character says little about what somebody wants; three in a row say much.
_WEIGHT: Final = {1: 0.4, 2: 1.0, 3: 1.2}


class PhraseIndex:
    """Labelled phrases, looked up by nearness.

    A text scores a phrase by the cosine of their weighted character n-grams (rare ones weigh more), averaged with the share
    of the phrase that the text holds, so that chatter around a question costs little. 0 is nothing in common, 1 the same.

    Args:
        phrases: label and squashed text each; several phrases may have one label.
    """

    def __init__(self, phrases: Iterable[tuple[str, str]]) -> None:
        rows = [(label, _grams(text)) for label, text in phrases]
        labels: dict[str, set[str]] = {}
        for label, grams in rows:
            for gram in grams:
                labels.setdefault(gram, set()).add(label)
        total = len({label for label, _ in rows})
        self._rarity = {gram: log((1 + total) / (1 + len(held))) + 1.0 for gram, held in labels.items()}
        self._unseen = log(1 + total) + 1.0
        self._labels = [label for label, _ in rows]
        self._postings: dict[str, list[tuple[int, float]]] = {}
        for row, (_, grams) in enumerate(rows):
            weights = self._weights(grams)
            norm = sqrt(sum(weight * weight for weight in weights.values())) or 1.0
            for gram, weight in weights.items():
                self._postings.setdefault(gram, []).append((row, weight / norm))

    def scores(self, text: str) -> dict[str, float]:
        """Label -> score of its nearest phrase, best first; labels that share nothing with the text are left out."""
        weights = self._weights(_grams(text[:LONGEST]))
        norm = sqrt(sum(weight * weight for weight in weights.values())) or 1.0
        dots: dict[int, float] = {}
        shares: dict[int, float] = {}
        for gram, weight in weights.items():
            for row, held in self._postings.get(gram, ()):
                dots[row] = dots.get(row, 0.0) + weight / norm * held
                shares[row] = shares.get(row, 0.0) + held * held
        best: dict[str, float] = {}
        for row, dot in dots.items():
            score = 0.5 * dot + 0.5 * shares[row]
            if score > best.get(self._labels[row], 0.0):
                best[self._labels[row]] = score
        return dict(sorted(best.items(), key=lambda pair: (-pair[1], pair[0])))

    def _weights(self, grams: Counter[str]) -> dict[str, float]:
        return {
            gram: (1.0 + log(count)) * _WEIGHT[len(gram)] * self._rarity.get(gram, self._unseen)
            for gram, count in grams.items()
        }


def _grams(text: str) -> Counter[str]:
    return Counter(text[at : at + size] for size in _WEIGHT for at in range(len(text) - size + 1))
