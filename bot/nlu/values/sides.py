"""An area told by its two sides: 「3米乘2米」, 「面宽四米八，进深十一米」."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from .numerals import NUMERAL, parse_number
from .quantities import rounded

_METRES: Final = (
    rf"(?P<{{0}}>[{NUMERAL}.点]+)\s*(?:米(?P<{{0}}dm>[0-9一二三四五六七八九半])?(?![0-9一二三四五六七八九十])|[mM])?"
)
_ONE: Final = _METRES.format("one")
_OTHER: Final = _METRES.format("other")
_TIMES: Final = re.compile(rf"{_ONE}\s*(?:乘以?|[x×*✕X])\s*{_OTHER}(?:平方?米?)?")
_WIDE: Final = r"(?:面宽|开间|门面?宽|宽|长)(?:度|有|是|大概)*"
_DEEP: Final = r"(?:进深|深|宽|长)(?:度|有|是|大概)*"
_BY_NAME: Final = re.compile(rf"{_WIDE}{_ONE}[,，\s]*{_DEEP}{_OTHER}")
#: 「六米六米」.
_TWICE: Final = re.compile(
    rf"(?P<one>[{NUMERAL}.]+)米(?P<onedm>(?!))?[,，]?(?P<other>[{NUMERAL}.]+)米(?P<otherdm>(?!))?(?![0-9一二三四五六七八九])"
)
_RECTANGLE_WORDS: Final = re.compile(
    r"长方形?的?|方方正正的?|四四方方的?|四方的?|正方形?的?|矩形的?|标准的?池?子?[,，]?"
)
#: Who tells how long and how wide it is has told its two sides.
_LONG_AND_WIDE: Final = re.compile(r"^(?=.*长)(?=.*宽)(?!.*(?:门面|面宽|进深))")


def as_area(text: str) -> str:
    """The words with the two sides as their product in square metres, rough unless it is told that they enclose a rectangle."""
    text = _RECTANGLE_WORDS.sub("", text) if (square := _RECTANGLE_WORDS.search(text)) is not None else text
    sides = _TIMES.search(text) or _BY_NAME.search(text) or _TWICE.search(text)
    if sides is None or (square is None and "米" not in sides[0] and "m" not in sides[0].lower()):
        return text
    one, other = (_metres(sides, name) for name in ("one", "other"))
    if one is None or other is None:
        return text
    shape = sides.re is not _BY_NAME or square is not None or _LONG_AND_WIDE.search(sides[0]) is not None
    left = f"{text[: sides.start()]}{'' if shape else '大约'}{rounded(one * other):f}平方米{text[sides.end() :]}"
    return left.strip(",， ")


def _metres(match: re.Match[str], name: str) -> Decimal | None:
    number = parse_number(match[name])
    if number is None or number.value is None:
        return None
    if match[f"{name}dm"] == "半":
        return number.value + Decimal("0.5")
    part = parse_number(match[f"{name}dm"]) if match[f"{name}dm"] else None
    return number.value + (part.value / 10 if part is not None and part.value is not None else Decimal(0))
