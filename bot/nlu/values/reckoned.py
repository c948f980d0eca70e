"""What a count comes to where the answer tells how it is made up: 「四张台子，一张坐四个」, 「一层六间，共三层」, 「男的女的各六个」.

Only what leaves nothing open is reckoned: every number in the words has its place in the sum, and none is a matter of another time.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from typing import Final

from .numerals import NUMERAL, parse_number

_N: Final = rf"[{NUMERAL}]+"
_UNIT: Final = r"层|间|张|桌|台|个|锅|炉|笼|排|组|把|条|只|位|份|人|盏|路|套"
#: So many in each of them, and how many of them there are.
_EACH: Final = re.compile(
    rf"(?:每|(?<![{NUMERAL}])一)(?:一)?(?P<of>{_UNIT})(?:楼|台子|桌子|房|屋)?(?:能|可以|都|就|是|正好)*(?:坐|有|放|出|开|住|睡|摆|做|装|蒸|煮)?(?P<n>{_N})(?:{_UNIT})?(?:客人|人|床|座|位子)?"
)
#: 「四四十六」: the sum is said aloud.
_SAID_ALOUD: Final = re.compile(rf"[,，][一二三四五六七八九]{{2}}(?:得|一)?{_N}$")
_EXTRA: Final = re.compile(rf"(?:再|另|外)(?:外)?加(?:上)?[^,，{NUMERAL}]{{0,6}}(?P<n>{_N})(?:{_UNIT})?")
#: What leaves the sum open.
_OPEN: Final = re.compile(
    r"除了?|不算|不含|其中|坏|如果|以前|原来|本来|打算|准备|以后|下个?月|隔壁|大概|差不多|左右|可能|估计|[吗么?？]|算[进上]|兼职|多|几|不到"
)
#: 「一排七个高脚凳」, 「一排高脚凳六个」: the row counts nothing.
ROW: Final = re.compile(r"一[排溜圈](?=[^,，0-9一二两三四五六七八九十]{0,8}[0-9一二两三四五六七八九十])")
_TWO_SIDES: Final = re.compile(
    rf"(?:男[^,，{NUMERAL}]{{0,3}}女[^,，{NUMERAL}]{{0,3}}|楼上楼下|里外|前后|左右|大的小的|[二两](?:边|层|间|头|侧|个厅))(?:都是|都有|都|是)?各(?:有|是|放|装)?(?P<n>{_N})(?:{_UNIT})?"
)
_BOTH: Final = re.compile(
    rf"[^,，{NUMERAL}+]{{0,8}}(?P<one>{_N})(?P<unit>个|把|只|位|间|张|人|台)?[^,，{NUMERAL}+]{{0,6}}(?:[,，]?[^,，{NUMERAL}+]{{0,8}}(?:还有|还能坐?|还可以坐?|再加|外加|另加|另外还?有?)[^,，{NUMERAL}+]{{0,4}}|[^,，{NUMERAL}+]{{0,4}}\+[^,，{NUMERAL}+]{{0,6}})(?P<other>{_N})(?P<same>个|把|只|位|间|张|人|台)?[^,，{NUMERAL}+]{{0,6}}"
)
_OF_SEATS: Final = frozenset("个只把位")
_EQUALS: Final = re.compile(r"[0-9xX*×✖✕+\s]+=\s*(?P<n>[0-9]+)")
#: Seats on chairs and on a bench.
_BENCH: Final = re.compile(
    rf"(?P<one>{_N})(?:把|个|只|张)(?:椅子?|凳子?)[^,，{NUMERAL}]{{0,2}}一(?:条|张|个)长[凳椅][,，](?:长[凳椅])?(?:能|可以)?坐(?P<other>{_N})(?:个|位|人)?"
)
#: 「原来四十，拆了十个，没加回去」.
_LESS: Final = re.compile(
    rf"(?:原来|本来|以前|原先|老早)(?:有|是)?(?P<one>{_N})(?:{_UNIT})?[,，\s]?[^,，{NUMERAL}]{{0,8}}(?:拆|减|撤|搬|关|封|走|辞|离职?|调|坏)(?:掉|走|除|少|职|了)+(?P<other>{_N})(?:{_UNIT})?(?:[,，][^,，{NUMERAL}]*)?"
)
#: Beds of a room, by what the room is called.
_ROOMS: Final = re.compile(
    rf"(?P<what>大床|双床|标准?|三床|单人)(?:房|间)?(?:有)?(?P<n>{_N})间[,，、\s]*(?:还有|和|跟)?"
)
_BEDS: Final = {"大床": 1, "单人": 1, "双床": 2, "标": 2, "标准": 2, "三床": 3}
#: Some of the whole.
_OTHERS: Final = re.compile(
    rf"除(?:了|掉)?[^,，{NUMERAL}]{{1,10}}[,，]?(?:其他|其它|其余|剩下|余下|别的)的?(?:都是|都|是|有)?(?P<n>{_N})(?:个|位|名)?(?:人)?[^,，{NUMERAL}]{{0,4}}"
)
_OUT_OF: Final = re.compile(
    rf"{_N}(?:个|位|名)?人?(?:里头|里面|里|当中|之中|中)(?:有)?(?P<n>{_N})(?:个|位|名)?(?:人)?[^,，{NUMERAL}]{{0,5}}"
)
_NOT_THEY: Final = re.compile(
    rf"(?:(?:店里)?(?:一共|总共|拢共|统共|全部)?(?P<all>{_N})(?:个|位|名)?(?:人)?[,，])?(?:除了)?(?P<who>[^,，{NUMERAL}]{{1,12}}?)(?:那个|那位|的)*(?:不沾手|不碰|不接触|不进后厨|都碰的?|都接触的?)[,，]?(?:剩下|其余|其他|别的|余下)?的?(?:都碰|都沾|都接触|都要|都是|都)?的?[,，]?(?:(?:店里)?(?:一共|总共|拢共|统共)(?P<last>{_N})(?:个|位|名)?(?:人)?)?"
)
_EVERYBODY: Final = re.compile(r"(?:全部?|都|大家|人人|个个|所有人|统统)+")
_AVERAGE: Final = re.compile(rf"平均(?:下来|一下|就|是|每[餐顿天])*(?P<n>{_N})(?:个|位|份)?(?:人)?$")
_AND: Final = re.compile(r"[跟和与同、]|还有")
_SURELY: Final = re.compile(r"一共|总|多少|几")
#: 「几张床」: the measure word that the question counts in.
_MEASURE: Final = re.compile(r"(?:几|多少)(?P<unit>张|间|台|份|名|位|套|层|盏|册|人)")
_COUNTED: Final = re.compile(rf"(?P<n>{_N})(?:个(?=人))?(?P<unit>{_UNIT}|名|册|组)")


def reckoned(text: str, ask: str) -> int | None:
    """What the words come to; None where they tell no sum, or one that leaves something open."""
    words = text.strip("吧啊呢的了哈呀 。")
    if _SURELY.search(ask) is None:
        return None
    ways: tuple[Callable[[str], Decimal | None], ...] = (
        (_others, _out_of, _not_they) if "其中" in ask else (_equals, _each, _sides, _bench, _less)
    )
    ways = ways if "人" in ask and "其中" not in ask and "餐" not in ask else (*ways, _both)
    ways = (_beds, *ways) if "床" in ask else ways
    ways = (_average, *ways) if "平均" in ask else ways
    found = next((one for way in ways if (one := way(words)) is not None), None)
    found = _in_the_measure(words, ask) if found is None else found
    return int(found) if found is not None and found >= 0 and found == int(found) else None


def on_both_sides(words: str) -> Decimal | None:
    """What two alike come to: 「上下两层各55」; None where the words tell nothing else than that."""
    return _sides(words.strip("吧啊呢的了哈呀 。").removeprefix("上下").removesuffix("平").removesuffix("平方"))


def _number(text: str | None) -> Decimal | None:
    number = parse_number(text) if text else None
    return number.value if number is not None and not number.approx else None


def _one(match: re.Match[str] | None) -> Decimal | None:
    return _number(match["n"]) if match is not None else None


def _two(match: re.Match[str] | None) -> tuple[Decimal, Decimal] | None:
    one, other = (_number(match["one"]), _number(match["other"])) if match is not None else (None, None)
    return (one, other) if one is not None and other is not None else None


def _each(words: str) -> Decimal | None:
    words = _SAID_ALOUD.sub("", words)
    each = _EACH.search(words)
    if each is None or _OPEN.search(words):
        return None
    rest = words[: each.start()] + "," + words[each.end() :]
    extra = _EXTRA.search(rest)
    rest = rest if extra is None else rest[: extra.start()] + rest[extra.end() :]
    of = list(re.finditer(rf"(?P<m>{_N})(?:个)?{each['of']}", rest))
    left = re.sub(r"一天|每天|一样|一般|一共", "", rest)
    left = left.replace(of[0][0], "", 1) if of else left
    if len(of) != 1 or re.search(rf"[{NUMERAL}]", left):
        return None
    count, size = _number(of[0]["m"]), _number(each["n"])
    more = _number(extra["n"]) if extra is not None else Decimal(0)
    return count * size + more if count is not None and size is not None and more is not None else None


def _sides(words: str) -> Decimal | None:
    number = _one(_TWO_SIDES.fullmatch(words))
    return 2 * number if number is not None else None


def _both(words: str) -> Decimal | None:
    match = _BOTH.fullmatch(ROW.sub("", words))
    if match is None or _OPEN.search(words):
        return None
    units = {match["unit"], match["same"]} - {None}
    if len(units) > 1 and not units <= _OF_SEATS:
        return None  # tables and chairs make no sum
    told = _two(match)
    return told[0] + told[1] if told is not None else None


def _equals(words: str) -> Decimal | None:
    return _one(_EQUALS.fullmatch(words))


def _bench(words: str) -> Decimal | None:
    told = _two(_BENCH.fullmatch(words))
    return told[0] + told[1] if told is not None else None


def _less(words: str) -> Decimal | None:
    told = _two(_LESS.fullmatch(words))
    return told[0] - told[1] if told is not None else None


def _beds(words: str) -> Decimal | None:
    rooms = list(_ROOMS.finditer(words))
    if not rooms or "".join(one[0] for one in rooms) != words:
        return None
    total = Decimal(0)
    for one in rooms:
        count = _number(one["n"])
        if count is None:
            return None
        total += _BEDS[one["what"]] * count
    return total


def _average(words: str) -> Decimal | None:
    return _one(_AVERAGE.search(words))


def _others(words: str) -> Decimal | None:
    return _one(_OTHERS.fullmatch(words))


def _out_of(words: str) -> Decimal | None:
    return _one(_OUT_OF.fullmatch(words))


def _not_they(words: str) -> Decimal | None:
    """The whole without those who are named: 「一共九个，收银跟会计不沾手，剩下都碰」."""
    match = _NOT_THEY.fullmatch(words)
    if match is None or bool(match["all"]) == bool(match["last"]):
        return None
    whole = _number(match["all"] or match["last"])
    if _EVERYBODY.fullmatch(match["who"]):
        return whole
    return whole - len(_AND.split(match["who"])) if whole is not None else None


def _in_the_measure(words: str, ask: str) -> Decimal | None:
    """Of counts in several measures the one in the question's: 「上下铺八组，十六张」 to 「几张床」."""
    measure = _MEASURE.search(ask)
    told = list(_COUNTED.finditer(words))
    own = [one for one in told if measure is not None and one["unit"] == measure["unit"]]
    if len(own) != 1 or len(told) != 2 or own[0] is not told[1] or _OPEN.search(words):
        return None
    return _number(own[0]["n"]) if re.fullmatch(r"[^,，]*[,，\s][^,，]{0,3}", words[: own[0].start()]) else None
