"""Times of day: 早九点, 下午两点半, 21:30, 凌晨两点一刻, 差一刻八点, 10pm -> minutes since midnight."""

from __future__ import annotations

import re
from typing import Final

from .numerals import parse_number

_N: Final = r"[0-9]{1,2}|[零一二三四五六七八九十两〇]{1,3}"
_MORNING: Final = r"凌晨|大清早|清早|清晨|早晨|早上|一大早|一早|早|上午|上半天"
_NOON: Final = r"中午|晌午|正午(?=[零一二三四五六七八九十两\d])|中(?=1|十)"
_AFTERNOON: Final = r"午后|下午|下半天|后晌|傍晚|黄昏|擦黑|晚上|晚间|晚|夜间|夜里[头厢]?|黑了|天黑|半夜|深夜|夜"
_NEXT_DAY: Final = r"次日|第二天|第二日|隔天|转天"
_DAYPART: Final = rf"{_MORNING}|{_NOON}|{_AFTERNOON}|{_NEXT_DAY}|当天|当晚"
_AMPM: Final = r"[aApP]\.?[mM]\.?"
#: Minutes behind 点: with 分, or two digits of them.
_M: Final = rf"(?:半|[一二三123]刻|过?(?:(?:{_N})分(?:(?:{_N})秒)?|[0-5]\d|零[一二三四五六七八九]|[二三四五]?十[一二三四五六七八九]?)(?![0-9点]))"
#: One time of day; a bare number counts only behind a part of the day.
TIME: Final = (
    rf"(?:(?:{_DAYPART}){{0,3}}的?差(?:一刻|{_N}分钟?)(?:{_N})点"
    rf"|(?:{_DAYPART}){{0,3}}的?(?:(?:{_N})\s*[点時时](?![间候])(?:钟|整)?{_M}?(?:多|左右)?"
    rf"|\d{{1,2}}\s*[:：]\s*\d{{2}}(?:\s*[:：]\s*\d{{2}})?\s*(?:{_AMPM})?|\d{{1,2}}\s*(?:{_AMPM})|\d{{1,2}}\.[0-5]\d(?!\d))"
    rf"|(?:{_DAYPART}){{0,3}}(?:零点|午夜|正午|子夜|十二点整)|(?:{_DAYPART}){{1,3}}(?:{_N})(?![0-9点:：个天])半?)"
)
_PARSE: Final = re.compile(
    rf"(?P<part>(?:{_DAYPART}){{0,3}})的?(?:(?P<named>零点|午夜|正午|子夜)|差(?P<less>一刻|(?:{_N})分钟?)(?P<h3>{_N})点"
    rf"|(?P<h2>\d{{1,2}})[:：.](?P<m2>\d{{2}})(?:[:：]\d{{2}})?(?P<ampm>{_AMPM})?|(?P<h4>\d{{1,2}})(?P<ampm4>{_AMPM})"
    rf"|(?P<h>{_N})(?:[点時时](?:钟|整)?(?P<m>{_M})?(?:多|左右)?)?(?P<half>半)?)"
)
_LATE: Final = re.compile(_AFTERNOON)
_SMALL_HOURS: Final = re.compile(rf"凌晨|{_NEXT_DAY}")
_NIGHT: Final = re.compile(r"半夜|夜里|深夜|夜")


def minutes_of(text: str) -> tuple[int, bool] | None:
    """Minutes since midnight, 0 to 1440, and whether the words leave no doubt about the half of the day; None for no time."""
    match = _PARSE.fullmatch(text.replace(" ", ""))
    if match is None:
        return None
    if match["named"]:
        return (720 if match["named"] == "正午" else 1440), True
    hour = _number(match["h"] or match["h2"] or match["h3"] or match["h4"])
    minute = 30 if match["half"] else _minute(match["m"] or match["m2"])
    if hour is None or minute is None or hour > 24 or minute > 59:
        return None
    ampm = (match["ampm"] or match["ampm4"] or "").lower().replace(".", "")
    part = match["part"] + {"am": "早上", "pm": "下午", "": ""}[ampm]
    total = _placed(part, hour) * 60 + minute - _less(match["less"])
    sure = bool(part) or hour > 12 or hour == 0
    return (total, sure) if 0 <= total <= 1440 else None


def clock(minutes: int) -> str:
    """``HH:MM``."""
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def _placed(part: str, hour: int) -> int:
    if _SMALL_HOURS.search(part):
        return 0 if hour == 12 else hour
    if re.search(r"中|晌午", part):
        return hour + 12 if hour < 3 else hour
    if _LATE.search(part):
        night = _NIGHT.search(part) is not None
        if hour == 12:
            return 24 if night or "晚" in part else 12
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
    return _number(text.removeprefix("过").partition("分")[0])


def _less(text: str | None) -> int:
    """差一刻, 差五分: minutes to take off."""
    if text is None:
        return 0
    return 15 if text == "一刻" else _number(text.removesuffix("钟").removesuffix("分")) or 0
