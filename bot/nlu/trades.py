"""The trade lexicon: words that point to a scenario, or to something that none of our scenarios serves."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from bot.engine.scenario import Scenario

from .folding import fold
from .lexicon_reader import lexicon
from .segment import Dictionary, Segmenter

_OUTSIDE: Final = lexicon("outside")
_INTENTS: Final = re.compile("|".join(re.escape(fold(word)) for word in _OUTSIDE["intents"]))
_OURS: Final = frozenset(fold(word) for word in _OUTSIDE["ours"])
# 「开一家奶茶店（饮品店）」 names the trade twice
_OPENING: Final = re.compile(r"^(?:我?[想要]?(?:开办|开设|开|办|做)(?:一家|一个|一间|家|个)?)")
_SPLIT: Final = re.compile(r"[()/、,，·\s]+")
_NEGATED: Final = re.compile(
    r"(?:不|不再|不想|没|没有|不准备|不打算)(?:开|做|卖|办|搞|弄)(?:一家|一个|家|个|这个|这家|那个)?$"
)
#: What a word counts that only tells where the shop is: 「加油站旁边」.
_BESIDE: Final = 0.25
_NEARBY: Final = re.compile(r"(?:的)?(?:旁边|边上|门口|对面|楼上|楼下|外面|附近|隔壁|地下室|后面|出口|大厅)")
#: What a word of the trade counts beside a scenario's own.
_RELATED: Final = 0.8
#: What a trade counts that two words make together, beside the best of them alone.
_PAIR: Final = 1.1
_IS: Final = " = "
_AND: Final = " & "
#: 「便利店里卖奶茶」 is about a convenience store: a kind of shop says more than what is sold.
_SHOP: Final = re.compile(r".(?:店|馆|铺|超市|厅|屋|坊|吧|食堂|档口|摊|公司|厨房|工厂|餐车|茶楼|市场|门店)$")


@dataclass(frozen=True, slots=True)
class TradeFound:
    """What the words of a text point to.

    Args:
        weights: scenario id -> weight, where a word of it stands in the text. ``own``: those named by a word of their own.
        outside: a word stands there that belongs to no scenario and to another office or trade.
        aside: the text speaks about such a shop but not of opening one (「哪家奶茶好喝」).
        ours: a word of our field stands there. ``share``: how much of the text the scenario words take, 0 to 1.
        paired: scenario ids that two words in it make together.
    """

    weights: Mapping[str, float]
    own: frozenset[str]
    outside: bool
    aside: bool
    ours: bool
    share: float
    paired: tuple[str, ...] = ()

    def with_pairs(self) -> TradeFound:
        """The same, where what two words make together weighs most."""
        top = max(self.weights.values(), default=1.0)
        weights = {**self.weights, **dict.fromkeys(self.paired, _PAIR * top)}
        own = self.own | (set(self.paired) if len(self.paired) == 1 else set())
        return replace(self, weights=weights, own=own, ours=True)


class TradeLexicon:
    """Scenario words, looked up longest first."""

    def __init__(self, scenarios: Sequence[Scenario], dictionary: Dictionary) -> None:
        owners: dict[str, dict[str, None]] = {}
        for scenario in scenarios:
            for word in (*scenario.words, *_title_words(scenario.title)):
                owners.setdefault(fold(word), {})[scenario.id] = None
        self._owners = {word: tuple(ids) for word, ids in owners.items() if len(word) > 1}
        self._related = _related(scenarios, self._owners)
        self._gaps: dict[str, dict[str, None]] = {}
        for word, ids in {**self._related, **self._owners}.items():
            for gap in range(len(word)) if len(word) in (3, 4) and _SHOP.search(word) else ():
                self._gaps.setdefault(word[:gap] + "?" + word[gap + 1 :], {}).update(dict.fromkeys(ids))
        self._pairs = _pairs({**self._related, **self._owners})
        others = {fold(word) for word in _OUTSIDE["words"]}
        self._segmenter = Segmenter([*self._owners, *self._related, *others, *_OURS], dictionary)

    def alike(self, core: str) -> list[str]:
        """Scenarios with a word of three or more characters of which the text holds all but one in its place: 奶差店 is 奶茶店."""
        found: dict[str, None] = {}
        for at in range(len(core)):
            for size in (3, 4):
                piece = core[at : at + size]
                for gap in range(size) if len(piece) == size else ():
                    found.update(dict.fromkeys(self._gaps.get(piece[:gap] + "?" + piece[gap + 1 :], ())))
        return list(found)

    def find(self, folded: str) -> TradeFound:
        """What the text's words point to."""
        weights: dict[str, float] = {}
        called: set[str] = set()
        outside, ours, covered = False, False, 0
        for start, end in self._segmenter.spot(folded):
            word = folded[start:end]
            if _NEGATED.search(folded[max(0, start - 8) : start]):
                continue
            own = self._owners.get(word, ())
            ids = own or self._related.get(word, ())
            covered += end - start if ids else 0
            ours = ours or bool(ids) or word in _OURS
            outside = outside or not (ids or word in _OURS)
            called.update(own if len(own) == 1 else ())
            for one in ids:
                sure = (1.0 if own else _RELATED) * (2.0 if _SHOP.search(word) else 1.0)
                sure *= _BESIDE if _NEARBY.match(folded, end) else 1.0
                weights[one] = weights.get(one, 0.0) + len(word) * sure / len(ids)
        paired = dict.fromkeys(
            id
            for first, second, ids in self._pairs
            if first.search(folded) is not None and second.search(folded) is not None
            for id in ids
        )
        share = covered / len(folded) if folded else 0.0
        return TradeFound(
            weights, frozenset(called), outside, _INTENTS.search(folded) is not None, ours, share, tuple(paired)
        )


def _pairs(words: Mapping[str, tuple[str, ...]]) -> list[tuple[re.Pattern[str], re.Pattern[str], tuple[str, ...]]]:
    """What two words make together: both patterns, and the scenarios that the word for it belongs to."""
    found = []
    for line in lexicon("trades")["pairs"]:
        word, _, both = line.partition(_IS)
        one, _, other = both.partition(_AND)
        if fold(word) in words:
            found.append((re.compile(one), re.compile(other), words[fold(word)]))
    return found


def _related(scenarios: Sequence[Scenario], owners: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """Words of the trades that no scenario claims -> the scenarios of their trade: those that share most words with its line."""
    found: dict[str, dict[str, None]] = {}
    holders: dict[str, list[str]] = {}
    for scenario in scenarios:
        for word in {*map(fold, scenario.words), *_title_words(scenario.title)}:
            holders.setdefault(word, []).append(scenario.id)
    rank = {scenario.id: place for place, scenario in enumerate(scenarios)}
    for line in lexicon("trades")["same"]:
        words = [fold(word) for word in line.split()]
        shared = Counter(sorted((id for word in {*words} for id in holders.get(word, ())), key=rank.__getitem__))
        most = max(shared.values(), default=0)
        for one in (id for id, count in shared.items() if count == most):
            for word in words:
                if word not in owners and len(word) > 1:
                    found.setdefault(word, {})[one] = None
    return {word: tuple(ids) for word, ids in found.items()}


def _title_words(title: str) -> list[str]:
    return [word for part in _SPLIT.split(fold(title)) if len(word := _OPENING.sub("", part)) > 1]
