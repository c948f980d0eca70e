"""The parts of an address in the order of the register: 「102室，彰武路50号，杨浦」 is 杨浦区彰武路50号102室."""

from __future__ import annotations

import re
from typing import Final

from .numerals import NUMERAL

DISTRICTS: Final = {
    "黄浦": "310101", "徐汇": "310104", "长宁": "310105", "静安": "310106", "普陀": "310107", "虹口": "310109", "杨浦": "310110",
    "闵行": "310112", "宝山": "310113", "嘉定": "310114", "浦东": "310115", "金山": "310116", "松江": "310117", "青浦": "310118",
    "奉贤": "310120", "崇明": "310151",
}  # fmt: skip
FULL_NAMES: Final = {name: f"{name}新区" if name == "浦东" else f"{name}区" for name in DISTRICTS}

_DISTRICT: Final = "|".join(DISTRICTS)
#: A district at the very end, right behind a number: 「…8号杨浦区」.
_DISTRICT_LAST: Final = re.compile(rf"(?<=[0-9号室楼层铺弄])(?=(?:{_DISTRICT})(?:新区|区)(?:的|那边)?$)")
_CUT: Final = re.compile(r"[,，;；。]+\s*|\s+")
_AROUND: Final = r"(?:上海市?|就|都|是|在|属于?|归|算)*"
#: What one clause may be alone: its rank in the official order, and how it looks.
_ALONE: Final = (
    ("district", re.compile(rf"{_AROUND}(?P<core>{_DISTRICT})(?:新区|区)?(?:的|那边|这边|里|管)?[呀啊哦嘛]?")),
    ("street", re.compile(rf"{_AROUND}(?P<core>[\u3400-\u9fff]{{2,8}}(?:街道|镇|乡))(?:上|的|那边|这边)*[呀啊哦嘛]?")),
    ("floor", re.compile(rf"{_AROUND}(?P<core>(?:地下|负|第|B|L)?[{NUMERAL}]+(?:层|楼|F)|[BL][0-9]层?|底楼|底层)的?")),
    (
        "room",
        re.compile(
            r"(?:铺位号?|室号|门牌)?(?P<core>[A-Za-z]{0,2}-?(?:[0-9一二三四五六七八九十]{1,3}(?:单元|幢|号楼))?[0-9一二三四五六七八九零〇幺]{1,5}[A-Za-z]?(?:-[0-9A-Za-z]+)?(?:室|号?铺位?|单元|号?摊位?|号?档口)|[BLbl]?[A-Za-z]?[0-9]{1,3}-[0-9]{1,4})的?"
        ),
    ),
    (
        "building",
        re.compile(
            r"(?:就|在|开在)*(?P<core>(?!.*(?:路|街|弄|村|号线|地铁))[\u3400-\u9fffA-Za-z]{2,12}?(?:[BLF]?[0-9]{1,4}(?:-[0-9A-Za-z]+|层|楼|F)?[0-9A-Za-z\-铺号室]*)?)[呀啊哦嘛]?"
        ),
    ),
)
_HOUSE: Final = re.compile(
    rf"(?:路|街|大道|公路|弄|浜|巷|村|宅|桥)[{NUMERAL}]+(?:弄|号|组|支弄|队)|[{NUMERAL}]+组[{NUMERAL}]+号"
)
_ORDER: Final = ("district", "street", "house", "building", "floor", "room")
#: A remark on where it lies; no part of the address.
_REMARK: Final = re.compile(
    r"里面|里头|里厢|旁边|边上|对面|附近|隔壁|后面|前面|靠近|口子|出口|那[边里块]|这[边里]|呀$|古镇"
)
#: Words before a road in its own clause.
_LEAD: Final = re.compile(
    r"^(?:我们?|阿拉|伲|侬写|店|地址|门店|就|都|是|在|开|填|写|勒海?|辣海?|[:：])+(?=[\u3400-\u9fff]{2,8}(?:路|街|大道|公路|弄|村))"
)


def in_order(text: str) -> str:
    """The address with its parts in the official order, where clauses of it were told in another; else the text as it is."""
    clauses = [one for one in _CUT.split(_DISTRICT_LAST.sub(",", text)) if one]
    parts = [_part(one) for one in clauses]
    names = [name for name, _ in parts]
    if names.count("house") != 1 or len(clauses) < 2:
        return text
    at = names.index("house")
    moved = {"district", "street"} & set(names[at + 1 :]) or {"room", "floor"} & set(names[:at])
    numbered = any(name == "building" and re.search(r"\d", core) for name, core in parts[:at])
    if not moved and not numbered:
        return text
    house = parts[at][1]
    if any(house.startswith(name) for name in DISTRICTS) and not re.match(rf"(?:{_DISTRICT})(?:路|街)", house):
        parts = [(name, core) for name, core in parts if name != "district"]
    kept = [(name, core) for name, core in parts if name in _ORDER and (name != "building" or re.search(r"\d", core))]
    if len({name for name, _ in kept}) < len(kept):
        return text
    return "".join(core for _, core in sorted(kept, key=lambda part: _ORDER.index(part[0])))


def _part(clause: str) -> tuple[str, str]:
    """What a clause is of an address, and its words without talk."""
    if _HOUSE.search(clause) is not None:
        return "house", _LEAD.sub("", clause)
    district = _ALONE[0][1].fullmatch(clause)
    if district is not None:
        return "district", FULL_NAMES[district["core"]]
    if _REMARK.search(clause) is not None:
        return "remark", clause
    for name, shape in _ALONE:
        match = shape.fullmatch(clause)
        if match is not None:
            return name, FULL_NAMES.get(match["core"], match["core"])
    return "remark", clause
