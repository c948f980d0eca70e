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
#: What each of the three figures counts.
_COSINE: Final = 0.4
_PHRASE: Final = 0.25
_TEXT: Final = 0.35
#: N-grams from which a phrase tells enough that holding all of it means something; shorter ones count less.
_TELLING: Final = 12


class PhraseIndex:
    """Labelled phrases, looked up by nearness.

    A text scores a phrase by three figures over their character n-grams, rare ones weighing more: their cosine, the share of
    the phrase that the text holds, and the share of the text that all phrases of the label hold together. 0 is nothing in
    common, 1 the same.

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
        self._trust = [min(1.0, sum(grams.values()) / _TELLING) for _, grams in rows]
        self._holders = labels
        self._postings: dict[str, list[tuple[int, float]]] = {}
        self._heaviest: dict[str, float] = {}
        for row, (_, grams) in enumerate(rows):
            weights = self._weights(grams)
            norm = sqrt(sum(weight * weight for weight in weights.values())) or 1.0
            for gram, weight in weights.items():
                self._postings.setdefault(gram, []).append((row, weight / norm))
                self._heaviest[gram] = max(self._heaviest.get(gram, 0.0), weight / norm)

    def at_most(self, text: str) -> float:
        """No label can score the text higher: a bound that costs a hundredth of the scores, for texts that are near nothing."""
        weights = self._weights(_grams(text[:LONGEST]))
        norm = sqrt(sum(weight * weight for weight in weights.values())) or 1.0
        dot = shared = 0.0
        for gram, weight in weights.items():
            held = self._heaviest.get(gram)
            if held is not None:
                own = weight / norm
                dot += own * held
                shared += own * own
        return _COSINE * min(1.0, dot) + _PHRASE + _TEXT * shared if shared else 0.0

    def scores(self, text: str) -> dict[str, float]:
        """Label -> score of its nearest phrase, best first; labels that share nothing with the text are left out."""
        weights = self._weights(_grams(text[:LONGEST]))
        norm = sqrt(sum(weight * weight for weight in weights.values())) or 1.0
        dots: dict[int, float] = {}
        shares: dict[int, float] = {}
        held_by: dict[str, float] = {}
        for gram, weight in weights.items():
            own = weight / norm
            for label in self._holders.get(gram, ()):
                held_by[label] = held_by.get(label, 0.0) + own * own
            for row, held in self._postings.get(gram, ()):
                dots[row] = dots.get(row, 0.0) + own * held
                shares[row] = shares.get(row, 0.0) + held * held
        best: dict[str, float] = {}
        for row, dot in dots.items():
            label = self._labels[row]
            score = _COSINE * dot + _PHRASE * shares[row] * self._trust[row] + _TEXT * held_by[label]
            if score > best.get(label, 0.0):
                best[label] = score
        return dict(sorted(best.items(), key=lambda pair: (-pair[1], pair[0])))

    def _weights(self, grams: Counter[str]) -> dict[str, float]:
        return {
            gram: (1.0 + log(count)) * _WEIGHT[len(gram)] * self._rarity.get(gram, self._unseen)
            for gram, count in grams.items()
        }


def _grams(text: str) -> Counter[str]:
    return Counter(text[at : at + size] for size in _WEIGHT for at in range(len(text) - size + 1))
