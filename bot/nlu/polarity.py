"""Yes or no said around a fact's name: 「有堂食」, 「不做外卖」, 「堂食没有」."""

from __future__ import annotations

import re
from typing import Final

_NO: Final = re.compile(
    r"(?:没有|没得|没|无|不做|不带|不要|不卖|不设|不提供|不开|不搞|不会|不是|不用|不需要|不同意|不涉及|取消|去掉|不|否)(?:的|了|啊|呀|吧|这个|任何|什么)*"
)
_YES: Final = re.compile(
    r"(?:有|做|带|要|设|提供|支持|卖|开|搞|会|是|可以|同意|确认|需要|加上|增加)(?:的|了|个|啊|呀|一些|一点|少量)*"
)
_AROUND: Final = re.compile(
    r"(?:我们?|我家|店里|本店|这里|这边|也|都|还|又|就|但是?|不过|然后|而且|另外|的话|呢|嘛|啊|,|:|=| )+"
)


def polarity(before: str, after: str) -> bool | None:
    """True, False, or None when the words before and after the name are not just a yes or a no."""
    words = _AROUND.sub("", before) + _AROUND.sub("", after)
    if _NO.fullmatch(words) is not None:
        return False
    return True if _YES.fullmatch(words) is not None else None
