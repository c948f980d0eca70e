"""One of several that are put up, by its number, or by a short form of what it is called."""

from __future__ import annotations

import re
from typing import Final

_ORDINAL: Final = re.compile(
    r"(?:我?(?:选|要|是|说的是)|就|就是|是)?(?:第(?P<nth>[1-9一二三四五六七八九])(?:个|项|份|条|张|样)?|(?P<n>[1-9])(?:号)?|(?P<last>最后(?:一|那)?(?:个|项|份|条)))(?:不对|错了|有误|吧|的|那个)?"
)
_HAN: Final = {char: value for value, char in enumerate("零一二三四五六七八九")}


def number_said(core: str, count: int) -> int | None:
    """The index that 「第二个」, 「2」, 「最后一个」 pick of so many; None where they pick none."""
    match = _ORDINAL.fullmatch(core)
    return place_of(match, count) if match is not None else None


def place_of(match: re.Match[str], count: int) -> int | None:
    """The same of a match with the groups ``nth``, ``n`` and ``last``, one of which is there."""
    said = match["nth"] or match["n"]
    place = count if match["last"] else _HAN.get(said) or int(said)
    return place - 1 if 0 < place <= count else None


def within(short: str, name: str) -> bool:
    """Whether the name's characters, some left out, are the short form."""
    rest = iter(name)
    return all(char in rest for char in short)
