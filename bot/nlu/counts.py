"""A number of things that only one other question counts: 「有堂食，16个座」, 「6张床，另外大厅放3个座位」."""

from __future__ import annotations

import re
from typing import Final

from bot.engine.address import Address
from bot.engine.facts import Fact
from bot.engine.values import Value

from .clauses import Clause
from .fact_reader import Found, read_fact
from .findings import Findings
from .folding import fold
from .plausible import words_of_question
from .scene import Scene

_N: Final = r"[0-9一二两三四五六七八九十百]+"
_COUNTED: Final = re.compile(
    rf"(?:另外|还有|还|再|外加|里面|外面|大厅|大堂|店里|里|一共|总共|我们|都|就)*(?:有|放|摆|设|装)?(?P<count>{_N}[个张把间台辆位名只])(?P<thing>[\u3400-\u9fff]{{1,4}}?)(?:的|了|吧|呀)*"
)
#: Things that anybody may count in any connection.
_ANYTHING: Final = frozenset({"人", "月", "星期", "礼拜", "小时", "钟头", "地方", "店", "多"})


def counts_another(scene: Scene, asked: Fact, clause: Clause, findings: Findings) -> bool:
    """Whether the clause counts what one other question asks for, and not the open one; it is then among the findings."""
    match = _COUNTED.fullmatch(clause.folded.strip())
    if match is None or match["thing"] in _ANYTHING or match["thing"] in words_of_question(asked):
        return False
    places = [one for one in _counting(scene, asked) if _is_of(scene.fact_at(one), match["thing"])]
    fact = scene.fact_at(places[0]) if len(places) == 1 else None
    if fact is None or places[0].key in scene.asking.answered:
        return False
    found = read_fact(fact, match["count"], scene.asking.today)
    if not isinstance(found.value, Value):
        return False
    words = scene.message.text[clause.start : clause.end]
    findings.answer(places[0], Found(found.value), words)
    findings.mention(places[0], found, clause.start, clause.end, words)
    return True


def _counting(scene: Scene, asked: Fact) -> list[Address]:
    """The other facts that count something, of the same trade or the premises' own."""
    own = asked.id.partition(".")[0]
    return [
        one
        for one in scene.of_kind("integer")
        if one.fact != asked.id and one.fact.partition(".")[0] in (own, "premises")
    ]


def _is_of(fact: Fact | None, thing: str) -> bool:
    """Whether the fact asks how many of the thing: one of its names ends so, or it ends like one of them (沙发位, 客人座位)."""
    if fact is None:
        return False
    if fact.unit == thing or thing in words_of_question(fact):
        return True
    return len(thing) > 1 and any(
        fold(name).endswith(thing[-1]) for name in (fact.label.removesuffix("数"), *fact.names)
    )
