"""Words around a number that proves itself (a telephone, an identity number): whether it is told as the answer."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final, TypeVar

from bot.engine.values import Value

from .speech import UNCERTAIN

_UNSURE: Final = re.compile(r"大概|好像|可能|应该|也许|记得|忘|吗$|对吗|对吧|对不对")
#: The number is somebody else's.
_ANOTHERS: Final = re.compile(
    r"(?:是|用)(?:我|他|她)?(?:老婆|老公|妈|爸|儿子|女儿|朋友|别人|同事|员工|亲戚|邻居|爱人|媳妇|总部|总公司|房东)的|^(?:总部|总公司|房东|朋友)的?是|微信号"
)
_OLD: Final = re.compile(r"老的?号?|旧的?|原来|以前|不用了|注销|停用|作废|换掉")
#: What comes behind the right number is told as the one that is no longer used.
_GONE: Final = re.compile(
    r"[,，。;；\s](?:我)?(?:以前|原来|老的?(?![婆公板爸妈人])|旧的?|之前)(?!.*(?:现在|新的?|改成?|换成?))"
)
_NEW: Final = re.compile(r"新的?|现在|改成?|换成?|用|填")

T = TypeVar("T")


def hedged(value: Value, text: str) -> Value:
    """The value, rough where the words around it doubt it."""
    unsure = (
        _ANOTHERS.search(text) is not None or _UNSURE.search(text) is not None or UNCERTAIN.search(text) is not None
    )
    return replace(value, approx=True) if unsure else value


def current(text: str, runs: list[str]) -> list[str]:
    """Of several different numbers the new one, where one is called old and what follows new; else all of them."""
    distinct = list(dict.fromkeys(runs))
    gone = _GONE.search(text)
    if (
        len(distinct) == 2
        and gone is not None
        and gone.start() > text.find(distinct[0])
        and text.find(distinct[1]) > gone.start()
    ):
        return distinct[:1]
    old = _OLD.search(text)
    if len(distinct) < 2 or old is None or _NEW.search(text, old.end()) is None:
        return distinct
    return distinct[-1:]
