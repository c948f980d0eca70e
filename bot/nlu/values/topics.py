"""What people say instead of yes and no to a question about a known matter; kept in ``lexicon/topics.txt``.

The matter is known by the question's words: 「吃是不在这里吃的」 is a no to 「有堂食吗」 and nothing to any other question.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from ..lexicon_reader import lexicon
from .denial import denies
from .gaps import spans

#: 「桌椅都撤了」: it was there and is not any more.
_GONE: Final = re.compile(
    r"[^,，。;；不没]{0,6}?(?:(?:撤|拆|取消|停|关|收|卖|退|搬|扔)(?:掉|走|光)?|[填砍铲清迁拉挪移辞](?:掉|走))了"
)
#: 「没有被处罚过」: a denial with small words behind it.
_DENIED_NEAR: Final = re.compile(
    r"(?:没有?|不|未|无|从未)(?:有|曾|是|会|能|去|被|受|过|让|给|再|什么|任何|人|啥|怎么|一次|因为|因|把|在|想|要|打算|准备|[请找叫装租上做卖放用开接加摆办设搞弄进碰沾签])*$"
)
#: 「不太会弄让我儿子跑」: a denial farther off may be of something else, so that the word tells nothing.
_DENIED_AFAR: Final = re.compile(r"(?:没|(?<!差)不(?!错|少|过|光|止|但|仅|得)|未|无|勿)[^,，。;；!！ ]{0,6}$")
#: 「鸡丝虾仁都不加」, 「外卖抽成太高不上」: the clause ends in a denial.
_ENDS_DENIED: Final = re.compile(
    r"[^,，。;；不没]{0,8}(?:不(?![错少多大远停完够行好])[\u4e00-\u9fff]{1,2}|没(?:有)?(?:关系|[做弄放加上进装开])?)(?:的|了|啊|呢|吧)*$"
)
#: What was is no answer to what is.
WAS: Final = re.compile(r"以前|原来|本来|之前|原先|过去|早先|从前|曾经")
_SUPPOSED: Final = re.compile(r"如果|要是|假如|假使|万一|倘若")
_HEARD: Final = re.compile(r"^(?:我)?(?:听说|听讲|听人|据说)")
#: Somebody else's things are nothing of one's own.
_OTHERS: Final = re.compile(r"^(?:我)?(?:隔壁(?:老|家|店|那)|人家|别人|邻居|朋友|听说|对面那?家|同行|人家店)")
#: 「有没有被吊销过」 asks for what was.
_WAS_ASKED: Final = re.compile(r"[销刑办罚停]过")
_AROUND: Final = re.compile(r"周围|附近|米内|旁边")
#: A statement to agree to is about nothing that is asked for.
_CONSENT: Final = re.compile(r"您(?:同意|确认)吗|(?<!告知)承诺")
_NOT_THAT: Final = re.compile(
    r"(?:以后|将来|过阵子|下半年|明年)(?:再)?(?:看|说|讲|考虑)(?:吧|了)?(?=$|[,，。;；!！ ])|(?:这个|那个|我们?|嘛|呢|都|也|是|倒是|就|还)*(?:没有?|不(?:做|有|要|是|用|搞|开|卖|上|弄|设|摆|放|会)?)(?:的|了|啊|呀|吧|呢)*(?=$|[,，。;；!！ ])"
)
_CLAUSE: Final = re.compile(r"[,，。;；!！ ]")


@dataclass(frozen=True, slots=True)
class Matter:
    """The words of a question about it, those of another question, and what stands for yes and for no."""

    ask: tuple[str, ...]
    but: tuple[str, ...]
    yes: tuple[str, ...]
    no: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Said:
    """A yes or no said in other words, and whether its first clause says so already."""

    yes: bool
    at_once: bool


def about(ask: str, text: str) -> Said | None:
    """What the text says about the matter of the question; None where it says nothing, or both."""
    if is_anothers(ask, text):
        return None
    yes, no = words_for(ask)
    return said_of(text, yes, no, turned=False, was=asks_for_past(ask))


def asks_for_past(ask: str) -> bool:
    """Whether the question is about what once was: 「有没有被吊销过」."""
    return _WAS_ASKED.search(ask) is not None


def is_anothers(ask: str, text: str) -> bool:
    """Whether the text tells of somebody else (「隔壁老王家有个仓库」), of hearsay or of what might be; what is around may be a neighbour's."""
    elsewhere = _OTHERS.match(text) is not None and _AROUND.search(ask) is None
    return elsewhere or _HEARD.match(text) is not None or _SUPPOSED.search(_CLAUSE.split(text)[0]) is not None


def said_of(
    text: str, yes: Sequence[str], no: Sequence[str], telling: int = 1, *, turned: bool = True, was: bool = True
) -> Said | None:
    """What the words for yes and no, of ``telling`` characters or more, say in the text; None for nothing, or both.

    Args:
        turned: whether a denied no is a yes: 「不是打包」, where the author wrote 打包; 「不烤蛋挞」 leaves open what is made.
        was: whether what once was counts: 「原来有几张桌子」.
    """
    placed = _longest(
        [
            (start, end, meant)
            for words, meant in ((yes, True), (no, False))
            for word in words
            for start, end in spans(word, text)
            if end - start >= telling
        ]
    )
    told: list[int] = []
    meanings: set[bool] = set()
    for start, end, meant in placed:
        if not was and WAS.search(_CLAUSE.split(text[:start])[-1]):
            continue
        denied = _denied(text, start, end)
        meanings.add(meant is not denied)
        if (denied and (turned or meant)) or not (denied or _DENIED_AFAR.search(_CLAUSE.split(text[:start])[-1])):
            told.append(start)
    if not told or len(meanings) > 1:
        return None
    first = _CLAUSE.search(text)
    return Said(meanings.pop(), first is None or told[0] < first.start())


def _longest(placed: Sequence[tuple[int, int, bool]]) -> list[tuple[int, int, bool]]:
    """Of words that overlap the longest, from left to right."""
    kept: list[tuple[int, int, bool]] = []
    for one in sorted(placed, key=lambda place: (place[0] - place[1], place[0], place[2])):
        if all(one[1] <= start or end <= one[0] for start, end, _ in kept):
            kept.append(one)
    return sorted(kept)


def _denied(text: str, start: int, end: int) -> bool:
    """「不做外卖」, 「外卖不做的」; the denial in 「只做外卖不摆堂食」 is of something else."""
    return (
        denies(text, start)
        or _DENIED_NEAR.search(_CLAUSE.split(text[:start])[-1]) is not None
        or _NOT_THAT.match(text, end) is not None
        or _GONE.match(text, end) is not None
        or _ENDS_DENIED.match(_CLAUSE.split(text[end:])[0]) is not None
    )


@lru_cache(maxsize=1024)
def words_for(ask: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The words for yes and for no of the matter that the question is about; none where it is about none."""
    if not ask or _CONSENT.search(ask) is not None:
        return (), ()
    fitting = [
        matter
        for matter in _matters()
        if any(word in ask for word in matter.ask) and not any(word in ask for word in matter.but)
    ]
    return tuple(word for one in fitting for word in one.yes), tuple(word for one in fitting for word in one.no)


@cache
def _matters() -> tuple[Matter, ...]:
    return tuple(_matter(lines) for lines in lexicon("topics").values())


def _matter(lines: Sequence[str]) -> Matter:
    read: Mapping[str, tuple[str, ...]] = {line.split()[0]: tuple(line.split()[1:]) for line in lines}
    return Matter(read["ask"], read.get("but", ()), read["yes"], read["no"])
