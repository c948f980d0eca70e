"""Numbers without a unit of their own, fractions included."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Final

from bot.engine.values import Rejection, Value

from .asked_in import in_asked_unit
from .numerals import NUMERAL, close_up, parse_number, plain
from .phrase import ChoiceOption, Phrase, unreadable
from .quantities import Quantity, rounded

_NUMBER: Final = Quantity(
    "number",
    {
        r"打": Decimal(12),
        r"双|对(?!外|折|半)": Decimal(2),
        r"个(?=半|吧|啊|呢|的|左右|$|[,，])|米|度|摄氏度|公斤|千克|[kK][gG]|升|[lL]|吨|倍|℃|°C?|匹|千瓦时?|[kK][wW][hH]?|厘米|公分|毫米|[cCmM][mM]|公里|千米|[kK][mM]|[mM]|毫升|[mM][lL]|立方米?|个立方米?|个千瓦|m3|m³|分贝|[dD][bB]|伏|层": Decimal(
            1
        ),
    },
    r"数量|数|温度|重量|长|宽|高|深|距离|容积|承重|高度|长度|厚度|功率|层高|直径|净高|宽度|深度|体积|水深|冷藏|冷冻|冰箱|零下(?!\d)",
    "12.5、三点五",
    lowest=None,
    highest=Decimal(10) ** 16,
)
_N: Final = rf"[{NUMERAL}.]+"
_FRACTION: Final = re.compile(
    rf"(?:(?P<whole>{_N})又)?(?P<of>{_N})分之(?P<n>负?{_N})|(?:(?P<whole2>\d+)\s+)?(?P<n2>\d+)\s*/\s*(?P<of2>\d+)"
)
_METRES: Final = re.compile(
    r"(?P<m>[0-9一二两三四五六七八九十]+)米(?P<dm>[0-9一二三四五六七八九]{1,2})(?![0-9一二三四五六七八九十米])"
)
#: 三十八度五.
_DEGREES: Final = re.compile(
    r"(?<=[0-9一二两三四五六七八九十])度(?=[0-9一二三四五六七八九](?![0-9一二三四五六七八九十度]))"
)
#: 斤 is half of what is asked for, or it is what is asked for.
_JIN: Final = re.compile(r"(?<!公)斤")
_BELOW: Final = re.compile(r"零下|负的?(?=\d)")
#: So many storeys, where metres are asked for.
_STOREYS: Final = re.compile(rf"[{NUMERAL}]+(?:层|楼)(?!.*米)")
_HALF: Final = re.compile(r"(?<![零一二三四五六七八九两\d.个])一半|^半个?$")


#: 「零下十五到十八」: below zero, both of them.
_BOTH_BELOW: Final = re.compile(rf"零下(?P<a>[{NUMERAL}]+)度?[到至~-]+(?!零下|零上)(?P<b>[{NUMERAL}]+)")
#: Nearly so much.
_NOT_QUITE: Final = re.compile(r"差一?点点?|还?不到|将近")


def read(phrase: Phrase, *, today: date, options: Sequence[ChoiceOption], ask: str = "") -> Value | Rejection:
    """A number in the question's own unit; whole ones as int."""
    phrase = Phrase(phrase.original, _BOTH_BELOW.sub(r"负\g<a>到负\g<b>", phrase.text))
    text = in_asked_unit(_DEGREES.sub("点", close_up(phrase.text)).removeprefix("正"), ask)
    if "百分之" in text or _JIN.search(text):
        return unreadable("number", phrase, accepted="12.5、三点五")
    if _STOREYS.search(text) is not None and "米" in ask:
        return unreadable("number", phrase, accepted="12.5、三点五")
    text = _METRES.sub(r"\g<m>点\g<dm>米", _FRACTION.sub(_fraction, text))
    found = _NUMBER.read(Phrase(phrase.original, _BELOW.sub("负", _HALF.sub("0.5", text))))
    near = isinstance(found, Value) and _NOT_QUITE.search(text) is not None
    return Value(found.value, approx=True, range=found.range) if isinstance(found, Value) and near else found


def _fraction(match: re.Match[str]) -> str:
    """三分之一 as 0.33, 五又二分之一 as 5.5; the words themselves when they are no fraction."""
    names = ("whole", "of", "n") if match["of"] else ("whole2", "of2", "n2")
    parts = [parse_number(match[name]) if match[name] else None for name in names]
    whole, of, count = (part.value if part is not None else None for part in parts)
    if not of or count is None:
        return str(match[0])
    value = rounded((whole or Decimal(0)) + count / of)
    return f"{plain(value)}"
