"""Quantities with units: one machine for areas, money, counts, percentages. The asked kind says which units it takes."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final

from bot.engine.values import Rejection, Value

from .numerals import NUMBER, NUMERAL, Number, parse_number, plain
from .phrase import Phrase, refused, unreadable

#: Words before a number that make it rough.
ROUGH_BEFORE: Final = (
    r"大概其?|大约|大致|差不多|约莫|约|估计|估摸着?|可能|也就|接近|将近|快|不到|不足|至少|最多|超过|多于|少于|上下"
)
#: Words after a number (and its unit) that make it rough.
ROUGH_AFTER: Final = r"左右|上下|出头|开外|以上|以内|以下|不到|的样子|样子|差不多|大概|吧大概|多点|多一点|来着"
#: 「来」「多」「几」 inside or right behind a number.
ROUGH_INSIDE: Final = r"[来多几余]"
#: Words that carry no value and may stand around one.
FILLER: Final = (
    r"嗯+|呃+|额|哦|噢|啊|呢|吧|哈|呀|嘛|咯|喽|诶|那个|这个|就是说?|就|我想想|我看看|应该|应当|一共|总共|合计|全部|加起来|统共|目前|现在|暂时|"
    r"我们?家?的?|咱们?的?|本店|小店|店里|店内|店面|店铺|门店|铺子|铺面|门面|这边|这里|里面|的话|的|了|是|有|为|在|要|算|按|填|写|"
    r"正好|刚好|对的?|好的?|行|整|共|实际|基本上?|平均|每|个|大小|[\s,，。.、;；:：!！~～?？…]"
)
#: Words that begin like a number and are none.
_NO_NUMBER: Final = re.compile(r"一(?=共)|一起|一下子?")
_QUESTION: Final = re.compile(
    r"[吗么嘛][?？]?$|[?？]$|怎么|为什么|多少|什么|哪|是不是|能不能|可不可以|要不要|几[个点天年月]?[?？]"
)
_NOT_THIS: Final = re.compile(
    r"(?:不是|不对|没有|没|别写|不要)(?P<wrong>[^,，。;；是]*)[,，。;；]?\s*(?:而?是|应该是|改成|写)(?P<right>.+)$"
)


@dataclass(frozen=True)
class Quantity:
    """What one kind of quantity looks like.

    Args:
        kind: for rejection codes. ``units``: pattern -> factor to the kind's own unit. ``words``: field words that may stand by.
        bare: whether a number without unit is taken. ``finish``: last conversion, e.g. rounding.
        accepted: an example for the rejection.
    """

    kind: str
    units: Mapping[str, Decimal]
    words: str
    accepted: str
    bare: bool = True
    integer: bool = False
    lowest: Decimal | None = Decimal(0)
    highest: Decimal = Decimal(10) ** 13
    finish: Callable[[Decimal], Decimal] = field(default=lambda value: value)

    def __post_init__(self) -> None:
        units = "|".join(f"(?:{unit})" for unit in self.units)
        number = NUMBER.pattern
        one = rf"(?P<{{n}}>{number})(?P<{{n}}i>{ROUGH_INSIDE})?\s*(?P<{{n}}u>{units})?(?P<{{n}}h>半|多|来|几)?"
        first, second = one.replace("{n}", "a"), one.replace("{n}", "b")
        pattern = (
            rf"(?P<before>(?:{ROUGH_BEFORE})*)\s*(?:{first})"
            rf"(?:\s*(?:到|至|~|-|—|–|～|或者?|、)\s*(?:{second}))?\s*(?P<after>(?:{ROUGH_AFTER})*)"
        )
        object.__setattr__(self, "_pattern", re.compile(pattern))
        fillers = sorted(f"{self.words}|{FILLER}".split("|"), key=len, reverse=True)  # longest first: 店面 before 店
        object.__setattr__(self, "_rest", re.compile(rf"(?:{'|'.join(fillers)})+"))
        object.__setattr__(self, "_half", re.compile(rf"(?<![{NUMERAL}.个])半(?=个?(?:{units}))"))

    def read(self, phrase: Phrase) -> Value | Rejection:
        """The quantity that the whole phrase says, or a rejection."""
        text = phrase.text
        if "不是" in text or "不对" in text:
            mended = _NOT_THIS.search(text)
            if mended is None:
                return self._no(phrase)
            text = mended["right"]
        if _QUESTION.search(text):
            return self._no(phrase)
        half: re.Pattern[str] = self._half  # type: ignore[attr-defined]
        text = _NO_NUMBER.sub("", half.sub("0.5", text))
        pattern: re.Pattern[str] = self._pattern  # type: ignore[attr-defined]
        matches = list(pattern.finditer(text))
        rest: re.Pattern[str] = self._rest  # type: ignore[attr-defined]
        left = rest.sub("", pattern.sub("", text))
        readings = [reading for match in matches if (reading := self._one(match)) is not None]
        if left or not readings or len(readings) < len(matches):
            return self._no(phrase)
        return self._agreed(phrase, readings)

    def _agreed(self, phrase: Phrase, readings: Sequence[Value]) -> Value | Rejection:
        distinct = {(str(reading.value), reading.range) for reading in readings}
        if len(distinct) > 1:
            return refused(f"{self.kind}.ambiguous", phrase, accepted=self.accepted)
        found = readings[0]
        numbers = found.range if found.range is not None else (found.value,)
        if any(self._breaks(number) for number in numbers):
            return refused(f"{self.kind}.out_of_range", phrase, accepted=self.accepted)
        return found

    def _breaks(self, number: object) -> bool:
        if not isinstance(number, (int, float)):
            return True
        if (self.lowest is not None and number < self.lowest) or number > self.highest:
            return True
        return self.integer and not float(number).is_integer()

    def _one(self, match: re.Match[str]) -> Value | None:
        first, unit = parse_number(match["a"]), match["au"]
        second = parse_number(match["b"]) if match["b"] else None
        if first is None or (match["b"] and second is None):
            return None
        second_unit = match["bu"]
        if unit is None and second_unit is None and not self.bare:
            return None
        factor = self._factor(unit or second_unit)
        rough = bool(
            match["before"] or match["after"] or match["ai"] or match["bi"] or match["ah"] in ("多", "来", "几")
        )
        half = Decimal("0.5") if match["ah"] == "半" else Decimal(0)
        if second is not None:
            factor *= _shared_myriad(match["a"], match["b"], first, second)
            return self._range(first, second, factor, self._factor(second_unit or unit))
        if match["ai"] == "几" and first.value is not None and match["a"][-1:] in "十拾百千0":
            return self._some(first.value, factor)
        if first.range is not None:
            low, high = (plain(self.finish(bound * factor)) for bound in first.range)
            return Value(None, range=(low, high))
        if first.value is None:
            return None
        return Value(plain(self.finish((first.value + half) * factor)), approx=rough)

    def _some(self, value: Decimal, factor: Decimal) -> Value:
        """十几, 二十几, 一百几: between the next one and nine ones (tens, hundreds) more."""
        step = Decimal(1) if value < 100 else value / 10
        return Value(
            None, range=(plain(self.finish((value + step) * factor)), plain(self.finish((value + 9 * step) * factor)))
        )

    def _range(self, first: Number, second: Number, factor: Decimal, second_factor: Decimal) -> Value | None:
        if first.value is None or second.value is None:
            return None
        low, high = self.finish(first.value * factor), self.finish(second.value * second_factor)
        return Value(plain(low)) if low == high else Value(None, range=(plain(min(low, high)), plain(max(low, high))))

    def _factor(self, unit: str | None) -> Decimal:
        if unit is None:
            return Decimal(1)
        return next(factor for known, factor in self.units.items() if re.fullmatch(known, unit))

    def _no(self, phrase: Phrase) -> Rejection:
        return unreadable(self.kind, phrase, accepted=self.accepted)


def _shared_myriad(low: str, high: str, first: Number, second: Number) -> Decimal:
    """10到20万: the 万 counts for both when the first number is below the second's own digits."""
    sign = high[-1:]
    size = {
        "万": Decimal(10**4),
        "亿": Decimal(10**8),
        "w": Decimal(10**4),
        "W": Decimal(10**4),
        "k": Decimal(10**3),
    }.get(sign)
    if size is None or sign in low or first.value is None or second.value is None or first.value > second.value / size:
        return Decimal(1)
    return size


def rounded(value: Decimal) -> Decimal:
    """Two decimals."""
    return value.quantize(Decimal("0.01")).normalize()
