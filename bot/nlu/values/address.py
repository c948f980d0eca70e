"""Addresses in Shanghai: district, street or town, road, lane and number, floor, room.

Source: GB/T 2260 (codes of Shanghai's sixteen districts).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from bot.engine.values import Rejection, Value

from .numerals import NUMERAL, parse_number
from .phrase import ChoiceOption, Phrase, refused, unreadable

DISTRICTS: Final = {
    "黄浦": "310101", "徐汇": "310104", "长宁": "310105", "静安": "310106", "普陀": "310107", "虹口": "310109", "杨浦": "310110",
    "闵行": "310112", "宝山": "310113", "嘉定": "310114", "浦东": "310115", "金山": "310116", "松江": "310117", "青浦": "310118",
    "奉贤": "310120", "崇明": "310151",
}  # fmt: skip
_FULL_NAMES: Final = {name: f"{name}新区" if name == "浦东" else f"{name}区" for name in DISTRICTS}
_ACCEPTED: Final = "静安区南京西路1234号2楼201室"
_N: Final = rf"[{NUMERAL}]+"
_LEAD: Final = re.compile(
    r"^(?:嗯+|呃|那个|就是|就|我们?家?的?|咱们?的?|店里?|店铺|门店|经营|注册|登记|公司|仓库|户籍|户口|住|家|店的|地址|住所|住址|场所|位置|开在|位于|坐落于?|设在|在|是|为|填|写|寄到|邮寄到?|送到|放在|[\s:：,，])+(?=\S{4,})"
)
_TAIL: Final = re.compile(r"(?:吧|啊|呢|哈|那里|那边|这里|这边|上面|附近|旁边|[\s,，。.!！])+$")
_SITE: Final = r"广场|大厦|中心|商场|商城|百货|天地|大楼|园区|生活馆|购物城|新村|小区|公寓|花园|苑|坊|村|城"
_ROAD: Final = (
    rf"(?:[\u3400-\u9fffA-Za-z]{{1,14}}?(?:大道|公路|路|街|巷|道|浜|弄堂)(?=\s*[{NUMERAL}]|$|[\u3400-\u9fff]{{2,15}}(?:{_SITE}))"
    rf"|[\u3400-\u9fffA-Za-z]{{2,14}}?(?:{_SITE}))"
)
_PARSE: Final = re.compile(
    r"(?:中国)?(?:上海市?)?(?:(?P<district>黄浦|徐汇|长宁|静安|普陀|虹口|杨浦|闵行|宝山|嘉定|浦东新?|金山|松江|青浦|奉贤|崇明)(?P<qu>区|新区|县)?)?"
    r"(?:的)?(?P<sub>[\u3400-\u9fff]{2,10}?(?:街道|镇|乡|园区|工业区))?"
    rf"(?P<road>{_ROAD})?(?P<no>(?:{_N}\s*(?:弄|支弄|巷)\s*)?(?:{_N}(?:之[一二三四五六七八九十0-9]+|甲|乙|丙|-\d+)?\s*号?(?:[\-、—]\s*\d+号)?)?(?:{_N}\s*(?:幢|栋|号楼|座)|[A-Z][座幢栋])?)"
    rf"(?P<site>[\u3400-\u9fffA-Za-z]{{2,15}}?(?:{_SITE}))?"
    rf"(?P<floor>(?:地下|负|B|b|地上)?(?:{_N})?(?:\s*[至到\-~]\s*{_N})?\s*(?:层|楼|F|f)|[BbLl]\d{{1,2}}(?:层|楼)?|底楼|底层)?"
    rf"\s*(?P<room>[A-Za-z]?[-]?(?:{_N}|[A-Za-z])[A-Za-z]?(?:-\d+[A-Za-z]?)?\s*(?:室|房间?|铺位?|单元|号铺|商铺|档口|号档口|号商铺|座)|[A-Za-z]?-?\d{{2,5}}[A-Za-z]?)?"
)


@dataclass(frozen=True, slots=True)
class AddressParts:
    """What an address says; None where it says nothing. ``lane_no`` is the lane with its number, as on the plate."""

    district: str | None = None
    district_code: str | None = None
    subdistrict: str | None = None
    road: str | None = None
    lane_no: str | None = None
    number: str | None = None
    floor: str | None = None
    room: str | None = None


def read(phrase: Phrase, *, today: date, options: Sequence[ChoiceOption]) -> Value | Rejection:
    """The address as one text, numbers in digits; it must name a road (or the like) with a number, or a building."""
    if re.search(r"[吗么?？]$|哪里|哪儿|怎么", phrase.text) or len(phrase.text) > 200:
        return unreadable("address", phrase, accepted=_ACCEPTED)
    core = stripped(phrase.text)
    parts = parse_address(core)
    if parts.road is None and parts.lane_no is None:
        if parts.district is not None and parts.subdistrict is None:
            return refused("address.incomplete", phrase, accepted=_ACCEPTED)
        return unreadable("address", phrase, accepted=_ACCEPTED)
    if parts.road is None and parts.district is None and parts.subdistrict is None:
        return unreadable("address", phrase, accepted=_ACCEPTED)
    if parts.road is None or (parts.lane_no is None and parts.room is None and len(core) < 8):
        return refused("address.incomplete", phrase, accepted=_ACCEPTED)
    return Value(in_digits(core))


def parse_address(text: str) -> AddressParts:
    """The parts that an address names, in order: 区, 街道, 路, 弄号, 楼层, 室. Nothing is guessed."""
    match = _PARSE.match(in_digits(stripped(Phrase.of(text).text)))
    if match is None:
        return AddressParts()
    district = match["district"]
    district = district.removesuffix("新") if district else None
    number = re.search(r"[^弄]+号.*$", match["no"] or "")
    return AddressParts(
        district=_FULL_NAMES[district] if district else None,
        district_code=DISTRICTS[district] if district else None,
        subdistrict=match["sub"],
        road=match["road"],
        lane_no=_said(match["no"]),
        number=number.group() if number else None,
        floor=_said(match["floor"]),
        room=_said(match["room"]),
    )


def stripped(text: str) -> str:
    """The words without what leads in and trails off."""
    core = _TAIL.sub("", _LEAD.sub("", text))
    return re.sub(r"(?<=[\u3400-\u9fff0-9])[\s,，]+(?=[\u3400-\u9fff0-9A-Za-z])", "", core)


def in_digits(text: str) -> str:
    """The address with numbers before 弄, 号, 室, 楼 and the like in digits; names of roads keep theirs."""
    return re.sub(rf"[{NUMERAL}]+(?=\s*(?:弄|支弄|号|室|楼|层|幢|栋|单元|铺|座|房))", _digits, text)


def _digits(match: re.Match[str]) -> str:
    number = parse_number(match.group())
    return str(int(number.value)) if number is not None and number.value is not None else match.group()


def _said(text: str | None) -> str | None:
    bare = (text or "").strip()
    return bare or None
