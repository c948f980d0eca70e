"""A year of the calendar and an age, for questions that ask for one: 「零三年造的」, 「满十四周岁」."""

from __future__ import annotations

import re
from typing import Final

from .numerals import NUMERAL, parse_number

_DIGIT: Final = dict(zip("零〇一二三四五六七八九", (0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9), strict=True))
_ASKS_YEAR: Final = re.compile(r"哪一?年|年份")
_ASKS_AGE: Final = re.compile(r"年龄|多大(?:年纪|岁)|几岁|适龄")
_YEAR: Final = re.compile(
    r"(?:应该)?(?:是|在|就是)?(?P<year>[0-9]{4}|[零〇一二三四五六七八九]{4}|[0-9]{2}|[零〇一二三四五六七八九]{2})(?:年|(?<=[0-9零〇一二三四五六七八九]{4})$)[^,，0-9零〇一二三四五六七八九]{0,8}(?:[,，][^0-9零〇一二三四五六七八九几]*)?"
)
_AGE: Final = re.compile(rf"(?:要|得|必须)?(?:年?满)?(?P<n>[{NUMERAL}]+)(?:周?岁)?(?:\+|以上|起|往上|及以上)?")
#: Of two figures for a year those below are of this century.
_THIS_CENTURY: Final = 40


def year_told(text: str, ask: str) -> int | None:
    """The year that the words tell; None where the question asks for none or they tell no single one (「八几年」)."""
    match = _YEAR.fullmatch(text) if _ASKS_YEAR.search(ask) is not None else None
    if match is None:
        return None
    figures = "".join(str(_DIGIT.get(one, one)) for one in match["year"])
    if len(figures) == 4:
        return int(figures)
    return int(figures) + (2000 if int(figures) < _THIS_CENTURY else 1900)


def age_told(text: str, ask: str) -> int | None:
    """The age that the words tell, the least one where they say from which on; None where the question asks for none."""
    match = _AGE.fullmatch(text) if _ASKS_AGE.search(ask) is not None else None
    number = parse_number(match["n"]) if match is not None else None
    if number is None or number.value is None or number.approx:
        return None
    return int(number.value)
