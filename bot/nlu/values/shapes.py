"""What a question asks for may have a shape of its own (a road, a town, a floor, a house number, a year, an office, a code).

Then the one thing of that shape is the answer, whatever is told around it: 「居委会是大宁路街道下面的」 is 大宁路街道.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from .numerals import NUMERAL
from .streets import street_called

_N: Final = rf"[{NUMERAL}]"
_HAN: Final = r"[\u3400-\u9fff]"
#: Words that stand before a name and belong to none; a single character that begins the name of a road (上南路, 成山路) is not among them.
_LEADS: Final = (
    r"(?:不是|不叫|不在|并非|以前|原来|老早|靠近|挨着|门朝|我们?|咱们?|阿拉|俺们?|这里|这边|门面|店(?=[在开])|开在|搬到了?|搬去|换到|改到|换成|改成|地址|那条|这条|那个|这个|就|是|在|到|叫|"
    r"好像|大概|应该|现在|如今|其实|一条|居委会?|街道办|派出所|房东|物业|(?:听|告诉)(?:我|我们)?|[说讲]是?|证上|盖的?|写的?|印的?|的|上面)"
)
#: Whose a street's people are.
_OF: Final = r"(?:归|属于?|算)"


@dataclass(frozen=True, slots=True)
class _Shape:
    """What the question says, and what the thing looks like.

    ``spaced``: spaces stand within it and belong to nothing; ``stacked``: two of it, one above the other, are one answer.
    """

    ask: re.Pattern[str]
    thing: re.Pattern[str]
    spaced: bool = False
    stacked: bool = False


def _shape(ask: str, thing: str, *, spaced: bool = False, stacked: bool = False) -> _Shape:
    return _Shape(re.compile(ask), re.compile(thing), spaced, stacked)


_ROOM: Final = _shape(
    r"室号|铺位号",
    rf"(?P<core>[A-Za-z]区[0-9]{{1,4}}(?:号?(?:室|铺|档口?|摊位?)|号)?|[A-Za-z]{{1,3}}[0-9]?[-—]?[0-9]{{1,4}}(?:[-—][0-9A-Za-z]+)*|{_N}{{2,5}}(?:[到至~]{_N}{{2,5}})?(?:号?(?:室|铺|档口?|摊位?)|号)?)",
)
_TOWN: Final = _shape(
    r"哪个(?:街道|镇)", rf"(?<!{_HAN})(?:{_LEADS}|{_OF})*(?P<core>{_HAN}{{2,5}}?(?:街道|镇|乡)(?!政府|办))"
)
_SHAPES: Final = (
    _shape(
        r"什么[路街]|哪条[路街]",
        rf"(?<!{_HAN})(?:{_LEADS})*(?P<core>{_HAN}{{1,5}}?(?:大道|公路|路|街)(?!道|口|镇|上?地铁))",
    ),
    _TOWN,
    _shape(
        r"几楼|几层|哪[一]?层|楼层",
        rf"(?P<core>(?:地下|负|第)?{_N}+(?:[到至\-、和跟]{_N}+)?(?:楼|层(?!的)|F(?![A-Za-z]))(?:夹层)?|B[1-4](?:层|楼)?|底楼|底层|夹层|地面(?=[这一]?层|楼))",
        stacked=True,
    ),
    _shape(
        r"门牌",
        rf"(?P<core>{_N}+弄(?:{_N}+号?)?|{_N}+号(?:之{_N}+|[甲乙丙丁]|[-—]{_N}+)?|(?<![0-9]){_N}{{2,5}}(?![0-9弄号年{NUMERAL}]))",
    ),
    _ROOM,
    _shape(r"哪一?年", r"(?P<core>(?:1[89]|20)[0-9]{2}年?|[零〇一二三四五六七八九]{2,4}年|[0-9]{2}年)"),
    _shape(
        r"哪个单位发|发证(?:机关|单位)|单位任命",
        r"(?P<core>(?:(?![是在叫去到给归章盖])[\u3400-\u9fff()（）]){2,24}?(?:疾控(?:中心)?|疾病预防控制中心|卫生服务中心|体检(?:中心|科)|医院(?:体检科)?|公司|保健所))",
    ),
    _shape(
        r"编号|编码|证号|备案号",
        r"(?P<core>(?:[A-Za-z\u3400-\u9fff]{0,8})[0-9][0-9A-Za-z\-]*(?: [0-9A-Za-z\-]+)+|[A-Za-z]{1,8}(?: [0-9A-Za-z\-]+)+)",
        spaced=True,
    ),
)
#: What is told not to be it, or to be somebody else's or another time's; before the thing or behind it.
_NOT_IT: Final = re.compile(
    r"(?:不是|不叫|不在|并非|别写|没写|写成|靠近|挨着|靠|近|挨|朝|原来|以前|老早|本来|之前|老底子|隔壁|对[面过门]|邻居|旁边|附近|房产证上?|离|过了?|穿过|从)(?:的|是|叫|在|就|写|有|了)*$"
)
_NOT_BEHIND: Final = re.compile(
    r"(?:地铁)?[站口]|(?:那边|这边)?(?:也)?不是(?!$)|是(?:隔壁|别人|人家|邻居|对面)|以前|附近|旁边|隔壁|对[面过]"
)
#: What is finally meant.
_MEANT: Final = re.compile(
    r"(?:现在|如今|改成?|换成?|搬到|我们|阿拉|咱们?|应该|其实|而是|正式|先写|就写|先填|写|填|算|叫)(?:是|在|成|的|就|叫|到)*$"
)
_CLAUSE: Final = re.compile(r"[,，。;；!！?？\s]+")
_DIGITS: Final = "一二三四五六七八九"
#: How many floors are the shop's, beside which they are: 「1到2楼，两层都是我们的」.
_HOW_MANY: Final = re.compile(
    r"(?:(?:整栋楼?|上下|一共|总共|统共|这)+(?:[0-9]+|[一二两三四五六七八九十])|两)(?:层|间|套|个铺)$"
    r"|(?:整栋楼?|上下|一共|总共|统共|这)*(?:[0-9]+|[一二两三四五六七八九十])(?:层|间|套|个铺)(?:楼|铺面)?(?:都|全|统统|是|一起|打通|连通|连着|归|租)"
)
#: Rooms made one: 「103到105，三间打通的」, 「1203和1204打通」.
_ONE_ROOM: Final = "打通"
_ROOM_RANGE: Final = re.compile(
    r"(?P<core>[A-Za-z]?[0-9]{1,5}(?:[号室铺]|号铺)?(?:(?:到|至|-|—|–|~|和|跟|、|加)[A-Za-z]?[0-9]{1,5}(?:[号室铺]|号铺)?)+)(?![0-9])"
)


def shaped(text: str, ask: str) -> str | None:
    """The one thing of the shape that the question asks for; None where it asks for none, or none or several are told."""
    shape = next((one for one in _SHAPES if one.ask.search(ask)), None)
    if shape is None:
        return None
    if _ONE_ROOM in text:
        rooms = _ROOM_RANGE.findall(text) if shape is _ROOM else []
        return rooms[0] if len(rooms) == 1 else None
    told: list[tuple[str, bool]] = []
    clauses = [text] if shape.spaced else [one for one in _CLAUSE.split(text) if one]
    clauses = [one for one in clauses if _HOW_MANY.match(one) is None or "哪几层" in ask]
    for clause in clauses:
        for match in shape.thing.finditer(clause):
            before, after = clause[: match.start("core")], clause[match.end("core") :]
            if _NOT_IT.search(before) or _NOT_BEHIND.match(after):
                continue
            told.append((match["core"], _MEANT.search(before) is not None))
    meant = [core for core, sure in told if sure] or [core for core, _ in told]
    distinct = list(dict.fromkeys(meant))
    if len(distinct) > 1:
        distinct = [one for one in distinct if not any(one != other and one in other for other in distinct)]
    if len(distinct) == 1:
        return distinct[0].replace(" ", "") if shape.spaced else distinct[0]
    if not distinct and shape is _TOWN and len(clauses) > 1:
        return _town_of(clauses)
    return _floors(distinct) if shape.stacked else None


def _town_of(clauses: list[str]) -> str | None:
    """「马陆，镇上的工业区里」: the town of which one clause is the short name."""
    named = {street.name for one in clauses if (street := street_called(one)) is not None}
    return named.pop() if len(named) == 1 else None


def _floors(told: list[str]) -> str | None:
    """Two floors, one above the other, are both the shop's: 「一楼收银二楼坐人」."""
    if len(told) != 2 or any(len(one) != 2 or one[0] not in _DIGITS for one in told):
        return None
    return "、".join(told) if _DIGITS.index(told[1][0]) - _DIGITS.index(told[0][0]) == 1 else None
