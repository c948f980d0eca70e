"""Choices told by how many and from which end: 前三个, 最后两项, 前两个不要, 前三个除了第二个."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from .phrase import ChoiceOption

_N: Final = r"[一二两三四五六七八九十\d]+"
_FIRST: Final = re.compile(
    rf"(?P<which>(?<![跟和同与])(?:前|后|最后|前面|后面|前头|开头|打头|头|(?:必须|必选|必填|必需)(?:要有)?的那)|前)(?P<n>{_N})(?:个|项|种|样)(?:必须的|必选的|必需的)?"
)
_DIGITS: Final = dict(zip("一二两三四五六七八九", (1, 2, 2, 3, 4, 5, 6, 7, 8, 9), strict=True))
_NOT_THEM: Final = re.compile(r"(?:不(?:要|做|选|卖|用)|没有?|去掉|别)[我们]*$")
_NOT_SAID: Final = re.compile(
    r"(?:我们?|都|全|也|就)*(?:不(?:要|做|选|卖|用|是)?|没有?|除外|去掉)(?:的|了|吧|做|卖)*(?=$|[,，。;；])"
)
_BUT: Final = re.compile(
    r"(?:里面?|当?中|[,，])*(?:除了?|不要|不含|去掉|没有)(?P<but>[^,，]+?)(?:以外|之外|外)?(?:都?[要有做卖]|都)*$"
)
#: 「后面两个没有，剩下的都有」: what the others are was said by the denial already.
_ALL_OTHERS: Final = re.compile(r"[,，]?(?:剩下|其余|其他|别的|余下|另外)[^,，不没]*$")
#: 「前头四个都有，别的没弄」: of the others it is told that they are not.
_NO_OTHERS: Final = re.compile(r"[,，]?(?:剩下|其余|其他|别的|余下)的?(?:都|还|也|一个)*(?:没|不)[^,，]{0,4}$")
_BARE: Final = re.compile(
    r"^(?:我们?|[选就只都全有做卖要的吧了啊]|可以|[,，、\s]|和|跟|加上?|还有|以及|另外|\+)*|(?:[都全有做卖要送贴的吧了着啊]|[写弄备]好?|准备好|可以|[,，、\s])*$"
)


@dataclass(frozen=True, slots=True)
class Counted:
    """The options counted off, words for some that are not meant after all, and words that are left."""

    options: tuple[ChoiceOption, ...]
    without: str
    left: str


def counted_off(text: str, options: Sequence[ChoiceOption]) -> Counted | None:
    """What 「前三个」 picks; where it is denied, all the others. None where nothing is counted off, or more than there are."""
    match = _FIRST.search(text)
    count = 0 if match is None else int(match["n"]) if match["n"].isdigit() else _DIGITS.get(match["n"], 0)
    if match is None or not 0 < count <= len(options):
        return None
    some = options[-count:] if match["which"].startswith(("后", "最后")) else options[:count]
    before, after = text[: match.start()], text[match.end() :]
    if _NOT_SAID.match(after) is None:
        after = _NO_OTHERS.sub("", after)
    denied = _NOT_THEM.search(before)
    said = _NOT_SAID.match(after)
    if denied is not None or said is not None:
        some = [one for one in options if one not in some]
        before = before[: denied.start()] if denied is not None else before
        after = _ALL_OTHERS.sub("", after[said.end() :]) if said is not None else after
    but = _BUT.fullmatch(after)
    left = f"{_BARE.sub('', before)}，{'' if but is not None else _BARE.sub('', after)}".strip("，")
    return Counted(tuple(some), but["but"] if but is not None else "", left)
