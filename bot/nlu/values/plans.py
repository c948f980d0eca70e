"""A yes or no told as a plan: 「计划放一台，还没买」 is meant, 「先做线下，线上以后再说」 and 「没打算」 are not."""

from __future__ import annotations

import re
from typing import Final

from bot.engine.values import Value

#: 「计划放一台，还没买」.
_INTENDS: Final = re.compile(
    r"^(?:我们?|后面|以后)*(?:是)?(?:计划|打算|准备|考虑|想着)(?!不|没)[^,，不没]{2,}[,，].*没"
)
#: 「先做线下，线上以后再说」.
_NOT_NOW: Final = re.compile(
    r"先[^,，]{2,10}[,，][^,，]{0,6}(?:以后|将来|后面|回头|过阵子|慢慢)(?:再)?(?:说|讲|看|考虑|弄|搞)"
)
#: 「现在没有，明年可能再租一个」: what is, is asked for.
_NOT_NOW_THERE: Final = re.compile(
    r"(?:现在|目前|暂时|眼下)(?:是|还|都)?没有?(?:的|呢)?[,，](?=[^,，]*(?:明年|以后|将来|下半年|过阵子|后面))[^,，]*"
)
_NOT_YET_THERE: Final = re.compile(
    r"(?:以后|将来|明年|下半年|后面|过阵子)[^,，]{2,12}[,，](?:但是?|不过)?(?:现在|目前|暂时|眼下)(?:是|还|都)?没有?(?:的|呢)?"
)
#: 「暂不考虑」, 「没打算」.
_NO_PLAN: Final = re.compile(
    r"(?:我们?|暂时?|目前|现在|还|都|也|从来|根本|就)*(?:不|没)(?:有)?(?:考虑|打算|想过|计划|准备)(?:过|的|了|呢|啊)*"
)


def by_plan(text: str, ask: str) -> Value | None:
    """What a plan tells; roughly where it may change. What is to come does not count for what is asked to be there now."""
    if _INTENDS.search(text) is not None:
        return Value(True, approx=True)
    not_yet = "有" in ask and any(one.fullmatch(text) for one in (_NOT_NOW_THERE, _NOT_YET_THERE))
    if not_yet or _NO_PLAN.fullmatch(text) is not None:
        return Value(False)
    return Value(False, approx=True) if _NOT_NOW.search(text) is not None else None
