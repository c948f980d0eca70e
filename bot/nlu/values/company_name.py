"""Names of shops and companies, as the licence has them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Final

from bot.engine.values import Rejection, Value

from .phrase import ChoiceOption, Phrase, refused, unreadable

_LEAD: Final = re.compile(
    r"^(?:嗯+|呃|那个|就是|我们?家?的?|咱们?的?|本店|小店|这家|店铺?的?名字?|店名|招牌|名字|字号|公司名?称?|公司全称|企业名称|经营者名称|名称|执照上的?名字?|营业执照上的?(?:名字|名称)?|全称|平台|店铺|叫做?|取名|起名|就叫|是|为|写|填|[\s:：,，])+(?=\S{2,})"
)
_TAIL: Final = re.compile(r"(?:吧|啊|呢|哈|这个名字|[\s,，。.!！])+$")
_NOT_NAMES: Final = frozenset(
    "没有 不知道 不清楚 还没想好 没想好 还没起 待定 随便 再说 等会儿 等下 一样 同上 是的 好的 可以 对 不是 没 无 有 是 嗯 好 名字 店名".split()
)


def read(phrase: Phrase, *, today: date, options: Sequence[ChoiceOption]) -> Value | Rejection:
    """The name itself, 2 to 100 characters; words that lead in are taken off, quotes too."""
    quoted = re.fullmatch(r".*?[「『“\"《](?P<name>[^「」『』“”\"《》]{2,100})[」』”\"》].{0,4}", phrase.original)
    core = quoted["name"] if quoted is not None else _TAIL.sub("", _LEAD.sub("", phrase.original))
    core = core.strip("「」『』“”\"'《》")
    if core in _NOT_NAMES or re.search(r"[吗?？]$|(?<!饿了)么$|什么名字|怎么起", phrase.text):
        return unreadable("company_name", phrase, accepted="上海阿婆餐饮管理有限公司")
    if not 2 <= len(core) <= 100:
        return refused("company_name.length", phrase, accepted="2 到 100 个字")
    if not re.search(r"[\u3400-\u9fffA-Za-z]", core) or re.search(r"[<>{}\\|^`;=]", core):
        return unreadable("company_name", phrase, accepted="上海阿婆餐饮管理有限公司")
    return Value(core)
