"""Clauses beside an answer: remarks that take nothing from it, doubts, and values that are somebody else's or another time's."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final, TypeVar

from .selection import Placed
from .speech import CONDITION, ELSEWHERE, MULTIPLIED, OTHERS, PAST, RESULT, TOLD

_PAUSE: Final = re.compile(r"[,，。;；!！]")
_COUNTS: Final = re.compile(r"[0-9零一二两三四五六七八九十百千万半廿俩仨]")
_WHICH: Final = r"(?:哪[天个]|几[号个点月]|多少|什么时候|哪[一]?天)"
#: 「下个月中旬，哪天都行」: no question.
_ANY: Final = re.compile(rf"(?:之间|当中|随便|任意)*{_WHICH}(?:都|也)(?:行|可以|好|方便|有空|成|OK|ok)[的吧了]*")
#: 「没花多少，三五千」.
_NOT_MUCH: Final = re.compile(r"没[^,，]{0,3}多少[钱人]?(?=[,，])")
#: 「具体几号再说」, 「要看走廊算不算」, 「没仔细量」: the value is as good as it is said, and may change.
_PUT_OFF: Final = re.compile(
    rf"(?:但是?|不过|还)?(?:(?:具体|准确|到底|究竟|确切)的?(?:{_WHICH}|时间|日子|日期|数字?|面积)?[^,，]{{0,8}}"
    rf"|{_WHICH}(?:还?没定|再说|再定|不[确一]?定)了?"
    r"|(?:(?:主要|就|还|也|[^,，看]{0,4}[要得])*看(?![了过着看])|取决于)[^,，]{1,14}"
    r"|(?:还|也|我|都)*没[^,，]{0,6}(?:量|数|称|算|测|统计|定)[^,，]{0,3})"
)
_GOVERNS: Final = re.compile(f"{CONDITION}|{OTHERS}|{PAST}")
#: 「照以前那家店」: the value is an estimate by that.
_BASIS: Final = re.compile(rf"(?:就|也|大概)*(?:按照?|照着?|参照|参考|比照)[^,，]*?(?:{OTHERS}|{PAST}|去年)[^,，]*")
#: 「我拍照给你看？」
_OFFER: Final = re.compile(r"(?:要不)?我[^,，]{0,8}(?:给[你您]|发[你您])[^,，]{0,6}[?？]?")
_SUPPOSED: Final = re.compile(CONDITION)
#: 「九十天，公安要求的」: why it is so much.
_BY_RULE: Final = re.compile(r"(?:就?是|按照?|照着?)?[^,，]{0,8}(?:要求|规定|标准)(?:的|来的?|做的?|办的?|弄的?)?")
_OF_EACH: Final = re.compile(MULTIPLIED)
#: 「八十平，隔壁那家」: whose it is, told behind it.
_AFTERTHOUGHT: Final = re.compile(rf"(?:是|就是|指)?(?:{OTHERS}|{PAST})(?:那家|那个|那间|家|店|时候|的)*")
#: 「听房东说八十」 yields to 「合同上七十八」.
_HEARSAY: Final = re.compile(r"嘴上|口头|嘴里|号称|中介|广告|网上|(?:房东|老板|朋友|邻居|人家|他|她)(?:说|讲|报)")
_PAPER: Final = re.compile(r"(?:合同|产证|房产证|房本|执照|图纸|证书|协议|发票|收据|说明书)(?:上|里|写|是)")
#: Years gone by; for days they are names.
_EARLIER: Final = re.compile(rf"{OTHERS}|{PAST}|{CONDITION}|{TOLD}|去年|前年|上个月|一开始|当初|当时|最早")
_CANNOT: Final = re.compile(rf"{OTHERS}|{PAST}|没空|有事|不行|不方便|来不了|没时间|不在|不可以|走不开")

P = TypeVar("P", bound=Placed)


def without_remarks(text: str) -> tuple[str, bool]:
    """The text without clauses that only put something off or doubt it, and whether there was such a doubt.

    A clause with a number in it is never a remark, and the text stays as it is where it holds nothing but remarks.
    """
    text, any_day = _ANY.subn("", _NOT_MUCH.sub("", text))
    kept = [one for one in _PAUSE.split(text) if one]
    kept = [one for one in kept if not _OFFER.fullmatch(one)] or kept
    text = ",".join(kept)
    remarks = [one for one in kept if _is_remark(one)]
    if not remarks or len(remarks) == len(kept):
        return text, any_day > 0
    return ",".join(one for one in kept if one not in remarks), True


def _is_remark(clause: str) -> bool:
    return _COUNTS.search(clause) is None and bool(_PUT_OFF.fullmatch(clause) or _BASIS.fullmatch(clause))


def clauses(text: str) -> Iterator[tuple[int, int]]:
    """Where each clause begins and ends."""
    at = 0
    for pause in _PAUSE.finditer(text):
        yield at, pause.start()
        at = pause.end()
    yield at, len(text)


def meant(text: str, said: Sequence[P], *, days: bool = False) -> list[P]:
    """The values without those of others, of earlier times and of hearsay, where another one is left.

    Args:
        days: whether they are days; then 去年 is a name, and 「明天没空」 names a day that is not meant.
    """
    aside = _CANNOT if days else _EARLIER
    around = {one.start: _clause(text, one) for one in said}
    free = [one for one in said if not aside.search(around[one.start])] or list(said)
    on_paper = any(_PAPER.search(around[one.start]) for one in free)
    return [one for one in free if not (on_paper and _HEARSAY.search(around[one.start]))] or free


def _clause(text: str, one: Placed) -> str:
    return next(text[start:end] for start, end in clauses(text) if start <= one.start <= end)


def is_aside(text: str, counted: Sequence[Placed]) -> bool:
    """Whether the words make the values a mere condition, somebody else's or another time's.

    What is told in another clause takes nothing from them, but a clause before them without a number of its own may say whose
    they are: 「隔壁那家店，八十平」.
    """
    if _OF_EACH.search(text):
        return True
    first = counted[0].start
    for start, end in clauses(text):
        holding = [one for one in counted if start <= one.start < end]
        clause = text[start:end]
        if holding:
            marks = [match.start() for match in RESULT.finditer(text, start, holding[0].start)]
            if ELSEWHERE.search(text[marks[-1] if marks else start : end]):
                return True
        elif _SUPPOSED.search(clause) and not _COUNTS.search(clause):
            if start < first or _BY_RULE.fullmatch(clause) is None:
                return True
        elif end <= first and not _COUNTS.search(clause):
            if _GOVERNS.search(clause) and not RESULT.search(text, end, first):
                return True
        elif start > first and _AFTERTHOUGHT.fullmatch(clause) and not _COUNTS.search(clause):
            return True
    return False
