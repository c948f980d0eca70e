"""From what somebody wants to the scenario: trade words first, then nearness to how people say it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from bot.engine.scenario import Scenario

from .folding import fold
from .lexicon_reader import lexicon
from .matters import USUAL, matter_of
from .message import Message, squash
from .ngrams import PhraseIndex
from .segment import Dictionary
from .trades import TradeFound, TradeLexicon

#: Candidates offered when the router is not sure.
OFFERED: Final = 3
#: Nearness below which a text has nothing to do with any scenario, and from which one phrase decides alone.
_FAR: Final = 0.22
_SAME: Final = 0.72
#: Nearness to a phrase that is out of scope from which the text is likely out of scope too.
_LIKELY: Final = 0.55
#: Share of a text that is nothing but a trade word with little around it.
_MOST: Final = 0.4
#: How much more the best must weigh than the next to be the only one meant.
_CLEAR: Final = 1.5
_OUTSIDE: Final = ""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A scenario with its score, 0 to 1."""

    scenario: str
    score: float


@dataclass(frozen=True, slots=True)
class Routing:
    """Where a text belongs.

    Args:
        candidates: best first; empty when it belongs nowhere.
        matter: ``new``, ``change``, ``renew``, ``reissue``, ``cancel`` or ``report``.
        sure: the first candidate is meant and no other; without candidates: the text is out of scope.
    """

    candidates: tuple[Candidate, ...]
    matter: str
    sure: bool


class Router:
    """Built once from the scenarios' own words and phrases."""

    def __init__(self, scenarios: Sequence[Scenario], dictionary: Dictionary) -> None:
        self._matters = {one.id: str(one.assume.get("application_type", USUAL)) for one in scenarios}
        self._trades = TradeLexicon(scenarios, dictionary)
        phrases = [(one.id, squash(fold(say))) for one in scenarios for say in (one.title, *one.says)]
        outside = [(_OUTSIDE, squash(fold(say))) for say in lexicon("outside")["says"]]
        self._index = PhraseIndex([*phrases, *outside])

    def route(self, message: Message) -> Routing:
        """Where the text belongs."""
        matter = matter_of(message.folded)
        found = self._trades.find(message.folded)
        near = self._index.scores(message.core)
        outside = near.pop(_OUTSIDE, 0.0)
        if found.weights:
            return self._by_trade(found, near, outside, matter)
        return self._by_nearness(found, near, outside, matter)

    def _by_trade(self, found: TradeFound, near: dict[str, float], outside: float, matter: str | None) -> Routing:
        weights = {one: weight * (1.0 if self._serves(one, matter) else 0.5) for one, weight in found.weights.items()}
        ranked = sorted(weights, key=lambda one: (-weights[one], -near.get(one, 0.0), one))
        best = ranked[0]
        nearest = near.get(best, 0.0)
        if (found.aside and matter is None) or (outside > _LIKELY and outside > _CLEAR * nearest):
            return Routing((), matter or USUAL, sure=True)
        clear = len(ranked) == 1 or weights[best] >= _CLEAR * weights[ranked[1]]
        meant = matter is not None or nearest >= _FAR or found.share >= _MOST
        sure = clear and meant and not found.aside and self._serves(best, matter)
        top = weights[best]
        candidates = (Candidate(one, round(0.6 * weights[one] / top + 0.4 * near.get(one, 0.0), 4)) for one in ranked)
        return Routing(tuple(candidates)[: 1 if sure else OFFERED], matter or USUAL, sure)

    def _by_nearness(self, found: TradeFound, near: dict[str, float], outside: float, matter: str | None) -> Routing:
        ours = found.ours and not found.outside and not found.aside
        ranked = [(one, score) for one, score in near.items() if ours or score >= _FAR]
        if found.outside or not ranked or (not ours and outside > ranked[0][1]) or outside > _LIKELY > ranked[0][1]:
            return Routing((), matter or USUAL, sure=True)
        (best, score), second = ranked[0], ranked[1][1] if len(ranked) > 1 else 0.0
        sure = score >= _SAME and score >= _CLEAR * second and self._serves(best, matter)
        candidates = tuple(Candidate(one, round(score, 4)) for one, score in ranked[: 1 if sure else OFFERED])
        return Routing(candidates, matter or USUAL, sure)

    def _serves(self, scenario: str, matter: str | None) -> bool:
        return matter is None or self._matters[scenario] == matter
