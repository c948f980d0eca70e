"""Opening hours by weekday: 工作日早九点到晚十点，周末休息."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from bot.engine.values import Json, Rejection, Value

from .clock import TIME
from .doors import with_span
from .numerals import close_up
from .opening import in_turn, openings, part_told
from .phrase import ChoiceOption, Phrase, refused, unreadable
from .selection import last_mark, words_around
from .speech import ELSEWHERE, FILLER, QUESTION, ROUGH_AFTER, ROUGH_BEFORE, UNCERTAIN, longest_first
from .weekdays import DAYS, USUALLY, days_in

_ACCEPTED: Final = "每天早九点到晚十点、周一到周五9:00-18:00"
_EVERY: Final = frozenset(range(1, 8))
#: Never closed: nothing about days.
_NEVER_CLOSED: Final = re.compile(
    r"(?:中间|中午|全年|一年到头|一年四季|从来|大?年?初[一二三四五]|大年三十|年三十|除夕|过年|春节|国庆|节假日|法定节假日|现在|周末|双休日?)*(?:也|都)*(?:无休|不休息?了?|不歇业?|不打烊|不关门?|不放假|照常营业|照常|照开|照样开|没有?休息[日天]?)|(?:大?年?初[一二三]|大年三十|年三十|除夕|过年|春节)(?:也|都)开门?"
)
_CLOSED: Final = re.compile(
    r"我?要上班|不(?:营业|开门?|出摊|摆摊|出来|做|上班|供餐?|干|来)|[店轮]休|停业|盘货|备货|进货|拿货|理货|盘点|打扫|消毒|休息|关门|关店|歇业|打烊|闭馆|闭店|放假|休(?!市)|歇(?!业)"
)
_HOLIDAYS: Final = re.compile(
    r"(?:逢|遇)?(?:国家)?法?定?(?:节假日|假日|节日|过年|春节)(?:另行通知|另算|除外|休息|放假|不开|关门)"
)
_ANY_DAYS: Final = re.sub(r"[?]P<[a-z]+>", "?:", DAYS.pattern)
_EITHER: Final = re.compile(rf"(?:{_ANY_DAYS})(?:或者?|还是)(?:{_ANY_DAYS})")
_EXCEPT: Final = re.compile(r"除了?(?P<days>[^,，。]{1,12}?)(?:以外|之外|外|[,，]|(?=其他|其余|别的|都|每天|天天))")
_BESIDES: Final = re.compile(rf"^(?P<days>{_ANY_DAYS})(?:以外|之外|除外)")
#: A pause at noon, the last order: not the hours of the shop.
_BREAK: Final = re.compile(r"[^,，。;；]*(?:午休|点单|后厨|外卖)[^,，。;；]*")
#: Closed only when something happens.
_WHEN: Final = re.compile(r"就|下雨|雨天|台风|放假|寒假|暑假")
_CUT: Final = re.compile(
    r"[,，。;；]|但是?|不过|(?<=休息|歇业|不开)(?=[周星礼工平其每])|(?<=[点分半0-9])(?=周|星期|礼拜|工作日|平时|双休)"
)
_FIELD: Final = (
    r"营业时间|营业|分?[一二两三]个?(?:时段|段|市|顿|班次?)|时段|和|加上?|以及|开门|关门|时间段?|都|只|也|一样|照常|正常|从|店|外|以外|之外|开|其他|其它|其余|剩下|余下|日子|每[周个]|早餐|早市|午市|晚市|辰光|时候|全年|做|出摊|摆摊|收摊|上班|下班|"
    r"一个?(?:礼拜|星期|周)[做开上只营业]*[一二三四五六七\d]天|[做开上][一二三四五六\d]天|[歇休][一二\d]天|[一二三四五六七\d]天|才|一年到头|风雨无阻|中间|一般|通常|到|白天|晚上|上午|下午|中午|早市|晚市"
)
_AROUND: Final = re.compile("(?:" + longest_first(f"{_FIELD}|{FILLER}") + f"|{ROUGH_BEFORE}|{ROUGH_AFTER})+")
_ROUGH: Final = re.compile(f"{ROUGH_BEFORE}|{ROUGH_AFTER}".replace("|许", ""))
_TIME: Final = re.compile(TIME)
#: Digits, half a day named, hours that are not the same every week.
_OTHER: Final = re.compile(
    r"夏天|冬天|夏季|冬季|夏令|淡季|旺季|\d(?![楼号])|[周期拜][^末]|初一|十五|逢|半天|隔天|单双|轮休|不固定|有时|看"
)
#: So many days, and nobody says which: 做一休一, 一周开五天, 后四天.
_SOME_DAYS: Final = re.compile(
    r"[做上干开][一二两三四五六1-6]天?[休歇]|[做上干开后前头][一二两三四五六1-6]天|[单双]休(?!日)"
)
#: 逢周五六日.
_ON: Final = re.compile(r"逢(?=周|星期|礼拜)")
#: Half days, beside days without hours.
_HALF: Final = re.compile(r"上午|下午|晚上|半天")
#: A rest of the days is told, not named.
_REST: Final = re.compile(r"其他|其余|其它|剩下|余下")
_MOST_WORDS: Final = 12


@dataclass(frozen=True, slots=True)
class _Clause:
    """The days a clause names (None: none), its slots, whether it says closed, whether its hours are sure, and whether its days are
    the usual ones (平时)."""

    days: frozenset[int] | None
    slots: tuple[tuple[str, str], ...]
    closed: bool
    sure: bool
    usual: bool = False


def read(phrase: Phrase, *, today: date, options: Sequence[ChoiceOption]) -> Value | Rejection:
    """``{"days": [1..7], "slots": [[from, to]]}``, Monday is 1. Hours that differ by day cannot be held and are refused."""
    text = _ON.sub("", with_span(close_up(phrase.text).replace("别的", "其他")))
    broken = False
    if _BREAK.search(text) and openings(kept := _BREAK.sub("", text)):
        text, broken = kept, "午休" in text
    if QUESTION.search(text) or re.search(r"几点", text) or _EITHER.search(text):
        return unreadable("business_hours", phrase, accepted=_ACCEPTED)
    if ELSEWHERE.search(text):
        text = text[last_mark(text, len(text)) :]
    holidays = _HOLIDAYS.search(text) is not None
    clauses = _clauses(_NEVER_CLOSED.sub("", _HOLIDAYS.sub("", text)))
    if clauses is None or ELSEWHERE.search(text):
        return unreadable("business_hours", phrase, accepted=_ACCEPTED)
    slots = list(dict.fromkeys(slot for one in clauses for slot in one.slots))
    if not slots:
        return unreadable("business_hours", phrase, accepted=_ACCEPTED)
    if _differs(clauses):
        return refused("business_hours.differs", phrase, accepted=_ACCEPTED)
    days = _days(clauses)
    if days is None or (_SOME_DAYS.search(text) and not any(one.days for one in clauses)):
        return unreadable("business_hours", phrase, accepted=_ACCEPTED)
    chosen: list[Json] = [*days[0]]
    sure = days[1] and all(one.sure for one in clauses)
    rough = holidays or broken or not sure or _ROUGH.search(text) or UNCERTAIN.search(text)
    return Value({"days": chosen, "slots": [list(slot) for slot in slots]}, approx=bool(rough))


def _clauses(text: str) -> list[_Clause] | None:
    """What each clause says; None when one says something else with figures in it, or too much."""
    found: list[_Clause] = []
    excepted = _BESIDES.search(text) or _EXCEPT.search(text)
    if excepted is not None and (days := days_in(excepted["days"])) is not None:
        found.append(_Clause(days, (), closed=True, sure=True))
        text = text.replace(excepted[0], "", 1)
    pieces = [(clause, DAYS.sub(";", clause)) for clause in _CUT.split(text)]
    part = part_told(text)
    said = [openings(hours, part) for _, hours in pieces]
    placed = iter(in_turn([one for each in said for one in each]))
    words = ""
    for (clause, hours), heard in zip(pieces, said, strict=True):
        slots, days = [next(placed) for _ in heard], days_in(clause)
        rest = words_around(hours, heard)
        closed = not slots and _CLOSED.search(rest) is not None
        if days is not None and not slots and _HALF.search(rest):
            return None
        left = _AROUND.sub("", _CLOSED.sub("", rest)).strip(" ;")
        words += left
        if days is not None or slots or (closed and not _REST.search(rest)):
            sure = all(one.sure and not one.rough for one in slots)
            sure = (
                sure
                and (bool(slots) or closed or days == _EVERY or not left)
                and not (closed and days is None and _WHEN.search(rest))
            )
            usual = USUALLY.search(clause) is not None
            found.append(_Clause(days, tuple(one.slot for one in slots), closed, sure, usual))
    if len(words) > _MOST_WORDS or _TIME.search(words) or _OTHER.search(words):
        return None
    return found


def _days(clauses: Sequence[_Clause]) -> tuple[list[int], bool] | None:
    """The days that are open, and whether the words leave no doubt of them; None where all are closed."""
    opening = [one for one in clauses if one.days and not one.closed]
    opened = frozenset().union(*(one.days for one in opening if one.days))
    shut = frozenset().union(*(one.days for one in clauses if one.days and one.closed))
    if shut and opening and all(one.usual for one in opening):
        opened = _EVERY  # 「周日不开，平时早七晚七」
    vague = not shut and opened in (frozenset(), _EVERY) and any(one.closed for one in clauses)
    chosen = sorted((opened or _EVERY) - shut)
    return (chosen, not vague) if chosen else None


def _differs(clauses: Sequence[_Clause]) -> bool:
    """Whether different days have different hours."""
    by_days: dict[frozenset[int] | None, set[tuple[str, str]]] = {}
    current: frozenset[int] | None = None
    for one in clauses:
        current = one.days if one.days is not None and not one.closed else current
        by_days.setdefault(current, set()).update(one.slots)
    with_hours = {days: slots for days, slots in by_days.items() if slots and days is not None}
    return len({frozenset(slots) for slots in with_hours.values()}) > 1
