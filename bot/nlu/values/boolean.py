"""Yes or no, hedged or plain: 有是有，不过很小 (yes, roughly), 不打算做堂食 (no), 看情况 (neither)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Final

from bot.engine.values import Rejection, Value

from .phrase import ChoiceOption, Phrase, refused, unreadable

_UNSURE: Final = re.compile(
    r"不一定|不确定|不清楚|不知道|说不准|说不好|看情况|看看再说|再说|还没想好|没想好|没决定|未定|待定|也许|或许|可能(?:有|会|吧|要)?$|两可|随便|都行|都可以|不好说|考虑"
)
_HEDGE: Final = re.compile(
    r"算是|应该|大概|可能|估计|差不多|勉强|好像|似乎|有是有|是是|有一点|有点|一点点|偶尔|少量|基本"
)
_DOUBLE: Final = re.compile(r"不是(?:没有?|不[要做卖会用])|没有不|不可能不|不能没有|并非没有|不会不|哪能没有")
_NO: Final = re.compile(
    r"^(?:都|也|现在|目前|暂时|先|还|我们?|这个|店里|肯定|绝对|当然|一点|从来|应该|就|真的?|确实|根本|压根|完全|可能|大概|估计|并|是|嗯|呃|那|其实|暂且|短期内|以后也|打算|一个|一样|啥|什么)*"
    r"(?:没有?|无|不|否|未|别|木有|没得|莫得|冇|非|木|NO|No|no|N|n)(?!错|问题|得不|止|过如此|光)"
)
_YES: Final = re.compile(
    r"^(?:都|也|现在|目前|我们?|这个|店里|肯定|绝对|当然|应该|就|真的?|确实|可能|大概|估计|嗯|呃|那|其实|打算|已经|早就|全|必须|算)*"
    r"(?:是|有|对|要|做|会|好|行|可以|可|能|成|没错|没问题|嗯|恩|哎|诶|OK|ok|Ok|yes|Yes|YES|y|Y|同意|确认|承诺|必须|当然|肯定|那必须|需要|卖|用|装|放|上(?=[饿美抖快淘京拼外平线网小团直])|请了|找了|接|愿意|愿|支持|提供|准备|打算|想|开|办|知道|明白|了解|正确|确定|属于|允许|接受|包括|包含|涉及|一致|一样|相同|办好|已|签|收|中|得|1$)"
)
_WORDS: Final = {"0": False, "1": True, "true": True, "false": False, "√": True, "×": False, "X": False, "x": False, "👌": True, "👍": True, "没毛病": True, "对头": True, "阔以": True, "必须滴": True, "免了": False, "算了": False, "拉倒": False}  # fmt: skip


def read(phrase: Phrase, *, today: date, options: Sequence[ChoiceOption]) -> Value | Rejection:
    """True or False; a hedged answer is marked as rough; 「不一定」 is refused as unsure."""
    text = phrase.text
    if text in _WORDS:
        return Value(_WORDS[text])
    if not text or re.search(r"[吗?？]$|(?<!饿了)么$|是不是|有没有|要不要|什么|怎么|为什么|多少", text):
        return unreadable("boolean", phrase)
    if _UNSURE.search(text):
        return refused("boolean.unsure", phrase)
    hedged = _HEDGE.search(text) is not None
    first = re.split(r"[,，。;；!！]|但是?|不过|可是|只是", text)[0].strip()
    return _polarity(first, phrase, hedged)


def _polarity(first: str, phrase: Phrase, hedged: bool) -> Value | Rejection:
    if _DOUBLE.search(first):
        return Value(True, approx=hedged)
    if _NO.match(first):
        return Value(False, approx=(hedged and "应该" not in first and "肯定" not in first) or "可能" in first)
    if _YES.match(first):
        inner = re.search(r"(?<!没)(?:不(?!少|错|止)|没有?|无)", first)
        if inner is not None and not re.search(r"没问题|没错|没毛病|有没", first) and inner.start() <= 4:
            return Value(False, approx=hedged)
        return Value(True, approx=hedged)
    trailing = re.search(r"(?P<no>不[做卖要用提供会是准备打算开需]+|没有?|不了)(?:的|了|吧|堂食|外卖)?$", first)
    if trailing is not None and len(first) <= 20:
        return Value(False, approx=hedged)
    if (
        re.search(
            r"(?:都?有|要做|会做|肯定做|做的|卖的|有的|要的|会的|是的|可以的|也[做有要卖会是用]|都[做有要卖会是用])(?:啊|吧|呢|哈)?$",
            first,
        )
        and len(first) <= 20
    ):
        return Value(True, approx=hedged)
    return unreadable("boolean", phrase)
