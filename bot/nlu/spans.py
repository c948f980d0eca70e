"""Spans of a text that name a fact or a fact's choice, found by a blank spaCy pipeline over our own words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from importlib import import_module
from typing import Any, Final

from .segment import Segmenter
from .spacy_loader import load_spacy

#: Labels of spans: a fact's spoken name, a choice of a fact that is part of an address.
NAME: Final = "NAME"
PLACE: Final = "PLACE"
#: spaCy keeps every word it has seen; past this many it starts afresh, so that a long run does not grow.
_WORDS_KEPT: Final = 50_000


@dataclass(frozen=True, slots=True)
class Span:
    """Characters ``start`` to ``end`` (not included) of the text, and what they are."""

    start: int
    end: int
    label: str
    text: str


class Spotter:
    """Finds the spans; the pipeline is built once and holds no model.

    Args:
        names, places: folded phrases; one that is both is a name.
    """

    def __init__(self, segmenter: Segmenter, names: Iterable[str], places: Iterable[str]) -> None:
        self._segmenter = segmenter
        self._phrases = {**dict.fromkeys(places, PLACE), **dict.fromkeys(names, NAME)}
        self._pipeline: Any = None

    def find(self, folded: str) -> tuple[Span, ...]:
        """The spans from left to right, without overlap; of two that start together the longer."""
        if not self._segmenter.holds(folded):
            return ()
        if self._pipeline is None or len(self._pipeline.vocab) > _WORDS_KEPT:
            self._pipeline = self._build()
        return tuple(Span(one.start_char, one.end_char, one.label_, one.text) for one in self._pipeline(folded).ents)

    def load(self) -> None:
        """The pipeline is in memory; the first text with a name would build it otherwise."""
        if self._pipeline is None:
            self._pipeline = self._build()

    def _build(self) -> Any:
        pipeline = load_spacy().blank("zh")
        pipeline.tokenizer = _Words(pipeline.vocab, self._segmenter, import_module("spacy.tokens").Doc)
        ruler = pipeline.add_pipe("entity_ruler")
        ruler.add_patterns([{"label": label, "pattern": phrase} for phrase, label in self._phrases.items()])
        return pipeline


class _Words:
    """Our segmentation in the shape that spaCy expects of a tokenizer."""

    def __init__(self, vocab: Any, segmenter: Segmenter, doc: Any) -> None:
        self._vocab = vocab
        self._segmenter = segmenter
        self._doc = doc

    def __call__(self, text: str) -> Any:
        words = self._segmenter.cut(text)
        return self._doc(self._vocab, words=words, spaces=[False] * len(words))
