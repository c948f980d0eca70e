"""Policy questions -> the knowledge entry that answers them, or none."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Final

from bot.engine.catalog import Item, KnowledgeEntry

from .bm25 import Documents
from .folding import fold
from .lexicon_reader import lexicon
from .message import squash
from .ngrams import PhraseIndex

#: Nearness from which an entry answers the question; below it, no answer is better than a wrong one.
ENOUGH: Final = 0.25
#: Nearness that is enough for an entry this many times nearer than the next one.
ENOUGH_ALONE: Final = 0.17
ALONE: Final = 1.7
#: The part of a left-out entry's nearness that one about the items applied for must have, or it is another question:
#: 「证丢了怎么办」 is not what becomes of things that a guest left in the hotel.
NOT_FAR: Final = 0.5
#: Nearness from which an entry is worth offering as what may have been meant, and how many are offered.
WORTH: Final = 0.08
OFFERED: Final = 3
# said around a question; they would only water it down
_CHATTER: Final = re.compile(
    r"你好|您好|请问一下|请问|想问一下|想问下|想问|问一下|问下|咨询一下|咨询|我想知道|想知道|我想了解|想了解|麻烦问|打听一下|那个|就是|[0-9零一二两三四五六七八九十百]+(?:多)?(?:平方米|平米|平方|平|㎡)|到底|究竟|大概|一般来说|一般|现在"
    r"|的话|呢|啊|呀|哦|噢|嘛|哈|吗|么|我们|我的|我|你们|您|的|了|也|还|都|搞个|个"
)
# who wants a permit is to be led to it, not told of it: 「我想办个药店许可证」, 「美容店的卫生许可证怎么办」
_WISH: Final = re.compile(r"^我?们?(?:想|要|打算)办[^,。?！!]{0,10}(?:许可证|备案)$|店的[^,。?!]{0,4}许可证怎么办$")


def _synonyms() -> dict[str, str]:
    table: dict[str, str] = {}
    for line in lexicon("synonyms")["question"]:
        word, _, others = line.partition("=")
        table.update(dict.fromkeys(others.split(), word.strip()))
    return table


_SYNONYMS: Final = _synonyms()
_SYNONYM: Final = re.compile("|".join(map(re.escape, sorted(_SYNONYMS, key=len, reverse=True))))
#: What is asked for, and words without which an entry does not tell it.
_SORTS: Final = (
    (
        re.compile(r"几天|多少天|多久|多长时间|几个工作日|啥时候|什么时候|几时"),
        re.compile(r"天|日|月|年|久|时|期|当场|马上"),
    ),
    (re.compile(r"交回|交还|退回|上交"), re.compile(r"[交收退]回|交还|上交|缴|注销")),
    (re.compile(r"多少钱|几钿|几块|收费|要钱|花钱|费用"), re.compile(r"[钱费元钿]|免")),
)
#: What people call a permit, and no other; the items it is about.
_PAPERS: Final = (
    (re.compile(r"卫生(?:许可)?证"), {"public_hygiene_license"}),
    (re.compile(r"药证|药品经营许可"), {"drug_retail_license"}),
    (re.compile(r"特行证|特种行业"), {"hotel_special_license"}),
    (re.compile(r"娱乐(?:经营许可)?证"), {"entertainment_venue_license"}),
    (re.compile(r"出版物(?:经营)?(?:许可)?证"), {"publication_retail"}),
)
#: Characters beside the thing's name that tell what is asked about it.
_TELLING: Final = 3
#: Ids of items (事项).
Items = frozenset[str]
NO_ITEMS: Final[Items] = frozenset()


class KnowledgeSearch:
    """Built once from the entries' question variants, and the names of the items they are about."""

    def __init__(self, entries: Mapping[str, KnowledgeEntry], items: Mapping[str, Item] = MappingProxyType({})) -> None:
        self._entries = entries
        self._names = [(fold(name), item.id) for item in items.values() for name in item.names]
        self._last: tuple[str, tuple[dict[str, float], ...]] = ("", ())
        told = "".join(fold("".join((*one.questions, one.answer))) for one in entries.values())
        self._elsewhere = tuple(word for word in map(fold, lexicon("outside")["subjects"]) if word not in told)
        asked = {one.id: [plain(question) for question in one.questions] for one in entries.values()}
        self._index = PhraseIndex((id, question) for id, questions in asked.items() for question in questions)
        self._questions = Documents([(id, "。".join(questions)) for id, questions in asked.items()])
        self._answers = Documents(
            [(id, "。".join((*questions, plain(entries[id].answer)))) for id, questions in asked.items()]
        )

    def best(self, question: str, today: date, items: Items = NO_ITEMS) -> tuple[str | None, float]:
        """The entry in force today that is nearest to the question, with its nearness; None when none is near enough.

        Args:
            items: those that are applied for. An entry that is about others only is an answer where the question names one of
                them: 「有效期几年」 is asked of one's own permit. Empty: none is chosen yet, and every entry may answer.
        """
        every = self.ranked(question, today)
        ranked = self._of_paper(self._about(every, question, items), question)
        if not ranked or self._is_elsewhere(question) or _WISH.search(fold(question)) is not None:
            return None, 0.0
        entry, score = ranked[0]
        if self._tells_another(entry, question):
            return None, 0.0
        next_score = ranked[1][1] if len(ranked) > 1 else 0.0
        if score < ENOUGH and not (score >= ENOUGH_ALONE and score >= ALONE * next_score):
            return None, 0.0
        alone = self._figures(plain(question))[0]
        nearness, nearest = (max(mean, alone.get(id, 0.0)) for id, mean in (ranked[0], every[0]))
        return (entry, nearness) if nearness >= NOT_FAR * nearest else (None, 0.0)

    def _of_paper(self, ranked: list[tuple[str, float]], question: str) -> list[tuple[str, float]]:
        """Those about the one permit that the question names by a name of its own: 「卫生许可证几年一换」 asks of no other."""
        named = [(paper, items) for paper, items in _PAPERS if paper.search(question) is not None]
        if len(named) != 1:
            return ranked
        paper, items = named[0]
        return [
            one
            for one in ranked
            if set(self._entries[one[0]].items) & items
            or any(paper.search(asked) is not None for asked in self._entries[one[0]].questions)
        ]

    def _tells_another(self, entry: str, question: str) -> bool:
        """Whether the entry speaks of no time (no money, no giving back) where that is asked for, or shares nothing with the words but what they are about."""
        about = self._entries[entry]
        told = "".join(fold("".join((*about.questions, about.answer))))
        folded = fold(question)
        if any(asks.search(folded) is not None and tells.search(told) is None for asks, tells in _SORTS):
            return True
        named = max((name for name, _ in self._names if name in folded), key=len, default="")
        rest = plain(folded.replace(named, "，")) if named else ""
        pairs = {rest[at : at + 2] for at in range(len(rest) - 1)}
        said = plain(told)
        return len(rest) >= _TELLING and not any(pair in said for pair in pairs)

    def may_reach(self, question: str, nearness: float) -> bool:
        """Whether an entry may be as near as that; False is certain and costs little, so that answers are not looked up."""
        text = plain(question)
        if len(text) < 2:
            return False
        alone = self._index.at_most(text)
        mean = (alone + self._questions.at_most(text) + self._answers.at_most(text)) / 3
        return max(alone, mean) >= nearness

    def is_known(self, question: str, today: date, nearness: float) -> bool:
        """Whether an entry answers the question and is as near as that."""
        return self.may_reach(question, nearness) and self.best(question, today)[1] >= nearness

    def near(self, question: str, today: date, items: Items = NO_ITEMS) -> tuple[str, ...]:
        """Entries in force that may be meant where none is near enough to answer, best first."""
        ranked = self._about(self.ranked(question, today), question, items)
        return tuple(entry for entry, score in ranked[:OFFERED] if score >= WORTH)

    def _is_elsewhere(self, question: str) -> bool:
        """Whether the question names a subject of another office that no entry speaks of: 「开饭店要交多少税」."""
        folded = fold(question)
        return any(word in folded for word in self._elsewhere)

    def ranked(self, question: str, today: date) -> list[tuple[str, float]]:
        """All entries in force that share something with the question, nearest first; 1 is the same.

        The mean of three: nearness to one of the question's variants, and what of the question all variants hold together,
        without and with the answer.
        """
        text = plain(question)
        if len(text) < 2:
            return []
        figures = self._figures(text)
        found = {
            entry: sum(figure.get(entry, 0.0) for figure in figures) / len(figures)
            for entry in set().union(*figures)
            if _in_force(self._entries[entry], today)
        }
        return sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))

    def _about(self, ranked: list[tuple[str, float]], question: str, items: Items) -> list[tuple[str, float]]:
        """The entries about what is applied for, or about what the question names; all of them where it is neither."""
        folded = fold(question)
        told = items.union(item for name, item in self._names if name in folded)
        if not told:
            return ranked
        return [
            one for one in ranked if not self._entries[one[0]].items or not told.isdisjoint(self._entries[one[0]].items)
        ]

    def _figures(self, text: str) -> tuple[dict[str, float], ...]:
        """The three figures of every entry. One message is looked up several times in a row, so the last one is kept."""
        asked, figures = self._last
        if asked != text:
            figures = (self._index.scores(text), self._questions.scores(text), self._answers.scores(text))
            self._last = text, figures
        return figures


def plain(question: str) -> str:
    """The question without chatter, in one word for each thing that is said in several ways."""
    core = squash(fold(question))
    return _SYNONYM.sub(lambda match: _SYNONYMS[match[0]], _CHATTER.sub("", core) or core)


def _in_force(entry: KnowledgeEntry, today: date) -> bool:
    return (entry.start is None or entry.start <= today) and (entry.until is None or today <= entry.until)
