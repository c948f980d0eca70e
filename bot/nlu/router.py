"""From what somebody wants to the scenario: trade words first, then nearness to how people say it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from bot.engine.scenario import Scenario

from .folding import fold
from .lexicon_reader import lexicon
from .matters import USUAL, matter_of
from .message import Message, squash
from .ngrams import PhraseIndex
from .papers import Papers
from .segment import Dictionary
from .trades import TradeFound, TradeLexicon

#: What is only filed is opened all the same: 「我想开剧本杀店」.
_FILED: Final = "report"
#: Candidates offered when the router is not sure.
OFFERED: Final = 3
#: Nearness below which a text has nothing to do with any scenario, and from which one phrase decides alone.
_FAR: Final = 0.22
_SAME: Final = 0.72
#: Nearness below which not even a guess is offered, and the score of a word that is all but one character a trade's.
_TOO_FAR: Final = 0.06
_GUESS: Final = 0.3
#: Nearness to a phrase that is out of scope from which the text is likely out of scope too.
_LIKELY: Final = 0.55
#: Share of a text that is nothing but a trade word with little around it.
_MOST: Final = 0.4
#: How much more the best must weigh than the next to be the only one meant.
_CLEAR: Final = 1.5
#: 「养老院里的食堂」 is a 养老院食堂.
_INSIDE: Final = re.compile(r"(?<=[院校园厂司场])里(?:面|头)?的(?=食堂|小卖部|超市|便利店|餐厅|浴室)")
_PAUSE: Final = re.compile(r"[,，;；。]")
#: What a shop sells besides from now on: 「便利店要加卖药」.
_ADDS: Final = re.compile(r"(?:要|想|打算|准备)?(?:再|还)?(?:增加|新增|加)(?:一?[个点些])?(?:卖|做)")
#: A shop that changes hands: the buyer needs a permit of his own, the seller's ends or is changed.
_TRANSFER: Final = re.compile(
    r"转让|出让|过户|顶让|转手|盘给|转给|顶给|盘出去|(?:盘|接|顶)(?:下|过)来?(?:的|了)?(?:别人|人家)"
)
#: What is only offered beside them weighs a little less.
_BEHIND: Final = 0.9
_OUTSIDE: Final = ""
#: Words that join two matters in one sentence.
_BOTH: Final = re.compile(
    r"还想|还要|还得|也得|再弄|再隔|再在|再开|再办|再做|再去|顺便(?!卖)|顺带|另外办|两件事|里头|一块儿|两样|一起|一人|同时|里面再|另外|加上|改开|改成|打算改|各要"
)
#: Papers of a shop: who asks for them wants to open it, whatever else is spoken of (「加盟费交了，接下来证件怎么跑」).
_PAPERS: Final = re.compile(
    r"证件?怎么|什么证|哪些证|啥证|办证|许可证?怎么|手续|哪些部门|怎么跑|执照怎么|办(?:什么|哪些|啥)"
    r"|资格|证(?:去|在|到)?哪里?办|创业|加盟费?(?:都|刚|已经)?交|交了?加盟|招加盟|(?:整|搞|弄|盘|顶|开)(?:了|下)?(?:一|个)(?:家|间|个|爿)|自己(?:开|当老板)"
)
#: Words of somebody who wants to open or run something.
_WANTS: Final = re.compile(r"开|办|证|许可|手续|备案|执照|加盟|经营|申请|资质|店|铺|馆|生意|卖|做|弄|干这|批|租")


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
        self._forms = {one.id: {permit.form for permit in one.permits} for one in scenarios}
        self._continued = {one.id: set(one.continues) for one in scenarios if one.continues}
        self._filings = {one.id for one in scenarios if "备案" in one.title}
        self._trades = TradeLexicon(scenarios, dictionary)
        self._papers = Papers(scenarios)
        phrases = [(one.id, squash(fold(say))) for one in scenarios for say in (one.title, *one.says)]
        outside = [(_OUTSIDE, squash(fold(say))) for say in lexicon("outside")["says"]]
        self._index = PhraseIndex([*phrases, *outside])

    def route(self, message: Message) -> Routing:
        """Where the text belongs."""
        message = Message.of(_INSIDE.sub("", message.text)) if _INSIDE.search(message.text) is not None else message
        matter = matter_of(message.folded)
        near = self._index.scores(message.core)
        outside = near.pop(_OUTSIDE, 0.0)
        found = self._trades.find(message.folded)
        if found.paired and not any(score >= _SAME for one, score in near.items() if one not in found.paired):
            found = found.with_pairs()
        paper = self._papers.named(message.folded, matter)
        if paper is not None and not self._says_more(message.folded, found, near, paper[0]):
            return self._by_paper(*paper)
        two = self._two_matters(message)
        if two is not None:
            return two
        if found.weights:
            return self._by_trade(message.folded, found, near, outside, matter)
        return self._by_nearness(message, found, near, outside, matter)

    def _says_more(self, text: str, found: TradeFound, near: Mapping[str, float], named: Sequence[str]) -> bool:
        """Whether the words say more than which paper it is: another matter too, or one that a scenario is made for."""
        nearest = max(near.get(one, 0.0) for one in named)
        own = any(score >= _SAME and score > nearest for one, score in near.items() if one not in named)
        special = any(one in self._continued and one not in named for one in found.own)
        return own or special or _BOTH.search(text) is not None

    def _by_paper(self, scenarios: Sequence[str], matter: str) -> Routing:
        """The permits that are named; one alone is sure."""
        return Routing(tuple(Candidate(one, 1.0) for one in scenarios[:OFFERED]), matter, sure=len(scenarios) == 1)

    def _two_matters(self, message: Message) -> Routing | None:
        """「书店注销，再新开个奶茶店」: what each clause asks for, where one ends or changes something and another opens something."""
        clauses = [one for one in _PAUSE.split(message.folded) if len(one) > 2]
        matters = [matter_of(one) for one in clauses]
        if len(clauses) != 2 or len({*matters}) < 2 or None in matters or USUAL not in matters:
            return None
        routed = [self.route(Message.of(one)) for one in clauses]
        if not all(one.candidates for one in routed):
            return None
        firsts = {one.candidates[0].scenario: one.candidates[0] for one in routed}
        if len(firsts) < 2:
            return None
        found = self._trades.find(message.folded).weights
        for one in self._continuing(message.folded, found, {}, next(one for one in matters if one != USUAL)):
            firsts.setdefault(one, Candidate(one, _GUESS))
        return Routing(tuple(firsts.values())[:OFFERED], routed[0].matter, sure=False)

    def _by_trade(
        self, text: str, found: TradeFound, near: dict[str, float], outside: float, matter: str | None
    ) -> Routing:
        weights = {
            one: weight * (1.0 if self._serves(one, matter) or near.get(one, 0.0) >= _SAME else 0.5)
            for one, weight in found.weights.items()
        }
        adds = _ADDS.search(text)
        shop = self._trades.find(text[: adds.start()]).weights if adds is not None else {}
        if not any(near.get(one, 0.0) >= _SAME for one in found.weights):
            weights |= self._continuing(text, shop or found.weights, near, matter)
        transfer = _TRANSFER.search(text) is not None
        if transfer:
            weights = self._changing_hands(text, found.weights, weights, near)
        ranked = sorted(weights, key=lambda one: (-weights[one], -near.get(one, 0.0), one))
        best = ranked[0]
        nearest = near.get(best, 0.0)
        aside = found.aside and _PAPERS.search(text) is None
        if (aside and matter is None) or (outside > _LIKELY and outside > _CLEAR * nearest):
            return Routing((), matter or USUAL, sure=True)
        clear = len(ranked) == 1 or weights[best] >= _CLEAR * weights[ranked[1]]
        both = len(found.own & set(weights)) > 1 and _BOTH.search(text) is not None
        meant = matter is not None or nearest >= _FAR or found.share >= _MOST
        sure = (
            clear
            and meant
            and not (both or aside or transfer or (nearest < _SAME and self._adds_another(shop, found.weights)))
            and self._serves(best, matter)
        )
        top = weights[best]
        candidates = (Candidate(one, round(0.6 * weights[one] / top + 0.4 * near.get(one, 0.0), 4)) for one in ranked)
        return Routing(tuple(candidates)[:OFFERED], matter or USUAL, sure)

    def _adds_another(self, shop: Mapping[str, float], trades: Mapping[str, float]) -> bool:
        """Whether what the shop sells besides needs another permit than its own: drugs in a convenience store."""
        own = {form for one in shop for form in self._forms[one]}
        return bool(own) and any(self._forms[one] and not self._forms[one] & own for one in trades)

    def _changing_hands(
        self, text: str, trades: Mapping[str, float], weights: Mapping[str, float], near: Mapping[str, float]
    ) -> dict[str, float]:
        """What may be meant where a shop changes hands: what was found, and what ends and what changes its permit."""
        least = min(weights.values())
        found = dict(weights)
        for matter in ("change", "cancel"):
            ways = self._continuing(text, trades, near, matter)
            if ways and not set(ways) & set(found):
                found[max(ways, key=lambda one: ways[one])] = least * _BEHIND
        best = max(weights, key=lambda one: weights[one])
        return {one: weight for one, weight in found.items() if one not in weights or 2 * weight >= weights[best]}

    def _by_nearness(
        self, message: Message, found: TradeFound, near: dict[str, float], outside: float, matter: str | None
    ) -> Routing:
        ours = found.ours and not found.outside and not found.aside
        near = {one: score for one, score in near.items() if self._asked_for(one, score, matter)}
        ranked = [(one, score) for one, score in near.items() if ours or score >= _FAR]
        if found.outside or found.aside or (near and outside > _LIKELY > max(near.values())):
            return Routing((), matter or USUAL, sure=True)
        if not ranked or (not ours and outside > ranked[0][1]):
            return self._unclear(message, near, outside, matter)
        (best, score), second = ranked[0], ranked[1][1] if len(ranked) > 1 else 0.0
        # 「许可证丢了」: of which trade nobody has said
        named = best not in self._continued
        sure = named and score >= _SAME and score >= _CLEAR * second and self._serves(best, matter)
        candidates = tuple(Candidate(one, round(score, 4)) for one, score in ranked[:OFFERED])
        return Routing(candidates, matter or USUAL, sure)

    def _unclear(self, message: Message, near: dict[str, float], outside: float, matter: str | None) -> Routing:
        """Where no word of a trade stands: somebody who wants to run something is shown what is nearest, else it is out of scope."""
        alike = self._trades.alike(message.core)
        if alike:
            return Routing(tuple(Candidate(one, _GUESS) for one in alike[:OFFERED]), matter or USUAL, sure=False)
        wants = _WANTS.search(message.folded) is not None and outside < _LIKELY
        if not wants or not near or max(near.values()) < _TOO_FAR:
            return Routing((), matter or USUAL, sure=True)
        ranked = sorted(near.items(), key=lambda pair: (-pair[1], pair[0]))
        return Routing(
            tuple(Candidate(one, round(score, 4)) for one, score in ranked[:OFFERED]), matter or USUAL, sure=False
        )

    def _continuing(
        self, text: str, trades: Mapping[str, float], near: Mapping[str, float], matter: str | None
    ) -> dict[str, float]:
        """What is for this matter and continues a permit of a trade that was found, at its weight: 「奶茶店的证怎么注销」.

        A filing (备案) gives no paper that is called 证: who speaks of one means the permit first.
        """
        found: dict[str, float] = {}
        of_permit = "证" in text and "备案" not in text
        for one, forms in self._continued.items():
            weights = [weight for trade, weight in trades.items() if forms & self._forms[trade]]
            if self._matters[one] == matter and weights:
                found[one] = max(weights) + (0.0 if of_permit and one in self._filings else near.get(one, 0.0))
        return found

    def _asked_for(self, scenario: str, score: float, matter: str | None) -> bool:
        """What continues a permit is meant only by words of its matter, or by its own words: 「证去哪办」 is nobody's renewal."""
        return scenario not in self._continued or self._matters[scenario] == matter or score >= _SAME

    def _serves(self, scenario: str, matter: str | None) -> bool:
        served = self._matters[scenario]
        return matter in (None, served) or (matter == USUAL and served == _FILED)
