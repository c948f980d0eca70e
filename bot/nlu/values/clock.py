"""Times of day: 早九点, 下午两点半, 21:30, 凌晨两点一刻 -> minutes since midnight."""

from __future__ import annotations

import re
from typing import Final

from .numerals import parse_number

_N: Final = r"[0-9零一二三四五六七八九十两〇]{1,3}"
_DAYPART: Final = r"凌晨|半夜|夜里|深夜|清晨|清早|大清早|早晨|早上|早|上午|中午|午后|下午|傍晚|晚上|晚间|晚|夜间|夜|当天|次日|第二天|隔天"
#: One time of day.
TIME: Final = (
    rf"(?:(?:{_DAYPART})*(?:的)?(?:{_N}\s*[点時时](?:钟|整)?(?:半|[一二三123]刻|{_N}分?)?(?:钟)?|\d{{1,2}}\s*[:：]\s*\d{{2}}|零点|午夜|正午)"
    rf"|(?:{_DAYPART})+{_N}(?![0-9点:：]))"
)
_PARSE: Final = re.compile(
    rf"(?P<part>(?:{_DAYPART})*)(?:的)?(?:(?P<named>零点|午夜|正午)|(?P<h2>\d{{1,2}})\s*[:：]\s*(?P<m2>\d{{2}})"
    rf"|(?P<h>{_N})\s*(?:[点時时](?:钟|整)?(?P<m>半|[一二三123]刻|{_N}分?)?(?:钟)?)?)"
)
_AFTERNOON: Final = re.compile(r"午后|下午|傍晚|晚|夜间|夜里|半夜|深夜|夜")
_SMALL_HOURS: Final = re.compile(r"凌晨|次日|第二天|隔天")


def minutes_of(text: str, *, after: int | None = None) -> int | None:
    """Minutes since midnight, 0 to 1440, or None. ``after``: the opening time, when this is the closing time.

    A bare hour after a later opening (九点到六点, 十点到十点) is the afternoon's; 晚上十二点 is 24:00.
    """
    match = _PARSE.fullmatch(text.replace(" ", ""))
    if match is None:
        return None
    if match["named"]:
        return 720 if match["named"] == "正午" else (1440 if after is not None else 0)
    hour, minute = _number(match["h"] or match["h2"]), _minute(match["m"] or match["m2"])
    if hour is None or minute is None or hour > 24 or minute > 59:
        return None
    total = _placed(match["part"], hour) * 60 + minute
    bare = not match["part"]
    if after is not None and bare and hour <= 12 and total <= after and total + 720 <= 1440 and total + 720 > after:
        total += 720
    if after is not None and total == 0:
        total = 1440
    return total if total <= 1440 else None


def clock(minutes: int) -> str:
    """``HH:MM``."""
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def _placed(part: str, hour: int) -> int:
    if _SMALL_HOURS.search(part):
        return 0 if hour == 12 else hour
    if part.endswith("中午") or part == "中午":
        return hour + 12 if hour < 3 else hour
    if _AFTERNOON.search(part):
        if hour == 12:
            return 24 if re.search(r"晚|夜", part) else 12
        night = re.search(r"半夜|夜里|深夜", part) is not None
        return hour if hour > 12 or (night and hour < 6) else hour + 12
    return hour


def _number(text: str) -> int | None:
    number = parse_number(text)
    return int(number.value) if number is not None and number.value is not None else None


def _minute(text: str | None) -> int | None:
    if text is None:
        return 0
    if text == "半":
        return 30
    if text.endswith("刻"):
        return {"一": 15, "二": 30, "三": 45, "1": 15, "2": 30, "3": 45}[text[0]]
    return _number(text.removesuffix("分"))
