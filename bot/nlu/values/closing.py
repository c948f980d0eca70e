"""A yes or no said by when the shop closes: 「开到三点」 to 「凌晨2点到早上8点都停业吗」."""

from __future__ import annotations

import re
from typing import Final

from .numerals import parse_number

_ASKS: Final = re.compile(
    r"凌晨(?P<from>[0-9一二两三四五六])点到(?:早上|清晨)(?P<to>[0-9一二三四五六七八九])点.{0,4}(?:停业|关门|不营业)"
)
_UNTIL: Final = re.compile(
    r"(?:我们|店里|一般|平时|最晚|就|只|都|也|大概)*(?:开|做|营业|开门|忙|唱|跳|玩)到(?:凌晨|夜里|半夜|后半夜|早上)?(?P<hour>[0-9]{1,2}|[一二两三四五六七八九十]{1,2})点(?P<half>半)?(?:多|左右)?(?:钟)?(?:关门|打烊|为止|才关|才打烊)?[的吧了呀啊]*"
)
#: 「十点就打烊了」.
_SHUT_AT: Final = re.compile(
    r"(?:我们|店里|一般|平时|最晚|每天|晚上|夜里|就|只|都|也|大概)*(?P<hour>[0-9]{1,2}|[一二两三四五六七八九十]{1,2})点(?P<half>半)?(?:钟)?(?:多|左右|就|准时|要|都|也)*(?:打烊|关门|歇业|清场|收摊|下班)[的吧了呀啊]*"
)
_NOON: Final = 12


def by_closing(ask: str, text: str) -> bool | None:
    """Whether the shop is closed in the hours that the question names; None where it names none or the words tell no closing hour."""
    asked, told = _ASKS.search(ask), _UNTIL.fullmatch(text) or _SHUT_AT.fullmatch(text)
    if asked is None or told is None:
        return None
    begins, ends, hour = (parse_number(one) for one in (asked["from"], asked["to"], told["hour"]))
    if begins is None or ends is None or hour is None or None in (begins.value, ends.value, hour.value):
        return None
    closes = float(hour.value or 0) % _NOON + (0.5 if told["half"] else 0)
    if closes <= float(begins.value or 0):
        return True
    return False if closes <= float(ends.value or 0) else None
