"""A choice that is itself a denial, said the other way round: 「烫染不搞的」, 「不弄烫染」, 「烫染没有」 for 「不做烫染」."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from .options import names
from .phrase import ChoiceOption

_VERB: Final = "[做搞弄卖设用装开碰接办放收]"
#: The author's name for it: no, and what there is none of.
_NAME: Final = re.compile(rf"(?:不{_VERB}|没有?|无)(?P<what>[\u3400-\u9fff]{{2,5}})")
_ABOUT: Final = r"(?:我们?|咱们?|店里|这里|这边|现在|目前|暂时|反正|就|都|也|还|统统|是|的话|这块|这些|什么的|那些|的|这个|嘛|呢|[,，\s])*"
_NO: Final = rf"(?:不{_VERB}|没有?(?:{_VERB}|$|(?=[的了啊呀,，\s])))"
_END: Final = r"(?:的|了|啊|呀|哦|哈|吧|过)*"


def denied_option(text: str, options: Sequence[ChoiceOption]) -> ChoiceOption | None:
    """The one choice of which the first clause says, in whatever order and with whatever verb, that there is none of it."""
    fitting = [
        one
        for one in options
        if any(
            _other_way(match["what"]).match(text) is not None
            for name in names(one)
            if (match := _NAME.fullmatch(name)) is not None
        )
    ]
    return fitting[0] if len(fitting) == 1 else None


@lru_cache(maxsize=1024)
def _other_way(what: str) -> re.Pattern[str]:
    thing = re.escape(what)
    return re.compile(rf"{_ABOUT}(?:{thing}{_ABOUT}{_NO}|(?:不{_VERB}|没有){thing}){_END}(?:$|[,，。;；!！\s])")
