"""An answer told in another measure than the question's: a year's rent for a month's, millimetres for metres, catties for kilograms."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from typing import Final

from bot.engine.values import Value

from .numerals import NUMBER, parse_number, plain
from .quantities import rounded

#: Months of a stretch of time for which money is paid, by the words that name it.
_PERIODS: Final[tuple[tuple[re.Pattern[str], int], ...]] = (
    (re.compile(r"[半][年](?!前|后)|半年"), 6),
    (re.compile(r"[每一]年(?!前|后|多前|级)|/年|年租|年薪|按年"), 12),
    (re.compile(r"[每一]个?季度?|/季|季租"), 3),
    (re.compile(r"[每一]个?月(?!前|后)|/月|月租|月薪|按月"), 1),
)
#: What is paid by the month where nothing else is said.
_BY_THE_MONTH: Final = re.compile(r"房租|租金|工资|薪|物业费")
#: Unit -> its size among units that measure the same.
_FAMILIES: Final[tuple[dict[str, Decimal], ...]] = (
    {
        "毫米": Decimal("0.001"),
        "厘米": Decimal("0.01"),
        "公分": Decimal("0.01"),
        "分米": Decimal("0.1"),
        "公里": Decimal(1000),
        "千米": Decimal(1000),
        "米": Decimal(1),
    },
    {
        "公斤": Decimal(1),
        "千克": Decimal(1),
        "斤": Decimal("0.5"),
        "吨": Decimal(1000),
        "克": Decimal("0.001"),
    },
    {"毫升": Decimal("0.001"), "立方米": Decimal(1000), "立方": Decimal(1000), "升": Decimal(1)},
)
_LATIN: Final = (
    (re.compile(r"(?<![A-Za-z])(?:mm|MM)(?![A-Za-z0-9])"), "毫米"),
    (re.compile(r"(?<![A-Za-z])(?:kg|KG|Kg)(?![A-Za-z])"), "公斤"),
)
#: So much in each of them.
_EACH: Final = re.compile(r"[一每][袋箱包桶瓶盒罐壶]")
_UNIT: Final = re.compile("|".join(sorted((unit for one in _FAMILIES for unit in one), key=len, reverse=True)))


def in_asked_period(value: Value, text: str, ask: str) -> Value:
    """The sum for the stretch that the question asks about, where the answer names another one: 「一年十八万」 for a month's rent.

    It is to be confirmed where it does not come out even, and where a longer stretch than told was asked for.

    A sum told for a stretch that the question does not name (「每月八千二」 for a deposit) stays, to be confirmed.
    """
    told, asked = _period(text), _period(ask)
    if not ask or told is None or told == asked or not isinstance(value.value, (int, float)):
        return value
    if asked is None:
        return value if told == 1 and _BY_THE_MONTH.search(ask) is not None else replace(value, approx=True)
    sum_asked = Decimal(str(value.value)) * asked / told
    return Value(plain(rounded(sum_asked)), approx=value.approx or told < asked or bool(sum_asked % 1))


def _period(text: str) -> int | None:
    """Months of the one stretch that the words name; None when they name none or several."""
    named = {months for words, months in _PERIODS if words.search(text) is not None}
    return named.pop() if len(named) == 1 else None


def in_asked_unit(text: str, ask: str) -> str:
    """The words with every number in the question's own unit, where they use another one of what it measures: 「3300毫米」 is 3.3米."""
    asked = _UNIT.search(ask)
    if asked is None or _EACH.search(text) is not None:
        return text
    for sign, unit in _LATIN:
        text = sign.sub(unit, text)
    family = next(one for one in _FAMILIES if asked[0] in one)
    units = "|".join(sorted(family, key=len, reverse=True))

    def converted(match: re.Match[str]) -> str:
        number = parse_number("0.5" if match["n"] == "半" else match["n"])
        if match["unit"] == asked[0] or number is None or number.value is None or number.approx:
            return match[0]
        half = Decimal("0.5") if match["half"] else Decimal(0)
        return f"{(number.value + half) * family[match['unit']] / family[asked[0]]:f}{asked[0]}"

    return re.sub(rf"(?P<n>{NUMBER.pattern}|半)(?P<half>个半)?\s*(?P<unit>{units})", converted, text)
