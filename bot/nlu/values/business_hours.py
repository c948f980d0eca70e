"""Opening hours by weekday: 工作日早九点到晚十点，周末休息."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Final

from bot.engine.values import Json, Rejection, Value

from .phrase import ChoiceOption, Phrase, refused, unreadable
from .time_range import span_of

_ACCEPTED: Final = "每天早九点到晚十点、周一到周五9:00-18:00"
_EVERY: Final = frozenset(range(1, 8))
_DAY: Final = r"[一二三四五六日天1-7]"
_WEEK: Final = r"(?:周|星期|礼拜)"
_DAYS: Final = re.compile(
    rf"(?P<every>每天|天天|全年无休|全周|一周七天|每日|周一到周日|不休息|节假日不休)"
    rf"|(?P<work>工作日|平时|平日)|(?P<weekend>周末|双休日?|周六日|周六周日|礼拜六礼拜天|节假日)"
    rf"|(?P<span>{_WEEK}(?P<a>{_DAY})\s*(?:到|至|~|-|—)\s*{_WEEK}?(?P<b>{_DAY}))|(?P<list>{_WEEK}{_DAY}(?:[、和,，]?{_WEEK}?{_DAY})*)"
)
_CLOSED: Final = re.compile(r"休息|不营业|不开门?|关门|歇业|打烊|除了?|休")
_FILL: Final = re.compile(
    r"(?:营业时间|营业|开门|时间|都|是|就|只|吧|啊|的|了|也|一样|照常|正常|从|我们|店|外|以外|之外|开|其他|其余|时间段|全年|[\s,，。.、;；:：])+"
)


def read(phrase: Phrase, *, today: date, options: Sequence[ChoiceOption]) -> Value | Rejection:
    """``{"days": [1..7], "slots": [[from, to]]}``, Monday is 1. Hours that differ by day cannot be held and are refused."""
    text = phrase.text
    if re.search(r"[吗么?？]$|几点", text):
        return unreadable("business_hours", phrase, accepted=_ACCEPTED)
    slots: list[list[Json]] = []
    open_days: set[int] = set()
    closed: set[int] = set()
    named = False
    text, shut = _except(text)
    closed |= shut
    for clause in _clauses(text):
        days, rest = _days(clause)
        is_closed = _CLOSED.search(rest) is not None and span_of(rest) is None
        found = None if is_closed else span_of(_CLOSED.sub("", rest))
        if found is not None and _FILL.sub("", _CLOSED.sub("", found[1])):
            return unreadable("business_hours", phrase, accepted=_ACCEPTED)
        if found is None and not is_closed and (days is None or _FILL.sub("", rest)):
            return unreadable("business_hours", phrase, accepted=_ACCEPTED)
        if days is not None:
            named = True
            (closed if is_closed else open_days).update(days)
        if found is not None and found[0] not in slots:
            slots.append(found[0])
    if not slots:
        return unreadable("business_hours", phrase, accepted=_ACCEPTED)
    if len(slots) > 1 and named and len(_clauses(text)) > 1 and _differs(text):
        return refused("business_hours.differs", phrase, accepted=_ACCEPTED)
    chosen = (open_days or set(_EVERY)) - closed
    if not chosen:
        return unreadable("business_hours", phrase, accepted=_ACCEPTED)
    days_json: list[Json] = [*sorted(chosen)]
    slots_json: list[Json] = [list(slot) for slot in slots]
    return Value({"days": days_json, "slots": slots_json})


def _except(text: str) -> tuple[str, set[int]]:
    """The text without 「除周一外」, and the days it leaves out."""
    match = re.search(r"除了?(?P<days>[^,，。]{1,12}?)(?:以外|之外|外|[,，])", text)
    days = _days(match["days"])[0] if match is not None else None
    return (text.replace(match.group(), "", 1), days) if match is not None and days is not None else (text, set())


def _clauses(text: str) -> list[str]:
    return [
        clause for clause in re.split(r"[,，。;；]|但是?|不过", text) if _FILL.sub("", clause) or _DAYS.search(clause)
    ]


def _differs(text: str) -> bool:
    """Whether more than one clause names days and gives hours."""
    return sum(1 for clause in _clauses(text) if _DAYS.search(clause) and span_of(_days(clause)[1]) is not None) > 1


def _days(clause: str) -> tuple[set[int] | None, str]:
    found: set[int] | None = None
    for match in _DAYS.finditer(clause):
        found = (found or set()) | _of(match)
    return found, _DAYS.sub("", clause)


def _of(match: re.Match[str]) -> set[int]:
    if match["every"]:
        return set(_EVERY)
    if match["work"]:
        return {1, 2, 3, 4, 5}
    if match["weekend"]:
        return {6, 7}
    if match["span"]:
        first, last = _number(match["a"]), _number(match["b"])
        return set(range(first, last + 1)) if first <= last else set(range(first, 8)) | set(range(1, last + 1))
    return {_number(char) for char in match["list"] if re.fullmatch(_DAY, char)}


def _number(char: str) -> int:
    return int(char) if char.isdigit() else "一二三四五六日".find(char.replace("天", "日")) + 1
