"""A guess at what a message does that no phrase, frame or reader explains, learnt from examples (naive Bayes on characters)."""

from __future__ import annotations

import re
from collections import Counter
from math import exp, log, sqrt
from typing import Final

from bot.engine.commands import Answer, Command, Correct, Smalltalk
from bot.engine.reading import Asking

from .acts import ABSENCES, CONTROLS
from .folding import fold
from .lexicon_reader import lexicon
from .message import squash

_TALK: Final = frozenset({"thanks", "greeting", "identity", "abuse", "emergency", "complaint", "other"})
#: What people do by asking.
_ASKED: Final = frozenset({"explain", "repeat", "status", "summary", "dont_know", "human", *_TALK})
#: What people say about the open question.
_ABOUT_IT: Final = frozenset({"later", "skip", "dont_know", "none"})
_PERSON: Final = re.compile(r"人|电话|热线|号码|找|转|谁|客服")
_ABSENT: Final = ("dont_know", "none")
#: How sure a guess must be; surer where it would throw something away or be taken for an answer.
_SURE: Final = 0.35
_SURER: Final = 0.5
_GRAVE: Final = frozenset({"restart", "undo", "cancel", "submit", "none", "other", "wrong", "complaint"})
#: Added to every count, so that an n-gram never seen with an act does not rule it out.
_SMOOTHING: Final = 0.2
#: Longer messages tell a story.
_LONGEST: Final = 40


class Heard:
    """The examples of ``lexicon/heard.txt``, counted once."""

    def __init__(self) -> None:
        counts = {
            section: Counter(gram for line in lines for gram in _grams(squash(fold(line))))
            for section, lines in lexicon("heard").items()
        }
        seen = {gram for grams in counts.values() for gram in grams}
        self._sections = tuple(counts)
        self._prior = [0.5 * log(len(lines)) for lines in lexicon("heard").values()]
        totals = [sum(grams.values()) + _SMOOTHING * len(seen) for grams in counts.values()]
        self._unseen = [log(_SMOOTHING / total) for total in totals]
        self._weights = {
            gram: [
                log((grams[gram] + _SMOOTHING) / total) for grams, total in zip(counts.values(), totals, strict=True)
            ]
            for gram in seen
        }

    def section(self, core: str) -> tuple[str, float]:
        """The likeliest section for a squashed message, and how sure that is (0 to 1)."""
        grams = _grams(core)
        scores = list(self._prior)
        for gram in grams:
            weights = self._weights.get(gram, self._unseen)
            scores = [score + weight for score, weight in zip(scores, weights, strict=True)]
        # n-grams overlap, so their evidence counts for less than it would one by one
        scores = [score / (sqrt(len(grams)) + 1) for score in scores]
        top = max(scores)
        return self._sections[scores.index(top)], 1 / sum(exp(score - top) for score in scores)

    def command(self, core: str, raw: str, asking: Asking, *, question: bool, elsewhere: bool) -> Command | None:
        """What the message most likely asks for; None where that is not sure enough, or it is an answer or a question.

        Args:
            question: the message sounds like one; nobody pauses or skips by asking.
            elsewhere: it names another fact than the one that is asked, so it says nothing about that one.
        """
        if not 1 < len(core) <= _LONGEST:
            return None
        section, sure = self.section(core)
        if sure < (_SURER if section in _GRAVE else _SURE):
            return None
        if question and (section not in _ASKED or (section == "human" and _PERSON.search(core) is None)):
            return None
        if elsewhere and section in _ABOUT_IT:
            return None
        if section == "wrong":
            return Correct(asking.last, None, raw) if asking.last is not None else None
        if section in _ABSENT:
            return Answer(None, ABSENCES[section], raw) if asking.fact is not None else None
        return Smalltalk(section) if section in _TALK else CONTROLS.get(section)


def _grams(core: str) -> set[str]:
    framed = f"^{core}$"
    return {framed[at : at + size] for size in (1, 2, 3) for at in range(len(framed) - size + 1)}
