"""Words of a lexicon with a gap in them: 「约~上门」 is said in 「约好了下周三上门」, 「@~跑」 in 「我外甥女帮我跑」."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

#: What may stand in a gap: a few characters of the same clause, none of which denies.
_GAP: Final = r"(?:(?!我?自己|我来)[^,，。;；!！?？、 不没勿未别无]){0,6}?"
#: Whoever may do something for somebody else.
_PERSON: Final = (
    r"(?:老公|老婆|爱人|太太|先生|儿子|女儿|囡儿|爸|妈|爹|娘|哥|弟|姐|妹|舅|舅子|叔|姑|姨|外甥女?|侄[子女儿]|丈人|公公|婆婆|嫂|姐夫|妹夫|女婿|媳妇"
    r"|同事|朋友|同学|亲戚|邻居|员工|店长|会计|财务|秘书|助理|行政|人事|经理|合伙人|股东|文员|小[王李张陈刘周吴赵徐孙马朱胡林何高]|老[王李张陈刘周吴赵徐孙马朱胡林何高]|[他她]们?|人家|中介|律师|园区|招商)"
)


def spans(word: str, text: str) -> Iterator[tuple[int, int]]:
    """Where the word stands in the text, from its beginning to its end (not included)."""
    if "~" in word:
        if all(part in text for part in _parts(word)):
            yield from (match.span() for match in _pattern(word).finditer(text))
        return
    at = text.find(word)
    while at >= 0:
        yield at, at + len(word)
        at = text.find(word, at + 1)


@cache
def _parts(word: str) -> tuple[str, ...]:
    return tuple(part for part in word.split("~") if part != "@")


@cache
def _pattern(word: str) -> re.Pattern[str]:
    return re.compile(_GAP.join(_PERSON if part == "@" else re.escape(part) for part in word.split("~")))
