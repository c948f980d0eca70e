"""Areas in square metres. 1 亩 counts 10000/15 m2, 1 坪 400/121 m2, by convention."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Final

from bot.engine.values import Rejection, Value

from .numerals import NUMERAL, parse_number, plain
from .phrase import ChoiceOption, Phrase, refused, unreadable
from .quantities import Quantity, rounded
from .reckoned import on_both_sides
from .sides import as_area
from .sums import part_of_whole, sum_of_parts

_MU_FEN: Final = re.compile(r"(?P<mu>[0-9一二两三四五六七八九十]+)亩(?P<fen>[0-9一二三四五六七八九])分(?:地)?")
_ACCEPTED: Final = "八十平、120.5平方米"
#: 「20个」 counts things.
_COUNTED: Final = re.compile(
    r"\D{0,4}?[0-9零一二两三四五六七八九十百]+个(?:吧|的|了)*|(?!.*(?:平|㎡|m2|m²|方)).*[0-9零一二两三四五六七八九十百]+个[人在要做管烧碰座位张台].*"
)
#: 「店五十平，厨房对半分」: a share of what is told.
_HALVED: Final = re.compile(r"对半|各一半|一半一半|平分|[二三四五]分之一")
#: 「前店四十五后仓二十」: two places, and one of them was asked for.
_TWO_PLACES: Final = re.compile(
    rf"[^,，{NUMERAL}]{{0,3}}(?:楼[上下]|[前后里外东西南北大小])[^,，{NUMERAL}]{{0,2}}[{NUMERAL}]+[,，]?[^,，{NUMERAL}]{{0,2}}(?:楼[上下]|[前后里外东西南北大小])[^,，{NUMERAL}]{{0,2}}[{NUMERAL}]+"
)
#: 「一层半，一层四十」.
_HALF_A_FLOOR: Final = re.compile(rf"[{NUMERAL}]层半.*层[{NUMERAL}]")
#: 「860平，另外办公室40平不算」, 「六十平方，公摊不算」: what is left out is told, and takes nothing from the rest.
_NOT_COUNTED: Final = re.compile(
    r"(?<=.)[,，](?:另外|还有|其他|别的)?(?!.*(?:本来|应该))[^,，]{1,14}(?:不算|不算进去|没算|没算进去|不计)(?:的|了|在内)?$"
)
#: 「一层60一层45」: where one number ends and the next part begins, nothing but the unit tells.
_RUN_ON: Final = re.compile(r"[0-9]一(?:间|个|层|套|处|栋|幢|块)[^,，0-9]{0,3}[0-9]")
#: 「使用面积96 建筑面积是118」: of areas that are told by their names the one that was asked for.
_BY_NAME: Final = re.compile(
    rf"(?P<name>使用|建筑|套内|实用|经营|营业|办公|仓储|建(?=面))(?:面积?|(?<=套内))(?:大概|大约|差不多|约)?(?:是|有|为)?[{NUMERAL}.]+(?:个?(?:平方米|平米|平方|平|㎡))?(?=$|[,，\s])"
)
#: 「食堂380平，厨房占100」: a part of it, told behind the whole.
_TAKES: Final = re.compile(
    rf"(?<=[{NUMERAL}平方米㎡])[,，\s]+(?:其中)?(?:厨房|后厨|仓库|操作间|货架|就餐区|大堂|包厢|办公室)(?:要|就)?占(?:了|掉|去)?[{NUMERAL}]+(?:个?(?:平方米|平米|平方|平|㎡))?$"
)
_SUMMED: Final = re.compile(r"加起来|合起来|一共|总共|合计")
_TOLD: Final = re.compile(rf"(?P<n>[{NUMERAL}.]+)个?(?:平方米|平米|平方|平|㎡)")
_AREA: Final = Quantity(
    kind="area",
    units={
        r"个?平方分米|dm2|dm²": Decimal("0.01"),
        r"个?(?:平方千米|平方公里)|km2": Decimal(1000000),
        r"公顷": Decimal(10000),
        r"个?(?:平方公尺|平方米|平米|平方(?!英|厘|毫|尺)|平(?!均|时|常|台|房|方))|个?(?:㎡|m2|m²|M2|M²|m\^2|M\^2)|方|[sS][qQ][mM]": Decimal(
            1
        ),
        r"分地": Decimal(1000) / Decimal(15),
        r"市?亩(?:地)?": Decimal(10000) / Decimal(15),
        r"坪": Decimal(400) / Decimal(121),
        r"平方厘米|cm2|cm²": Decimal("0.0001"),
        r"平方英尺": Decimal("0.09290304"),
    },
    words=r"面积|总面积|使用面积|建筑面积|经营面积|营业面积|实用面积|套内|总的|总|大|店|厨房|食品处理区|就餐区|大堂|销售区|仓库|场所|场地|经营场所|总使用|使用|建筑|经营|营业|实用|处理区|房产证上|合同上|租的|房东说",
    others=r"房租|租金|月租|工资|押金|块钱|[万千百\d]元|营业额|电话|手机|座位|桌|微信|身份证",
    accepted=_ACCEPTED,
    finish=rounded,
    lowest=Decimal("0.01"),
    highest=Decimal(10) ** 7,
)


def read(phrase: Phrase, *, today: date, options: Sequence[ChoiceOption], ask: str = "") -> Value | Rejection:
    """Square metres, at most two decimals; parts that plainly are all there is are added up."""
    phrase = Phrase(phrase.original, _NOT_COUNTED.sub("", phrase.text))
    named = {one["name"]: one[0] for one in _BY_NAME.finditer(phrase.text)}
    own = [told for name, told in named.items() if name in ask]
    if len(named) > 1 and len(own) == 1:
        phrase = Phrase(own[0], own[0])
    if "总" in ask:
        phrase = Phrase(phrase.original, _TAKES.sub("", phrase.text))
    both = on_both_sides(phrase.text) if "总" in ask else None
    total = both if both is not None else sum_of_parts(phrase.text, ask)
    if total is not None:
        return Value(plain(rounded(total)))
    part = part_of_whole(phrase.text)
    if part is not None:
        return Value(plain(rounded(part)), approx=True)
    if (
        _HALVED.search(phrase.text) is not None
        or _TWO_PLACES.fullmatch(phrase.text)
        or _HALF_A_FLOOR.search(phrase.text)
        or _RUN_ON.search(phrase.text)
    ):
        return refused("area.ambiguous", phrase, accepted=_ACCEPTED)
    if _COUNTED.fullmatch(phrase.text) is not None:
        return unreadable("area", phrase, accepted=_ACCEPTED)
    found = _AREA.read(Phrase(phrase.original, as_area(_MU_FEN.sub(_mu, phrase.text))))
    if isinstance(found, Value) and _less_than_a_part(phrase.text, found):
        return refused("area.ambiguous", phrase, accepted=_ACCEPTED)
    if isinstance(found, Value) and "坪" in phrase.text:
        return replace(found, approx=True)  # as often a slip for 平 as the measure
    return found


def _less_than_a_part(text: str, total: Value) -> bool:
    """Whether what is told to be the sum is less than another area told before it: 「大厅90平，小间两个加起来30」 sums up the small ones."""
    mark = _SUMMED.search(text)
    before = [parse_number(one["n"]) for one in _TOLD.finditer(text, 0, mark.start())] if mark is not None else []
    told = [float(one.value) for one in before if one is not None and one.value is not None]
    return isinstance(total.value, (int, float)) and any(one > total.value for one in told)


def _mu(match: re.Match[str]) -> str:
    """一亩二分 is 1.2 亩."""
    mu, fen = parse_number(match["mu"]), parse_number(match["fen"])
    return str(match[0]) if mu is None or fen is None else f"{mu.value}.{fen.value}亩"
