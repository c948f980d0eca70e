"""A number where choices are stretches of numbers: 「六百多平」 of 「150平方米以下」, 「150至500平方米」, 「500平方米以上」."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Final

from .days import days
from .lengths import lengths
from .numerals import NUMBER, NUMERAL, close_up, parse_number
from .phrase import ChoiceOption

_UNIT: Final = r"(?P<unit>个?工作日|天|日|个?月|年|平方米|平米|平|㎡|人|间|张|座|元|万元|公里|米)"
_BETWEEN: Final = re.compile(rf"(?P<low>\d+){_UNIT}?(?:[到至~\-—])(?P<high>\d+)(?P<unit2>个工作日|\D{{1,3}})?")
_BELOW: Final = re.compile(
    rf"(?:不到|不满|少于|低于|未满)(?P<n>\d+){_UNIT}|(?P<n2>\d+)(?P<unit2>个工作日|\D{{1,3}}?)(?:以下|以内|之内)"
)
_ABOVE: Final = re.compile(
    rf"(?:超过|多于|高于|满)(?P<n>\d+){_UNIT}|(?P<n2>\d+)(?P<unit2>个工作日|\D{{1,3}}?)(?:以上|及以上)"
)
_MONTHS: Final = "月"
_DAYS: Final = frozenset("天日")
_AREA: Final = re.compile(
    rf"(?P<n>{NUMBER.pattern})(?P<more>多|来|出头|不到)?\s*(?:个)?(?:平方米|平米|平方|平|㎡|m2)(?!均|时|台)"
)
_DAYS_OF_A_MONTH: Final = 30
_WORKDAYS: Final = 5
_DAYS_OF_A_WEEK: Final = 7
_DAY: Final = 86400
_YEARS_AGO: Final = {"今年": 0, "去年": 1, "前年": 2}
_NEARLY_ONE: Final = Decimal("0.98")
_BEGAN: Final = re.compile(r"(?P<year>今年|去年|(?<!大)前年)[^,，]{0,6}(?:才|刚|开始|入行|入职|转行|接手|来的)")
_HALF: Final = Decimal("0.5")


def by_bounds(text: str, options: Sequence[ChoiceOption], today: date) -> tuple[ChoiceOption, bool] | None:
    """The one choice in whose stretch the told number lies, and whether it was told roughly; None where nothing is told so.

    A day (「明年3月到期」) tells how long it is until then, where choices are stretches of time.
    """
    stretches = [(one, stretch) for one in options if (stretch := _stretch(one.label)) is not None]
    if len(stretches) < 2:
        return None
    units = {unit for _, (_, _, unit) in stretches}
    if len(units) != 1:
        return None
    unit = units.pop()
    if unit == _MONTHS:
        least_and_most = _months_till(text, today)
        rough = False
    else:
        number = _told(text, unit)
        since = _since(text) if number is None and unit == "年" else None
        least_and_most, rough = ((number[0], number[0]), number[1]) if number is not None else (since, False)
    if least_and_most is None:
        return None
    fitting = [one for one, (low, high, _) in stretches if all(low <= value <= high for value in least_and_most)]
    return (fitting[0], rough) if len(fitting) == 1 else None  # at a bound two fit, and none is chosen


def _since(text: str) -> tuple[Decimal, Decimal] | None:
    """How many years it has been at least and at most, where the year is told in which it began: 「去年才开始做」."""
    began = _BEGAN.search(text)
    years = Decimal(_YEARS_AGO[began["year"]]) if began is not None else None
    return (max(years - 1, Decimal(0)), years + _NEARLY_ONE) if years is not None else None


def _months_till(text: str, today: date) -> tuple[Decimal, Decimal] | None:
    """The fewest and most months that the words tell, as a length or by the day; None where they tell neither or several."""
    words = close_up(text)
    said, impossible = days(words, today)
    if impossible or len(said) > 1:
        return None
    if said:
        first, last = said[0].first, said[0].last or said[0].first
        return (_months(first, today), _months(last, today)) if first >= today else None
    told = lengths(words)
    if len(told) != 1 or told[0].bounds is not None:
        return None
    months = told[0].months + told[0].seconds / _DAY / _DAYS_OF_A_MONTH
    return (months, months + _HALF) if told[0].approx else (months, months)


def _months(day: date, today: date) -> Decimal:
    return Decimal((day - today).days) / _DAYS_OF_A_MONTH


def _stretch(label: str) -> tuple[Decimal, Decimal, str] | None:
    """From what to what the label goes, and in what it counts."""
    between = _BETWEEN.search(label)
    if between is not None:
        unit = between["unit"] or between["unit2"] or ""
        low, high = sorted((Decimal(between["low"]), Decimal(between["high"])))
        return low, high, _plain(unit)
    below = _BELOW.search(label)
    if below is not None:
        return Decimal(0), Decimal(below["n"] or below["n2"]) - Decimal("0.01"), _plain(below["unit"] or below["unit2"])
    above = _ABOVE.search(label)
    if above is None:
        return None
    return Decimal(above["n"] or above["n2"]), Decimal(10) ** 9, _plain(above["unit"] or above["unit2"])


def _plain(unit: str) -> str:
    if "工作日" in unit:
        return "工作日"
    if unit.endswith("月"):
        return _MONTHS
    return "天" if unit[:1] in _DAYS else "平" if unit[:1] in ("平", "㎡") else unit


def _told(text: str, unit: str) -> tuple[Decimal, bool] | None:
    words = close_up(text)
    if unit == "天":
        said = lengths(_THREE_MONTHS.sub("三个月", words))
        if len(said) != 1 or said[0].bounds is not None:
            return None
        return said[0].months * _DAYS_OF_A_MONTH + said[0].seconds / _DAY, said[0].approx
    if unit == "工作日":
        days = _told(words.replace("工作日", "天"), "天")
        return days if days is None or "工作日" in words else (days[0] * _WORKDAYS / _DAYS_OF_A_WEEK, True)
    if unit != "平":
        return None
    found = [*_AREA.finditer(words)]
    number = parse_number(found[0]["n"]) if len(found) == 1 else None
    if number is None or number.value is None:
        return None
    return number.value, number.approx


#: 「仨月」.
_THREE_MONTHS: Final = re.compile(rf"(?<![{NUMERAL}])仨个?月")
