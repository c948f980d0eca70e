"""A yes or no to who asks whether something is lacking: 「没有锁」 is a yes to 「包厢没有内锁和隔断吗」, 「有锁」 a no."""

from __future__ import annotations

import re
from typing import Final

_ASKED: Final = re.compile(r"(?<!有)没有(?P<things>[^,，。?？]{1,8})[,，].*吗")
_LACKS: Final = re.compile(r"(?:都|也|全|现在|我们|包厢)*没(?:有|装)?(?P<things>[^,，]{0,6}?)(?:的|呀|啊)?(?=$|[,，])")
_HAS: Final = re.compile(
    r"(?:都|也|现在|我们|包厢|里面|门上|每间)*(?:有|装了?|带)(?P<things>[^,，没不]{0,4}?)(?:的|呀|啊)?(?=$|[,，])"
)
_NO_THING: Final = frozenset("有没和")


def things_lacked(ask: str) -> frozenset[str]:
    """The characters of what the question says is lacking; none where it asks for no lack."""
    asked = _ASKED.search(ask)
    return frozenset(asked["things"]) - _NO_THING if asked is not None else frozenset()


def by_lack(text: str, ask: str) -> bool | None:
    """Whether the thing is lacking, as the first clause tells by its name; None where it names none."""
    things = things_lacked(ask)
    for told, meant in ((_LACKS.match(text), True), (_HAS.match(text), False)):
        if told is not None and things & set(told["things"]):
            return meant
    return None


def lacks_what(text: str, ask: str) -> bool:
    """Whether a bare 「没有」 leaves open what is lacking: the thing, or what would be right."""
    told = _LACKS.fullmatch(text) if things_lacked(ask) else None
    return told is not None and not told["things"]
