"""The sum of parts that make up the whole for sure: 「楼下45，楼上38」, 「大包三个，中包五个」, 「我跟老公，再加两个小妹」.

Only parts that plainly are all there is are added up; of others nobody can say whether something is left out or counted twice.
"""

from __future__ import annotations

import itertools
import re
from decimal import Decimal
from typing import Final

from .numerals import NUMERAL, parse_number

_N: Final = rf"[{NUMERAL}.]+"
_UNIT: Final = r"个?(?:平方米|平米|平方|平|㎡)|个|位|名|张|台|间|只|套|元|块钱?|万元?"
_PART: Final = re.compile(
    rf"(?P<label>[一1](?:间|个|层|套|处|栋|幢|块)|[一二三四五六]楼|(?:(?![{NUMERAL}])[\u3400-\u9fff]){{1,6}}?)(?:还)?(?:是|有|要|差不多)?(?P<n>{_N})(?P<unit>{_UNIT})?(?P<of>座位|位子|餐位|包厢|包间)?[,，、;；\s]*(?:加上?|还有|和|跟)?"
)
#: What two rooms made one begin with, before how large each is.
_OPENED: Final = re.compile(r"^[^,，]{2,8}打通(?:了|的|成一间)*[,，\s]*")
#: How many parts there are, before how large each is: 「上下两层，一层60一层45」, 「我有三套，一套60…」.
_SO_MANY: Final = re.compile(
    rf"^(?:我们?)?(?:店)?(?:有|是|租了|一共|总共|上下|前后|里外)*(?P<count>[{NUMERAL}])(?P<of>层|间|套|处|栋|幢|块)(?:房子?|楼|店面|门面)?[,，\s]+(?=[一1](?P=of))"
)
#: 「…，楼上楼下都是店」
_TOLD_AGAIN: Final = re.compile(rf"[,，][^,，{NUMERAL}]{{0,8}}都是[^,，{NUMERAL}]{{1,4}}$")
#: 「…，加起来你算下」
_ADD_UP: Final = re.compile(
    r"[,，](?:加起来|一共|总共)?(?:你|你们)?(?:帮我|自己)?(?:算|加)(?:一下|下|算|起来)?[吧呀]?$"
)
#: 「两层，楼下五十楼上三十」: nothing but these two, so that no 「五十楼」 is meant.
_TWO_FLOORS: Final = re.compile(r"^(?:我们?|店|上下|有|是|一共|总共)*[两二2]层楼?(?:的|店面)?[,，\s]+(?=楼[上下])")
_BOTH_FLOORS: Final = re.compile(
    rf"^(?P<down>楼(?P<one>[上下])(?:是|有)?{_N})(?=楼(?!(?P=one))[上下](?:是|有)?{_N}(?:{_UNIT})?$)"
)
_ONE_ROOM: Final = re.compile(r"(?<=[0-9])(?=一(?:间|个|层|套|处|栋|幢|块))|(?<=^)(?=[一1]个)")
_COUNTING: Final = frozenset("一二三四五六七八九十0123456789")
#: Labels that together name all there is.
_WHOLES: Final = tuple(
    re.compile(one)
    for one in (
        r"(?:店)?(?:楼[上下]|[一二三四五六]楼|底楼|阁楼|夹层|顶楼|地下室)(?:店|面|坐人|收银)?",
        r"[前后](?:面|头|边|厅)?|后厨",
        r"(?:正式|全职|长期|固定|兼职|临时|小时|实习|钟点)(?:员?工|的)*",
        r"[里外](?:面|头|间|边)",
        r"[大中小](?:号|的|包|间|台|桌)?(?:厢|间|房|子)?",
        r"(?:大床|双床|单人|双人|标准?|家庭|亲子|三人|四人|大套|小套|套)(?:房|间)?",
        r"(?:前台|后台|吧台|收银台?|大堂|大厅|店里|办公室|备用|备着)(?:备用)?(?:的|放|摆)?",
        r"[男女](?:宾部?|宾|部|的|浴室?|更衣室)?",
        r"[东西南北](?:边|面|侧)",
        r"[一1](?:间|个|层|套|处|栋|幢|块)",
    )
)
#: What people do in a shop.
_JOB: Final = r"(?:大厨|厨师|厨子|厨工|帮工|帮厨|打荷|配菜|切配|面点|凉菜|冷菜|洗碗|收银|服务员?|传菜|跑堂|店员|店长|师傅|学徒|吧员|咖啡师|裱花师?|点心师?|经理|保洁|营业员|导购|技师|理货员?|药师)(?:工|员|的|师傅|阿姨)?"
_JOBS: Final = re.compile(_JOB)
#: Where they work.
_STATIONS: Final = re.compile(r"[前后里外](?:面|头|边|厅|场)?|后厨|厨房|店堂|大堂|前台|收银台?|吧台")
#: Things and people told apart behind their number: 「1台大的2台小的」, 「两个厨师一个收银」.
_KINDS_BEHIND: Final = re.compile(
    rf"(?P<n>{_N})(?P<unit>[台个张把只间套位名])(?P<label>[大中小新旧长短高矮圆方]的|{_JOB})(?:[,，、]|还有|加上?|和|跟)*"
)
#: The one who answers comes on top: 「厨房三个前面两个，还有我」.
_AND_ME: Final = re.compile(r"[,，]?(?:还有|再?加上?|算上|外加)我(?:自己|本人|一个)?$")
_KITCHEN: Final = re.compile(
    r"(?:前面|后面|后头|里面)?(?:小)?(?:后厨|厨房|操作间|水吧|吧台|备餐间|烘焙间|裱花间|冷菜间|凉菜间|专间|明档|面点间|洗碗间|洗切间|切配间|粗加工间|烹饪间|烹调间|灶间|灶头间|洗消间|消毒间|点心间|蒸煮间)"
)
_COSTS: Final = re.compile(
    r"(?:加盟|装修|设备|转让|房租|押金|进货|货|人工|首批货|保证金|家具|硬装|软装|宣传|开办|周转|流动)(?:费|款|金|资金)?|(?:我|我们)?(?:手头|自己)(?:有|出)?|我?[爸妈姐哥弟妹舅老公老婆朋友]{1,2}(?:再|也)?(?:出|投|借)"
)
_ASKS_ALL: Final = re.compile(r"一共|总|几[个台间张]|多少个|投资|面积多少")
_OF_SOME: Final = re.compile(r"其中|每")

#: A part that is told as a share of the whole, or as what is left when another part is taken off.
_FRACTION: Final = re.compile(rf"(?P<of>[二三四五六七八十])分之(?P<n>[{NUMERAL}])|(?P<half>对半分?|一半)")
_TAKEN_OFF: Final = re.compile(
    rf"(?:去掉|扣掉|扣除|除掉|减去|刨掉|刨去)[^,，{NUMERAL}]{{0,6}}(?P<n>{_N})(?:{_UNIT})?[,，]?(?:剩下|其余|余下)的?"
)
_WHOLE_OF: Final = re.compile(
    rf"(?:总共|一共|总面积|整个(?:店|场所|门面|房子|店面)|店|全部|整个)(?:面积|里)?(?:是|有|大概)?(?P<n>{_N})(?:{_UNIT})?(?=$|[,，\s])"
)
_TENS: Final = dict(zip("二三四五六七八十", (2, 3, 4, 5, 6, 7, 8, 10), strict=True))

#: A person, or so many of them.
_RELATIVE: Final = r"老公|老婆|爱人|丈夫|妻子|先生|太太|媳妇|爸爸?|妈妈?|父亲|母亲|老爸|老妈|儿子|女儿|弟弟?|妹妹?|哥哥?|姐姐?|姐夫|妹夫|婆婆|公公|丈人|丈母娘|舅舅|阿姨|表[哥弟姐妹]|合伙人|朋友"
_PERSONS: Final = (
    (re.compile(r"我(?:自己|本人)?|自己|[他她]|老板娘?|店长"), 1),
    (re.compile(r"(?:我们?)?(?:夫妻|两口子|小两口|夫妻俩|夫妻两个|俩|老两口)(?:人)?|我们俩|爸妈|父母|公婆"), 2),
    (re.compile(rf"我?(?:{_RELATIVE})"), 1),
)
_SOME: Final = re.compile(
    rf"(?:(?P<n>{_N})(?:个|位|名)|(?P<few>俩|仨)个?)(?P<who>小(?:妹|弟|工|姑娘|伙子|哥|朋友)妹?|阿姨|师傅|伙计|店员|员工|服务员|帮工|学徒|厨师|大厨|收银(?:员|的)?|[\u3400-\u9fff]{{1,4}}的|亲戚|朋友|帮手|兼职|大姐|阿婆|(?:验光|美发|发型|美容|按摩|配镜|加工|中药|执业药|咖啡|调酒|面点|裱花)?师傅?|(?:营业|收银|理货|保洁|店|导购|服务|采购|质检|值班)员|技师|药师|女儿|儿子|弟弟|妹妹|姐姐|哥哥|小囡)?"
)
_ONLY: Final = re.compile(r"^(?:就|只有|也就|总共就|一共就)(?:是)?(?=[我自])")
_AND: Final = re.compile(r"[,，、\s]+|再?(?:另)?外?加上?|还有|再请|再招|再雇|和|跟|带")


def sum_of_parts(text: str, ask: str) -> Decimal | None:
    """What the parts come to, each with a name of its own; None where they may not be all, or are no parts."""
    if "其中" in ask and "人" in ask:
        return _of_parts(text, ask)
    if _ASKS_ALL.search(ask) is None or _OF_SOME.search(ask) is not None:
        return None
    told = _AND_ME.sub("", text) if "人" in ask else text
    total = _of_parts(told, ask)
    return total + 1 if total is not None and told != text else total


def _of_parts(text: str, ask: str) -> Decimal | None:
    text = _ADD_UP.sub("", text)
    if not _KINDS_BEHIND.sub("", text):
        text = _KINDS_BEHIND.sub(r"\g<label>\g<n>\g<unit>,", text)
    text = _BOTH_FLOORS.sub(r"\g<down>,", _TWO_FLOORS.sub("", text))
    told = _SO_MANY.match(text)
    text = text[told.end() :] if told is not None else text
    words = _TOLD_AGAIN.sub("", _OPENED.sub("", _ONE_ROOM.sub(",", text.strip())))
    words = words.replace("还有", ",", 1) if told is not None else words
    parts = list(_PART.finditer(re.sub(",+", ",", words)))
    words = re.sub(",+", ",", words)
    if told is not None and (count := parse_number(told["count"])) is not None and count.value != len(parts):
        return None
    if len(parts) < 2 or "".join(one[0] for one in parts) != words:
        return None
    if any(
        not (one["unit"] or one["n"][-1].isdigit() or one[0][-1] in ",，、;； ")
        and (after["label"][0] in _COUNTING or one["n"][-1] in "百千万" or after["label"][0] in "百千万半几")
        for one, after in itertools.pairwise(parts)
    ):
        return None  # 「一楼四十二楼三十五」: nothing tells where a number ends
    units = {(one["unit"] or "").removeprefix("个") or one["unit"] or "" for one in parts if one["unit"]}
    labels = [one["label"] for one in parts]
    if len(units - {"个"}) > 1 and not units <= {"万", "万元", "元", "块", "块钱"}:
        return None
    counted = next(iter(units)) if len(units) == 1 else ""
    if counted in ("间", "张", "台", "只", "套") and counted not in ask:
        return None  # rooms, where beds were asked for
    if not _all_there_is(labels, ask):
        return None
    numbers = [parse_number(one["n"] + ("万" if "万" in (one["unit"] or "") else "")) for one in parts]
    if any(one is None or one.value is None or one.approx for one in numbers):
        return None
    return sum((one.value for one in numbers if one is not None and one.value is not None), Decimal(0))


def part_of_whole(text: str) -> Decimal | None:
    """What a share comes to (「总面积150，卖药占三分之二」), or what is left of the whole; None where neither is told of one whole."""
    wholes = list(_WHOLE_OF.finditer(text))
    whole = parse_number(wholes[0]["n"]) if len(wholes) == 1 else None
    if whole is None or whole.value is None:
        return None
    off = _TAKEN_OFF.search(text)
    if off is not None:
        less = parse_number(off["n"])
        return whole.value - less.value if less and less.value is not None and less.value < whole.value else None
    share = _FRACTION.search(text)
    if share is None:
        return None
    if share["half"]:
        return whole.value / 2
    count = parse_number(share["n"])
    return whole.value * count.value / _TENS[share["of"]] if count is not None and count.value is not None else None


def _all_there_is(labels: list[str], ask: str) -> bool:
    distinct = len(set(labels)) == len(labels)
    if "其中" in ask:
        return distinct and all(_JOBS.fullmatch(one) for one in labels)
    if "人" in ask and distinct and all(_STATIONS.fullmatch(one) for one in labels):
        return True
    if any(all(whole.fullmatch(one) for one in labels) for whole in _WHOLES):
        return distinct or labels[0][0] in "一1"
    if not distinct:
        return False
    if "厨房" in ask and "总面积" not in ask:
        return all(_KITCHEN.fullmatch(one) for one in labels)
    return "投资" in ask and all(_COSTS.fullmatch(one) for one in labels)


def persons_in(text: str) -> int | None:
    """How many persons are named one by one, the speaker among them; None where anything else is said."""
    total, own = 0, False
    items = [one for one in _AND.split(_ONLY.sub("", text.strip("。.!！吧啊呢的"))) if one]
    for one in items:
        some = _SOME.fullmatch(one)
        if some is not None:
            number = {"俩": 2, "仨": 3}.get(some["few"] or "") or parse_number(some["n"] or "")
            count = number if isinstance(number, int) else int(number.value) if number and number.value else 0
            total += count
            continue
        known = next((count for pattern, count in _PERSONS if pattern.fullmatch(one)), None)
        if known is None:
            return None
        own = own or one.startswith(("我", "自己", "老板")) or "夫妻" in one or "两口子" in one
        total += known
    return total if own and len(items) > 1 else None


#: 「两张八人桌，四张四人桌」.
_TABLE: Final = re.compile(
    rf"(?:座位|位子|桌子|台子|大堂|店里|里面)?(?:就|有|是|摆|放)*(?:再?加上?|还有|和)?(?P<n>{_N})张(?P<seats>{_N})人(?:的)?(?:桌|台|座|位)?(?:子)?的?[,，、\s]*"
)
#: 「…，吧台还有5个高脚凳」
_SINGLE_SEATS: Final = re.compile(
    rf"(?:吧台|窗边|靠窗|门口|外面|外摆|里面|另外|再|还|边上|旁边|座位|位子)*(?:有|加|放|摆)?(?P<n>{_N})(?:个|把|只|张)?(?:高脚)?(?:凳子?|椅子?|散座|单座|单人座|座位|位子)$"
)
_NO_MORE: Final = re.compile(r"[,，](?:没别的|没有别的|就这些|别的没有)了?$")


def seats_at(text: str) -> Decimal | None:
    """How many sit at the tables, where nothing but tables and their seats are told."""
    words = _NO_MORE.sub("", text.strip())
    more = _SINGLE_SEATS.search(words)
    single = parse_number(more["n"]) if more is not None else None
    extra = single.value if single is not None and single.value is not None and not single.approx else Decimal(0)
    words = words[: more.start()] if more is not None else words
    tables = list(_TABLE.finditer(words))
    if not tables or "".join(one[0] for one in tables) != words:
        return None
    total = extra
    for one in tables:
        count, seats = parse_number(one["n"]), parse_number(one["seats"])
        if count is None or seats is None or count.value is None or seats.value is None:
            return None
        total += count.value * seats.value
    return total


#: 「仨人，我自己加俩伙计」: who they are, told behind how many.
_TOLD_FIRST: Final = re.compile(rf"(?P<n>{_N}|俩|仨)个?人?[,，](?P<who>.+)")


def counted_twice(text: str) -> int | None:
    """The number of persons told first, where those named behind it are as many."""
    match = _TOLD_FIRST.fullmatch(text)
    if match is None:
        return None
    said = {"俩": 2, "仨": 3}.get(match["n"])
    number = parse_number(match["n"]) if said is None else None
    count = said if said is not None else int(number.value) if number is not None and number.value is not None else None
    return count if count is not None and count == persons_in(match["who"]) else None
