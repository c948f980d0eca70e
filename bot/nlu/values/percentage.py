"""Percentages: 80% is 80, 三成 30, 七折 70, 千分之五 0.5."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Final

from bot.engine.values import Rejection, Value

from .numerals import NUMERAL, close_up, parse_number, plain
from .phrase import ChoiceOption, Phrase, refused
from .quantities import Quantity

_PERCENTAGE: Final = Quantity(
    "percentage",
    {r"%|个?百分点|个点|percent|个?趴": Decimal(1), r"成|折": Decimal(10), r"‰": Decimal("0.1")},
    r"占比?|比例|股份?|持股|股权|上升|下降|打|利润|毛利|提成|抽成|分成|绿化率|拿|我占|各",
    "80%、百分之八十",
    lowest=None,
    highest=Decimal(10) ** 5,
)
_N: Final = rf"-?[{NUMERAL}.]+几?[kK]?"
_PARTS_OF: Final = re.compile(rf"(?P<of>[{NUMERAL}]+)分之(?P<n>百(?!分)|{_N})")
_TENTHS: Final = re.compile(
    r"(?P<a>[一二三四五六七八九\d])成(?P<b>[一二三四五六七八九半\d])(?!成)|(?P<two>[一二三四五六七八九]{2}|\d{2})折"
)
_WHOLE: Final = re.compile(
    r"全部|全资|全是我|我一个人(?:[出投拿]|全)[^,，]{0,3}|独资|都是我|百分百|100%持股|(?P<half>(?<!大)一半(?!以)|五五对半|对半|五五开|对折|半折|打对折|五五分)|半成"
)
_TENTHS_OF_ALL: Final = 10
_HAN: Final = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"半": 5}


#: 六四开, 我六他四: two shares that make up the whole, in tenths.
_SPLIT: Final = re.compile(r"(?P<a>[一二三四五六七八九1-9])(?P<b>[一二三四五六七八九1-9])(?:开|分账|分成|分(?![之钟]))")
_MINE: Final = re.compile(
    r"(?<!给)我(?:自己|这边)?(?:来|就|占|拿|是|要|得|出|的|有)*(?P<mine>[一二三四五六七八九1-9]|大头|多的|小头|少的)(?![0-9%点十百个分])"
)
_HIS: Final = re.compile(
    r"(?:他|她|对方|合伙人|老公|老婆|[哥弟姐妹])(?:占|拿|是|要|得|出|的|有)*(?P<his>[一二三四五六七八九1-9])(?![0-9%点十百个分])"
)
#: A share told of somebody else, beside one's own.
_ANOTHERS: Final = re.compile(
    rf"(?:我(?:的)?(?:老公|老婆|爱人|合伙人|朋友|同学|表?[哥弟姐妹]|爸|妈|儿子|女儿)|合伙人|对方|另外?一个人?|朋友|他们?|她们?)(?:占股?|拿|是|持股?|出资?|有|的)*[{NUMERAL}.]+(?:%|成|个点)?"
    rf"|(?:另外|剩下|其余|余下)的?[{NUMERAL}.]+(?:%|成)[^,，]*$"
)
_OWN: Final = re.compile(rf"我(?:这边|自己|本人)?(?:占股?|拿|是|持股?|出资?|有|的)*[{NUMERAL}.]+(?:%|成|个点)?")
#: 「我弟百分之二十，剩下都是我的」.
_REMAINDER: Final = re.compile(
    r"^[^0-9%我]*(?:我[^0-9%我,，]{0,4})?(?P<n>\d+(?:\.\d+)?)%[^0-9%]*?(?:剩下|其余|余下|其他)的?(?:都|全|就)*(?:是|归)我的?$"
)
#: Rates may be more than the whole, shares not.
_RATE: Final = re.compile(r"上升|增长|增加|上涨|涨|提高|翻|增|利润|毛利|回报|收益|加价|率")
_WHOLE_SHARE: Final = 100


def read(phrase: Phrase, *, today: date, options: Sequence[ChoiceOption]) -> Value | Rejection:
    """Percent; 100 is the whole, and only a rate is more. 「打八折」 is as often 20 % less as 80 %: rough."""
    text = _OF_SO_MANY.sub(_share, _AGAINST.sub(_share_against, close_up(phrase.text)))
    equal = _EQUALLY.search(text)
    if equal is not None:
        return _equally(equal, phrase)
    text = _own_part(text.replace("各", ""))
    discount = "折" in text and "%" not in text and "百分之" not in text
    text = _TENTHS.sub(_tenths, _PARTS_OF.sub(_parts_of, text))
    text = _REMAINDER.sub(_remainder, text)
    text = _WHOLE.sub(lambda match: "50%" if match["half"] else "5%" if match[0] == "半成" else "100%", text)
    if _OWN.search(text) and _ANOTHERS.search(text):
        text = _ANOTHERS.sub("", text)
    found = _PERCENTAGE.read(Phrase(phrase.original, text))
    if isinstance(found, Rejection):
        return found
    if isinstance(found.value, (int, float)) and found.value > _WHOLE_SHARE and not _RATE.search(text):
        return refused("percentage.out_of_range", phrase, accepted="80%、百分之八十")
    return replace(found, approx=True) if discount and found.range is None else found


#: 「每十单里有八单」.
_OF_SO_MANY: Final = re.compile(
    rf"每?(?P<of>[{NUMERAL}]+)(?P<what>[单个份杯本次件])(?:订单)?(?:里面?|当?中)(?:头)?(?:有|就有|差不多)*(?P<n>[{NUMERAL}]+)(?P=what)(?:是.*)?"
)
#: 「五十一对四十九，我是大头」.
_AGAINST: Final = re.compile(rf"(?P<a>[{NUMERAL}]+)[对比:](?P<b>[{NUMERAL}]+)[,，]我(?:是|占|拿)?(?P<mine>[大小])头")
#: 「三个合伙人平均分」.
_EQUALLY: Final = re.compile(rf"(?P<n>[{NUMERAL}]+)个?(?:人|合伙人|股东|兄弟|朋友)(?:平均分|平分|均分|平摊)[的了]?$")


def _share(match: re.Match[str]) -> str:
    of, count = parse_number(match["of"]), parse_number(match["n"])
    if of is None or count is None or not of.value or count.value is None or count.value > of.value:
        return match[0]
    return f"{plain((count.value * 100 / of.value).quantize(Decimal('0.01')).normalize())}%"


def _share_against(match: re.Match[str]) -> str:
    one, other = parse_number(match["a"]), parse_number(match["b"])
    if (
        one is None
        or other is None
        or one.value is None
        or other.value is None
        or one.value + other.value != _WHOLE_SHARE
    ):
        return match[0]
    shares = sorted((one.value, other.value))
    return f"{plain(shares[1] if match['mine'] == '大' else shares[0])}%"


def _equally(match: re.Match[str], phrase: Phrase) -> Value | Rejection:
    """A hundredth's precision; roughly, where the shares do not come out even."""
    number = parse_number(match["n"])
    if number is None or number.value is None or not 1 < number.value <= _WHOLE_SHARE:
        return refused("percentage.unreadable", phrase, accepted="80%、百分之八十")
    share = (Decimal(_WHOLE_SHARE) / number.value).quantize(Decimal("0.01"))
    return Value(plain(share.normalize()), approx=share * number.value != _WHOLE_SHARE)


def _remainder(match: re.Match[str]) -> str:
    """What is left of the whole for the speaker."""
    left = Decimal(_WHOLE_SHARE) - Decimal(match["n"])
    return f"{plain(left)}%" if left >= 0 else match[0]


def _own_part(text: str) -> str:
    """「六四开，我拿六」 and 「我六他四」 as one's own share; the text itself where nobody says which is the own one."""
    split, mine, his = _SPLIT.search(text), _MINE.search(text), _HIS.search(text)
    if split is not None:
        shares = sorted(_tenth(split[name]) for name in "ab")
    elif mine is not None and his is not None and mine["mine"] not in ("大头", "多的", "小头", "少的"):
        shares = sorted((_tenth(mine["mine"]), _tenth(his["his"])))
    else:
        return text
    if sum(shares) != _TENTHS_OF_ALL or mine is None:
        return text
    named = {"大头": shares[1], "多的": shares[1], "小头": shares[0], "少的": shares[0]}
    own = named.get(mine["mine"]) or _tenth(mine["mine"])
    return f"{own * 10}%" if own in shares else text


def _tenth(char: str) -> int:
    return int(char) if char.isdigit() else _HAN[char]


def _parts_of(match: re.Match[str]) -> str:
    """百分之三十, 千分之五, 三分之一 as percent; the words themselves when they are no number."""
    of = parse_number(match["of"]) or parse_number("一" + match["of"])
    count = parse_number("100" if match["n"] == "百" else match["n"])
    if of is None or not of.value or count is None:
        return str(match[0])
    if count.value is None:
        low, high = count.range or (Decimal(0), Decimal(0))
        return f"{plain(low * 100 / of.value)}%到{plain(high * 100 / of.value)}%"
    value = plain((count.value * 100 / of.value).quantize(Decimal("1e-6")).normalize())
    if value == 0 and count.value:
        return str(match[0])
    return f"{value:.6f}".rstrip("0").rstrip(".") + "%"


def _tenths(match: re.Match[str]) -> str:
    """三成五 is 35 %, 七五折 75 %."""
    digits = match["two"] or match["a"] + match["b"]
    tens, ones = (int(char) if char.isdigit() else _HAN[char] for char in digits)
    return f"{tens * 10 + ones}%"
