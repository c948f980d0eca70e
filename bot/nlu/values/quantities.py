"""Quantities with units: one machine for areas, money, counts, percentages. The asked kind says which units it takes."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from bot.engine.values import Rejection, Value

from .asides import clauses, is_aside, meant, without_remarks
from .numerals import NUMBER, NUMERAL, ROUGH_INSIDE, Number, close_up, parse_number, plain
from .phrase import Phrase, refused, unreadable
from .selection import answering, clauses_of, last_pause, words_around
from .speech import FILLER, QUESTION, RESULT, ROUGH_AFTER, ROUGH_BEFORE, SHARES, STORY, UNCERTAIN, longest_first

#: Words that hold a numeral and are no number.
_NO_NUMBER: Final = re.compile(
    rf"(?<![{NUMERAL}])(?:一(?=般|直|定|样|些)|一点点?(?![{NUMERAL}])|一块儿|(?<=加)一块|一起|一下子?|万一(?![十百千])|十分(?!之))|(?<=[上下这那哪每])一(?=个|次|步|题|项)|(?:第|星期|礼拜|周)[一二三四五六七八九十日天\d]+(?:个|家|次)?|[一二两三四五六七八九\d]位数|押[一二三两\d]付[一二三两六\d]|[一二两三四五六七八九\d](?:大[一二两三四五六七八九\d]小|男[一二两三四五六七八九\d]女)"
)
#: 几十, 数百: nobody can say how many that is.
_VAGUE: Final = re.compile(r"(?:好?几|数|若干|上(?=[千万亿])|^个)$")
_LATIN: Final = re.compile(r"[A-Za-z]")
_OTHER_WORD: Final = re.compile(r"[A-Za-z\u3400-\u9fff]")
#: What stands before a quantity that is denied.
_DENIED: Final = re.compile(r"(?:不是|不要|别写|没有|不到过)[^,，。]{0,3}$")
_JOIN: Final = r"(?:\(含\))?(?:到|至|~+|-+|—+|–+|或者?|、)"
#: What follows is another part; ``_COUNTED_IN``: with or without something, right before a number.
_BESIDE: Final = re.compile(r"还有|另外|外加|再加|加上|以及")
_COUNTED_IN: Final = re.compile(r"(?:不(?:算|带|含|连)|算上|带|含|连)[^,，]{0,6}$")
_CHANGE: Final = re.compile(r"(?:走|来|加|少|退|辞|掉|拆|撤|搬走|扔|报废|淘汰|贵|涨|降|跌|便宜|增加|减少)了$")
_LEFT_OUT: Final = re.compile(r"[,，][^,，]{1,8}不算(?:的|了|在内|进去)?$")
_WITHOUT: Final = re.compile(r"不(?:算|带|含|连)[^,，]{0,6}$")
#: 「建筑面积68，使用面积61，按使用面积报」: which of them, told by its name.
_BY_ONE_OF_THEM: Final = re.compile(r"按[^,，0-9]{2,6}(?:来)?(?:报|填|写|算)")
_LEAST_FOR_A_SUM: Final = 3
_PAIR: Final = 2
#: How far an exact number may be from the rough one it makes exact, in parts of it.
_NEARLY: Final = 0.2
#: 「五十多不到六十」: between the two.
_BELOW: Final = re.compile(
    rf"(?P<low>[{NUMERAL}]+)(?:多|出头|几)[,，]?(?:还|又)?(?:不到|不满|不足)(?P<high>[{NUMERAL}]+)"
)
#: Units of other things; a number before one of them is not ours.
_FOREIGN: Final = r"楼|层|号|室|弄|路|街|栋|幢|年|个?月|日|天|点(?!\d)|分钟|小时|岁|期|条|张|位|人|名|家|间|台|个(?!平)|套|块|元|米|平|%|成|斤|折|倍|次|后(?![面厨门])"
#: What has a number and no size.
_NO_QUANTITY: Final = r"邮编|邮政编码|门牌|房号|室号|证号|编号|工号|电话|手机|身份证|微信|车牌|信用代码|账号"
#: Words beside a quantity, in characters, past which it is no answer any more.
_MOST_WORDS: Final = 14
_SHARED: Final = {"万": 10**4, "亿": 10**8, "w": 10**4, "W": 10**4, "k": 10**3, "千": 10**3, "百": 10**2}


@dataclass(frozen=True, slots=True)
class _Said:
    """One quantity in a text, with its place. ``unit``: one of ours stood by it; ``foreign``: one of something else did; ``odd``: a word we do not
    know; ``other``: it has no unit, and its clause is about something else; ``change``: so many more or less
    (走了两个)."""

    value: Value
    start: int
    end: int
    unit: bool
    foreign: bool
    odd: bool
    words: str
    other: bool
    change: bool


class Quantity:
    """What one kind of quantity looks like.

    Args:
        kind: for rejection codes.
        units: pattern -> factor to the kind's own unit.
        words: pattern of field words that may stand by.
        accepted: an example for the rejection.
        integer: whether only whole numbers will do.
        others: pattern of words that make a number one of another kind.
        finish: last conversion, e.g. rounding.
    """

    def __init__(
        self,
        kind: str,
        units: Mapping[str, Decimal],
        words: str,
        accepted: str,
        *,
        integer: bool = False,
        others: str = r"(?!)",
        lowest: Decimal | None = Decimal(0),
        highest: Decimal = Decimal(10) ** 13,
        finish: Callable[[Decimal], Decimal] = lambda value: value,
    ) -> None:
        self._kind, self._accepted, self._integer = kind, accepted, integer
        self._lowest, self._highest, self._finish = lowest, highest, finish
        self._units = [(re.compile(unit), factor) for unit, factor in units.items()]
        either = "|".join(f"(?:{unit})" for unit in units)
        one = rf"(?P<{{n}}>{NUMBER.pattern})\s*(?P<{{n}}i>{ROUGH_INSIDE})?\s*(?P<{{n}}u>{either})?(?P<{{n}}h>半|多(?!少|一?点)|来|几)?"
        first, second = one.replace("{n}", "a"), one.replace("{n}", "b")
        self._pattern = re.compile(
            rf"(?P<before>(?:(?:{ROUGH_BEFORE})[也得就有是个在要吧,，]*)*)\s*(?:{first})(?:\s*{_JOIN}\s*(?:{second}))?(?P<after>(?:吧|的|个)?(?:{ROUGH_AFTER})*)"
        )
        self._and_half = re.compile(rf"(?<=[{NUMERAL}])个半(?=(?:{either}))")
        self._half = re.compile(rf"(?<![{NUMERAL}.个])半(?=个?(?:{either}))")
        around = longest_first(f"{words}|{FILLER}")
        self._around = re.compile(rf"(?:{around}|{ROUGH_BEFORE}|{ROUGH_AFTER})+")
        self._foreign = re.compile(_FOREIGN)
        self._doubt = re.compile(r"[,，\s](?:大概|差不多|应该|可能|估计|好像)(?:吧|是|的样子|这样|这么多)?$")
        self._others = re.compile(f"{others}|{_NO_QUANTITY}")

    def read(self, phrase: Phrase) -> Value | Rejection:
        """The quantity that the whole phrase says, or a rejection."""
        text = _NO_NUMBER.sub(
            "", self._half.sub("0.5", self._and_half.sub("点五", close_up(phrase.text)).replace("一共", "总共"))
        )
        text, doubt = without_remarks(_BELOW.sub(r"\g<low>到\g<high>", text))
        said = [one for match in self._pattern.finditer(text) if (one := self._one(text, match)) is not None]
        own = [one for one in said if not one.foreign]
        changes = [one.start for one in own if one.change]
        unfinished = bool(changes) and not any(one.start > changes[-1] for one in own)
        own = [one for one in own if not one.change]
        ours = self._of_our_unit(_refined(meant(text, own)))
        ours = [one for one in ours if one.start > changes[-1]] if changes and not unfinished else ours
        total = _total(ours)
        if len(own) > 1 and _BY_ONE_OF_THEM.search(text):
            return refused(f"{self._kind}.ambiguous", phrase, accepted=self._accepted)
        counted = [total] if total is not None else answering(text, ours)
        if not counted or QUESTION.search(text) or (total is None and SHARES.search(text)):
            return unreadable(self._kind, phrase, accepted=self._accepted)
        if len({(str(one.value.value), one.value.range) for one in counted}) > 1 or (
            total is None and (unfinished or _are_parts(text, own))
        ):
            return refused(f"{self._kind}.ambiguous", phrase, accepted=self._accepted)
        found = replace(counted[0].value, approx=any(one.value.approx for one in counted))
        sure = self._surely_meant(text, said, counted)
        if sure is None:
            return unreadable(self._kind, phrase, accepted=self._accepted)
        if any(self._breaks(number) for number in (found.range or (found.value,))):
            return refused(f"{self._kind}.out_of_range", phrase, accepted=self._accepted)
        return found if (sure and not doubt) or found.range is not None else replace(found, approx=True)

    def _of_our_unit(self, said: Sequence[_Said]) -> list[_Said]:
        """Those with a unit of ours, where another number has none and its clause is about something else: 「租金八千，面积40平」."""
        return [one for one in said if not one.other] or list(said)

    def _surely_meant(self, text: str, said: Sequence[_Said], counted: Sequence[_Said]) -> bool | None:
        """Whether the words around leave no doubt that the quantity is the answer; None when they are about something else."""
        start = counted[0].start
        near = clauses_of(text, counted)
        if (
            STORY.search(near)
            or is_aside(text, counted)
            or all(one.other for one in counted)
            or self._others.search(near)
            or _DENIED.search(text, 0, start)
        ):
            return None
        rest = self._around.sub("", _words_near(text, said, counted))
        if UNCERTAIN.search(text) or self._doubt.search(text) or _LEFT_OUT.search(text):
            return False
        if not rest:
            return True
        if len(rest) > _MOST_WORDS:
            return None
        if all(one.unit for one in counted):
            return "不" not in rest and not _LATIN.search(rest)
        if _LATIN.search(rest):
            return None
        telling = len(counted[0].words) > 1 or counted[0].words.isdigit()
        return True if telling and not any(one.odd for one in counted) else None

    def _breaks(self, number: object) -> bool:
        if not isinstance(number, (int, float)):
            return True
        if (self._lowest is not None and number < self._lowest) or number > self._highest:
            return True
        return self._integer and not float(number).is_integer()

    def _one(self, text: str, match: re.Match[str]) -> _Said | None:
        value = self._value(match)
        if value is None:
            return None
        unit = bool(match["au"] or match["bu"])
        foreign = not unit and self._foreign.match(text, match.end()) is not None
        if _VAGUE.search(text, 0, match.start("a")) or _LATIN.search(text, match.start("a") - 1, match.start("a")):
            return None
        odd = not (unit or foreign or self._around.match(text, match.end())) and _OTHER_WORD.match(text, match.end())
        two = match["a"] in ("俩", "仨") and not unit and _OTHER_WORD.match(text, match.end())
        if two or (odd and len(match["a"]) == 1 and not match["a"].isdigit()):
            foreign = True  # 「俩门面」
        change = _CHANGE.search(text, 0, match.start("a")) is not None
        other = not unit and self._others.search(text, last_pause(text, match.start()), match.start()) is not None
        return _Said(value, match.start(), match.end(), unit, foreign, bool(odd), match["a"], other, change)

    def _value(self, match: re.Match[str]) -> Value | None:
        first, second = parse_number(match["a"]), parse_number(match["b"]) if match["b"] else None
        if first is None or (match["b"] and second is None) or (match["ah"] == "半" and not match["au"]):
            return None
        if match["a"] == "三五" and match["au"]:
            first = Number(None, (Decimal(3), Decimal(5)))
        unit, second_unit = match["au"], match["bu"]
        factor = self._factor(unit or second_unit)
        if second is not None:
            if first.value is None or second.value is None:
                return None
            low = first.value * factor * _shared(match["a"], match["b"], first.value, second.value)
            high = second.value * self._factor(second_unit or unit)
            return self._range(low, high) if low != high else Value(plain(self._finish(low)))
        if first.range is not None:
            return self._range(first.range[0] * factor, first.range[1] * factor)
        if first.value is None:
            return None
        half = Decimal("0.5") if match["ah"] == "半" else Decimal(0)
        rough = first.approx or match["before"] or match["after"].strip("吧的个") or match["ai"]
        rough = rough or match["ah"] in ("多", "来", "几")
        return Value(plain(self._finish((first.value + half) * factor)), approx=bool(rough))

    def _range(self, low: Decimal, high: Decimal) -> Value:
        bounds = sorted((self._finish(low), self._finish(high)))
        return Value(None, range=(plain(bounds[0]), plain(bounds[1])))

    def _factor(self, unit: str | None) -> Decimal:
        if unit is None:
            return Decimal(1)
        return next(factor for known, factor in self._units if known.fullmatch(unit))


def _total(said: Sequence[_Said]) -> _Said | None:
    """Of three or more the one that all the others make up, said last or first: 「厨师两个，服务员三个，五个」."""
    numbers = [one.value.value for one in said if isinstance(one.value.value, (int, float)) and not one.value.approx]
    if len(numbers) < len(said) or len(said) < _LEAST_FOR_A_SUM:
        return None
    if sum(numbers[:-1]) == numbers[-1]:
        return said[-1]
    return said[0] if sum(numbers[1:]) == numbers[0] else None


def _refined(said: list[_Said]) -> list[_Said]:
    """「不到四十，三十八平」: of two the exact one, where it is what the rough one said before may mean."""
    if len(said) != _PAIR or said[1].value.range is not None or said[1].value.approx:
        return said
    rough, exact = said[0].value, said[1].value.value
    bounds = rough.range or ((rough.value, rough.value) if rough.approx else None)
    if bounds is None or not isinstance(exact, (int, float)):
        return said
    low, high = (float(one) for one in bounds)  # type: ignore[arg-type]
    return said[1:] if low * (1 - _NEARLY) <= exact <= high * (1 + _NEARLY) else said


def _are_parts(text: str, said: Sequence[_Said]) -> bool:
    """Whether the quantities are parts that nobody has added up, or one with and one without something."""
    if len(said) < 2 or RESULT.search(text, said[0].end, said[-1].start):
        return False
    for one, other in itertools.pairwise(said):
        if _BESIDE.search(text, one.end, other.start):
            return True
        ways = {
            bool(_WITHOUT.search(text, 0, each.start))
            for each in (one, other)
            if _COUNTED_IN.search(text, 0, each.start)
        }
        if len(ways) > 1:
            return True
    return False


def _words_near(text: str, said: Sequence[_Said], counted: Sequence[_Said]) -> str:
    """The words of the clauses that hold the quantities, without any number."""
    found = ""
    for start, end in clauses(text):
        if any(start <= one.start < end for one in counted):
            found += words_around(text[start:end], [one for one in said if one.start < end], start) + ","
    return found


def _shared(low: str, high: str, first: Decimal, second: Decimal) -> Decimal:
    """10到20万, 三到四千: the unit counts for both when the first number is below the second's own digits."""
    sign = high[-1:]
    size = _SHARED.get(sign)
    if size is None or sign in low or first > second / size or (sign in "千百" and first >= 10):
        return Decimal(1)
    return Decimal(size)


def rounded(value: Decimal) -> Decimal:
    """Two decimals."""
    return value.quantize(Decimal("0.01")).normalize()
