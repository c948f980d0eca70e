"""Yes or no said around a fact's name: 「有堂食」, 「不做外卖」, 「堂食没有」."""

from __future__ import annotations

import re
from typing import Final

_NO: Final = re.compile(
    r"(?:没有|没得|没|无|不做|不带|不要|不卖|不设|不提供|不开|不搞|不会|不是|不用|不需要|不同意|不涉及|取消|去掉|不|否)(?:的|了|啊|呀|吧|噢|哦|嘛|呢|这个|任何|什么)*"
)
_YES: Final = re.compile(
    r"(?:要|会|可以)?(?:有|做|带|要|设|提供|支持|卖|开|搞|会|是|可以|同意|确认|需要|加上|增加)(?:的|了|个|啊|呀|一些|一点|少量|[几一两](?:个|本|种|样|台|瓶|盒|位))*"
)
_AROUND: Final = re.compile(
    r"(?:我们?|又|还是|想|打算|准备|决定|我家|店里|本店|这里|这边|也|都|还|又|就|但是?|不过|然后|而且|另外|的话|呢|嘛|啊|,|:|=| )+"
)


def polarity(before: str, after: str) -> bool | None:
    """True, False, or None when the words before and after the name are not just a yes or a no."""
    words = _AROUND.sub("", before) + _AROUND.sub("", after)
    if _NO.fullmatch(words) is not None:
        return False
    return True if _YES.fullmatch(words) is not None else None


def rest_of_polarity(folded: str) -> str | None:
    """What the first clause says beside its yes or no, particles left out; None when it says nothing else."""
    first = _TWICE.sub(r"\1", _FIRST.split(folded.strip(), maxsplit=1)[0])
    return _PARTICLES.sub("", _SAID.sub("", first, count=1)) or None


def polarity_about(folded: str, asked: str) -> bool | None:
    """Yes or no by what stands before words of the question: 「旁边有垃圾站」, 「不做吃的」; None when none do.

    Args:
        asked: the question's words, folded, without punctuation.
    """
    if _NOTHING.search(folded) is not None:
        return False
    for at in range(len(folded) - 1):
        if folded[at : at + 2] in asked:
            if _NO_BEFORE.search(folded, 0, at):
                return False
            if _YES_BEFORE.search(folded, 0, at):
                return True
            if folded[at : at + 2] not in EMPTY_PAIRS and _NO_BEHIND.match(folded, at + 2):
                return False
    return None


def unquoted(folded: str, asked: str) -> str:
    """The words without what they repeat from the question: the 无 of 「无人咖啡机」 denies nothing."""
    at, kept = 0, []
    while at < len(folded):
        end = at + 3
        if folded[at:end] not in asked or len(folded[at:end]) < 3:
            kept.append(folded[at])
            at += 1
            continue
        while end < len(folded) and folded[at : end + 1] in asked:
            end += 1
        at = end
    return "".join(kept)


#: Two characters that any question may have.
EMPTY_PAIRS: Final = frozenset("时候 就是 没有 经营 什么 可以 我们 这个 那个 一个 现在 需要 这类 这些 明显".split())
_FIRST: Final = re.compile(r"[,。;!?！？；，~～]|(?<=[\u3400-\u9fff]) |但是?|不过|可是|只是")
_TWICE: Final = re.compile(r"(.{1,4})[,， ]?\1")
_SAID: Final = re.compile(
    r"^(?:都|也|现在|目前|暂时|先|还|我们|我|这个|店里|本店|我家|肯定|绝对|当然|一定|应该|就|真的|真|确实|根本|完全|可能|大概|估计|那|其实|已经|早就|一点|从来|好像|哦|嗯|呃| "
    r"|没问题|没意见|没异议|没毛病|没错|无误|不错|并没有?|呒没|呒|唔系|唔|冇|么得|莫得|勿|一样|一致|摆|放|请|雇|办|领|买|租|搭|上|这回事|这事|那回事|的|啊|呀|没有|没得|木有|没|无|不|别|否|打算|准备|同意|确认|承诺|愿意|需要|提供|支持|可以|允许|接受|属于|包括|包含|涉及|必须|是|有|对|要|做|会|行|能|成|卖|用|装|接|开|办|设|带|搞|好)+"
)
_PARTICLES: Final = re.compile(
    r"[咯哒滴噻哩啦喽哟嗯呗么的了啊呀吧呢哦哈嘛个些点过滴这那种样 ]|一(?:家|个|些|点|直)|几个|少量|不少|很多|任何|什么|的话|目前|现在|暂时|以后|将来|打算|准备|也|都"
)
_COUNT: Final = r"(?:一|几|两|个|家|座|所|台|些|条|处|任何|什么|这种|这类|的)*"
_NO_BEFORE: Final = re.compile(
    rf"(?:没有?|无|不是|不在|不做|不放|不用|不卖|不设|不会|不|未)(?:被|有|做|放|用|卖|开展|从事|涉及|经营|提供|进行|参与|产生)?{_COUNT}$"
)
#: 「吃的不做」, 「驻唱我们不搞」.
_NO_BEHIND: Final = re.compile(
    r"(?:的|都|也|就|我们?|店里|这里)*(?:不(?:做|卖|弄|搞|碰|用|办|设|接|放|开)|没有?)(?:的|了|啊|呀)*(?:$|[,，。 ])"
)
_NOTHING: Final = re.compile(
    r"(?:都|也|统统|一概|一律)(?:没有?|不(?:有|做|卖|放|会|用|要|是|弄|搞|碰|进|沾|在))(?:的|了|啊|呀)*[。!]?$"
)
_YES_BEFORE: Final = re.compile(rf"(?:有|就是|做|放|卖|用|设){_COUNT}$")
