"""Policy questions -> the knowledge entry that answers them, or none."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Final

from bot.engine.catalog import KnowledgeEntry

from .folding import fold
from .lexicon_reader import lexicon
from .message import squash
from .ngrams import PhraseIndex

#: Nearness from which an entry answers the question; below it, no answer is better than a wrong one.
ENOUGH: Final = 0.38
# said around a question; they would only water it down
_CHATTER: Final = re.compile(
    r"你好|您好|请问一下|请问|想问一下|想问下|想问|问一下|问下|咨询一下|咨询|我想知道|想知道|我想了解|想了解|麻烦问|打听一下|那个|就是|[0-9零一二两三四五六七八九十百]+(?:多)?(?:平方米|平米|平方|平|㎡)|到底|究竟|大概|一般来说|一般|现在"
    r"|的话|呢|啊|呀|哦|噢|嘛|哈|吗|么|我们|我的|我|你们|您|的|了|也|还|都|搞个|个"
)


def _synonyms() -> dict[str, str]:
    table: dict[str, str] = {}
    for line in lexicon("synonyms")["question"]:
        word, _, others = line.partition("=")
        table.update(dict.fromkeys(others.split(), word.strip()))
    return table


_SYNONYMS: Final = _synonyms()
_SYNONYM: Final = re.compile("|".join(map(re.escape, sorted(_SYNONYMS, key=len, reverse=True))))


class KnowledgeSearch:
    """Built once from the entries' question variants."""

    def __init__(self, entries: Mapping[str, KnowledgeEntry]) -> None:
        self._entries = entries
        self._index = PhraseIndex((one.id, plain(question)) for one in entries.values() for question in one.questions)

    def best(self, question: str, today: date) -> tuple[str | None, float]:
        """The entry in force today that is nearest to the question, with its nearness; None when none is near enough."""
        text = plain(question)
        for entry, score in self._index.scores(text).items() if len(text) > 1 else ():
            if score < ENOUGH:
                break
            if _in_force(self._entries[entry], today):
                return entry, score
        return None, 0.0


def plain(question: str) -> str:
    """The question without chatter, in one word for each thing that is said in several ways."""
    core = squash(fold(question))
    return _SYNONYM.sub(lambda match: _SYNONYMS[match[0]], _CHATTER.sub("", core) or core)


def _in_force(entry: KnowledgeEntry, today: date) -> bool:
    return (entry.start is None or entry.start <= today) and (entry.until is None or today <= entry.until)
