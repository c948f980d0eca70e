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

from ..normalise import clean_words
from .address_order import DISTRICTS, FULL_NAMES, in_order
from .digits import spoken_digits
from .numerals import NUMERAL, parse_number
from .phrase import ChoiceOption, Phrase, refused, unreadable
from .repair import mended
from .streets import Street, street_called, street_in

#: As Shanghai's district is often written, which is one of Guangzhou's.
_HUANGPU: Final = re.compile(r"黄[埔蒲](?=区|[\u3400-\u9fff]{1,6}[路街])(?!大道|古港|军校)")
#: A road and its number; two of them are two addresses.
_NUMBERED: Final = re.compile(rf"(?:路|街|大道|公路)[{NUMERAL}]+(?:弄|号)(?![{NUMERAL}])")
_AT_ROAD: Final = re.compile(rf"(?:路|街|大道|公路|弄)[{NUMERAL}]+")
#: A home in another province, down to a village or a road, and a number.
_ELSEWHERE: Final = re.compile(
    r"(?!上海)[\u3400-\u9fff]{2,7}(?:省|自治区|市)[\u3400-\u9fff]{2,12}(?:市|州|盟|区|县|旗|镇|乡)"
    rf".{{0,40}}(?:路|街|道|巷|村|屯|组|社区|小区|镇|乡|庄|弄).{{0,20}}(?:[\u3400-\u9fff]{{2,3}}(?=组)|[{NUMERAL}]+)(?:号|组|室|栋|幢|单元|队|$).{{0,20}}$"
)
#: A place that is in no district of Shanghai; 园区, 小区 and the like are none.
_OTHER_CITY: Final = re.compile(
    r"(?:北京|天津|重庆|河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南|四川|贵州|云南|陕西|甘肃|青海|内蒙古|广西|西藏|宁夏|新疆|香港|澳门|台湾|"
    r"杭州|苏州|南京|无锡|宁波|嘉兴|昆山|太仓|常州|南通|湖州|绍兴|温州|合肥|广州|深圳|武汉|成都|西安|郑州|长沙|青岛|厦门|福州)(?![东西南北中]{0,2}[路街里弄]|[\u3400-\u9fff](?:路|街)|大厦|大楼|广场|花园|馆)"
)
_OTHER_DISTRICT: Final = re.compile(r"(?:[\u3400-\u9fff]{2,3}市)?(?P<name>[\u3400-\u9fff]{2})区(?=[\u3400-\u9fff])")
_NO_DISTRICT: Final = frozenset("园社小业发税新校景城地特山库厂贸保")
#: What is said right behind an address: how large it is, what for.
_BEHIND: Final = re.compile(
    rf"(?<=[号室楼层铺座弄])(?:(?:大概|大约|约|有|一共|总共)*[{NUMERAL}]+(?:平方米|平米|平方|平|㎡|多平).*|(?:(?:上|里)?(?:开|办|做|卖|租|买)(?:店|了|的|个|家|一|证|生意|奶茶|饭|咖啡)?|不收|收费|要|能|可以|经营|营业|面积|电话|手机|联系|还没|是自|房东|在装|楼上|楼下|注册|,?一楼不是|我们?|打算|准备)[^区镇路街弄号室楼层]*)$"
)
_ACCEPTED: Final = "静安区南京西路1234号2楼201室"
_N: Final = rf"[{NUMERAL}]+"
#: What leads in to an address, up to the last 在, 是, 位于 before it.
_LEAD: Final = re.compile(
    r"^(?:嗯+|呃|那个|就是|就|你好|你写|你填|我们?(?:家里?|店里?|公司)?的?|阿拉|我?伲|侬写|这[间家里边](?=是|在)|勒海?(?!克)|辣海?|俺们?|咱们?(?:家|店)?的?|本店|小店|店里?|店铺|门店|经营|注册|登记|公司|仓库|户籍|户口|现在|新店|新(?![\u3400-\u9fff]{0,3}(?:路|村|街|镇|弄|里))|执照上?|营业执照上?|身份证上?|收件|收货|机器|设备|寄|房产证上?|合同上?|写的?|印的?|"
    r"住所?|家住?|店的|的?地址|住址|场所|位置|开在|开|搬到|搬去|搬|租在|位于|坐落于?|设在|在|是|为|填|寄到|邮寄到?|送到|放在|[\s:：,，])+(?=\S{4,})"
)
_LEADS_LATE: Final = re.compile(
    r"^.{0,24}(?:现在|搬到|搬去|地址是|地址在|(?<![酒饭])店在|位于|坐落于|开在|就在|改成|换到)(?:在|了)?(?=\S{4,})"
)
_TAIL: Final = re.compile(
    r"(?:吧|啊|呢|哈|呀|哦|嘛|啦|的|了|(?<=[楼层])(?:都|全|统统)(?:是|归|租)(?:我们?|咱们?)?|沿街|临街|[沿靠]马路|那里|那边|这里|这边|上面|附近|旁边|就行|就好|就可以|谢谢.{0,4}|就?(?:能|可以)?(?:看见|看到|到|找到)了?|[\u3400-\u9fff]{2,3}收|收|麻烦.{0,3}|邮编.*|[\s,，。.!！])+$"
)
#: 「徐汇，漕宝路70号」, 「浦东周浦 年家浜路398号」: the district, or a place in it, set apart.
_AREA_FIRST: Final = re.compile(rf"(?:{'|'.join(DISTRICTS)})(?:新区|区)?(?:的|(?!的)[\u3400-\u9fff]{{2,5}}?的?)?")
_STANDS_IN: Final = re.compile(r"^(?:我们?|店|就|开|是|位于|在)+")
#: Words before the district that are no part of an address: 「阿拉店开了虹口海伦路440号」.
_TO_DISTRICT: Final = re.compile(
    rf"^(?!上海|中国)[^,，区镇路街弄号室村省市县]{{1,14}}?(?=(?:{'|'.join(DISTRICTS)})(?:区|新区)?[\s,，]*[\u3400-\u9fff]{{1,9}}(?:镇|路|街|道|弄|村))"
)
#: A remark behind an address, set off by a comma: where it lies, what is near.
_REMARK: Final = re.compile(
    r"[,，。;；]\s*(?:就?在?靠近|就|在|门口|进门|对面|旁边|隔壁|古镇|[^,，]{0,8}(?:里头|里面|边上|旁边|对面|附近|隔壁|手边|方向|出口|第[一二三]家|师傅|老师)|.{0,6}(?:我|户口|老家|收件人|收$)|(?:原来|以前|之前|原先|本来|早先)是(?!.*现在)).*$"
)
#: What a clause of an address holds; a day of the month is no number of a house.
_MARKS: Final = re.compile(r"[区镇路街弄号室楼层幢栋座铺]")
_DATE: Final = re.compile(r"月[0-9一二三四五六七八九十]+号")
#: Only a way to find it.
_VAGUE: Final = re.compile(
    r"地铁站?.{0,4}[口出]|对面|靠近|交叉口|路口|隔壁那|旁边那|边上那|附近|或者|还是|那一块|那一带|那片|那块|一带$|还没(?:找|租|定)|两家|没定|不确定"
)
#: Near a house and not it; or no place is found yet.
_BESIDE: Final = re.compile(
    r"(?:号|路|室)的?(?:旁边|隔壁|附近|边上|对面|斜对面)(?:的|那里|那边|那个)?$|(?:店|地方|铺子|门面|店面|场地)(?:都|也)?(?:还)?没(?:有)?(?:找|租|定|选|着落)"
)
#: The words leave open which house it is.
_DOUBT: Final = re.compile(
    rf"号(?:和|跟|、|还有)[{NUMERAL}]+号|好像|应该|大概|可能|估计|记得|没有?号头|没有?门牌|(?:旁边|隔壁|边上|对过)(?:那|的).{0, 6}(?:门面|店|铺)"
)
#: A remark behind a number that only a space sets off: 「…8幢108 大宁国际对面」.
_REMARK_APART: Final = re.compile(
    r"(?<=[0-9A-Za-z号室楼层铺弄甲乙]) (?=[^,，]{0,10}(?:对面|旁边|隔壁|附近|边上|对过|里头)|我|以前|之前|原来|门口|房东|电话|手机|谢谢|[您你]|挨着|靠近)"
)
#: A shop pointed at beside a number.
_ONE_OF_SEVERAL: Final = re.compile(r"那[间家个爿]|口子上|门牌是|不是")
#: Talk that is left in it.
_LEFT: Final = re.compile(
    r"[我你您他她咱侬]|[呀呢吧的]|就(?!业)|是|那[里边]|看[见到]|以前|之前|原来|里头|里面|里厢|(?<!城)了(?!望)|[弄村桥街]口$"
)
#: It names a house, a lane, a building's part or a house of a village.
_HOUSE: Final = re.compile(rf"[{NUMERAL}]+\s*(?:号|弄|室|幢|栋|座|楼|层|铺|组|队|单元|摊)|[0-9]")
_SITE: Final = r"广场|大厦|中心|商场|商城|百货|天地|大楼|园区|生活馆|购物城|新村|小区|公寓|花园|苑|坊|村|城"
_ROAD: Final = (
    rf"(?:[\u3400-\u9fffA-Za-z]{{1,14}}?(?:大道|公路|路|街|巷|道|浜|弄堂)(?=\s*[{NUMERAL}]|$|[\u3400-\u9fff]{{2,15}}(?:{_SITE}))"
    rf"|[\u3400-\u9fffA-Za-z]{{2,14}}?(?:{_SITE}))"
)
_PARSE: Final = re.compile(
    r"(?:中国)?(?:[(（]上海[)）]自由贸易试验区(?:临港新片区)?)?(?:上海市?)?(?:(?P<district>黄浦|徐汇|长宁|静安|普陀|虹口|杨浦|闵行|宝山|嘉定|浦东新?|金山|松江|青浦|奉贤|崇明)(?![支东西南北]?(?:路|街|大道))(?P<qu>区|新区|县)?)?"
    r"(?:的)?(?P<sub>[\u3400-\u9fff]{2,10}?(?:街道|镇|乡|园区|工业区))?"
    rf"(?P<road>{_ROAD})?(?P<no>(?:{_N}\s*(?:弄|支弄|巷)\s*)?(?:{_N}(?![{NUMERAL}]|\s*[楼层区室铺村])(?:之[一二三四五六七八九十0-9]+|甲|乙|丙|-\d+)?\s*号?(?:[\-、—]\s*\d+号)?)?(?:{_N}\s*(?:幢|栋|号楼|座)|[A-Z][座幢栋])?)"
    rf"(?P<site>[\u3400-\u9fffA-Za-z]{{2,15}}?(?:{_SITE}))?"
    rf"(?P<floor>(?:地下|负|B|b|地上)?(?:{_N})?(?:\s*[至到\-~]\s*{_N})?\s*(?:层|楼|F|f)|[BbLl]\d{{1,2}}(?:层|楼)?|底楼|底层)?"
    rf"\s*(?P<room>[A-Za-z]?[-]?(?:{_N}|[A-Za-z])[A-Za-z]?(?:-\d+[A-Za-z]?)?\s*(?:室|房间?|铺位?|单元|号铺|商铺|档口|号档口|号商铺|座)|[A-Za-z]?-?\d{{2,5}}[A-Za-z]?)?"
)


#: 「周浦 年家浜路398号」: a place set apart before the road is no part of the road's name.
_SET_APART: Final = re.compile(
    rf"^(?P<before>(?:上海市?)?(?:(?:{'|'.join(DISTRICTS)})(?:新区|区)?)?[\s,，]*)(?P<place>(?:(?![区镇路街弄号室楼])[\u3400-\u9fff]){{2,6}})[\s,，]+"
    rf"(?=[\u3400-\u9fff]{{2,8}}(?:大道|公路|路|街)\s*[{NUMERAL}])"
)
#: What is no road by itself, so that its name begins before it: 中山东一路.
_NO_ROAD: Final = re.compile(r"[东西南北中新老大小支]{0,2}[环一二三四五六七八九十]{0,2}(?:路|街|大道|公路)")


@dataclass(frozen=True, slots=True)
class AddressParts:
    """What an address says; None where it says nothing. ``lane_no`` is the lane with its number, as on the plate.

    ``subdistrict`` is one that Shanghai has, in full; the district follows from it where it is not said.
    """

    district: str | None = None
    district_code: str | None = None
    subdistrict: str | None = None
    road: str | None = None
    lane_no: str | None = None
    number: str | None = None
    floor: str | None = None
    room: str | None = None


def read(phrase: Phrase, *, today: date, options: Sequence[ChoiceOption]) -> Value | Rejection:
    """The address as one text, its number in digits; it must name a road (or the like) with a number, or a building."""
    phrase = Phrase(_HUANGPU.sub("黄浦", phrase.original), _HUANGPU.sub("黄浦", phrase.text))
    if re.search(r"[吗么?？]$|哪里|哪儿|怎么", phrase.text) or len(phrase.text) > 200:
        return unreadable("address", phrase, accepted=_ACCEPTED)
    core = stripped(in_order(_REMARK_APART.sub(",", phrase.text)))
    if _BESIDE.search(phrase.text) is not None or _ONE_OF_SEVERAL.search(core) is not None:
        return unreadable("address", phrase, accepted=_ACCEPTED)
    if _VAGUE.search(core) or len(_NUMBERED.findall(core)) > 1:
        return unreadable("address", phrase, accepted=_ACCEPTED)
    if _ELSEWHERE.match(core) is not None:
        return Value(in_digits(core).replace("(", "（").replace(")", "）"))
    parts = parse_address(core)
    if parts.road is None and parts.lane_no is None:
        if parts.district is not None and parts.subdistrict is None:
            return refused("address.incomplete", phrase, accepted=_ACCEPTED)
        return unreadable("address", phrase, accepted=_ACCEPTED)
    if parts.road is None and parts.district is None and parts.subdistrict is None:
        return unreadable("address", phrase, accepted=_ACCEPTED)
    if parts.road is None or (parts.lane_no is None and parts.room is None and len(core) < 8):
        return refused("address.incomplete", phrase, accepted=_ACCEPTED)
    left, numbered = _LEFT.search(core) is not None, _HOUSE.search(core) is not None
    if left and not numbered:
        return unreadable("address", phrase, accepted=_ACCEPTED)
    rough = _DOUBT.search(phrase.text) is not None or left or not numbered or _loses_a_part(phrase.text, core)
    return Value(in_digits(core).replace("(", "（").replace(")", "）"), approx=rough)


#: A clause that is nothing but a part of an address: 「3号楼102」, 「浦东的」.
_LOOSE: Final = re.compile(
    rf"(?:就?在|是|[{NUMERAL}A-Za-z]+(?:号楼|[号弄室幢栋座楼层铺位单元])*)*[{NUMERAL}]+(?:号楼|[号弄室幢栋座楼层铺位])*|(?:就?在)?(?P<district>{'|'.join(DISTRICTS)})(?:新区|区)?(?:的|那边)?"
)


def _loses_a_part(text: str, core: str) -> bool:
    """Whether a clause that is only a number of a building or the name of a district has not found its way into the address."""
    loose = [match for one in re.split(r"[,，。;；]", text) if (match := _LOOSE.fullmatch(one.strip())) is not None]
    return any((one["district"] or one[0]) not in core for one in loose)


def parse_address(text: str) -> AddressParts:
    """The parts that an address names, in order: 区, 街道, 路, 弄号, 楼层, 室. Nothing is guessed; what is taken back counts for nothing."""
    words = _HUANGPU.sub("黄浦", mended(Phrase.of(text), open_kind=True).text)
    apart = _SET_APART.match(words)
    if apart is not None:
        words = apart["before"] + words[apart.end() :]
    match = _PARSE.match(_floors_in_digits(in_digits(stripped(in_order(_REMARK_APART.sub(",", words))))))
    if match is None:
        return AddressParts()
    district = match["district"]
    district = district.removesuffix("新") if district else None
    street, road = _street_and_road(match, DISTRICTS.get(district or ""), apart["place"] if apart is not None else "")
    code = DISTRICTS[district] if district else street.district_code if street is not None else None
    number = re.search(r"[^弄]+号.*$", match["no"] or "")
    return AddressParts(
        district=next((FULL_NAMES[name] for name, own in DISTRICTS.items() if own == code), None),
        district_code=code,
        subdistrict=street.name if street is not None else None,
        road=road,
        lane_no=_said(match["no"]),
        number=number.group() if number else None,
        floor=_said(match["floor"]),
        room=_said(match["room"]),
    )


def _street_and_road(match: re.Match[str], code: str | None, place: str) -> tuple[Street | None, str | None]:
    """The street (in full, or in short where the district or a space tells it apart from the road) and the road alone."""
    road: str | None = match["road"]
    street = street_in(match["sub"] or "") or street_called(place, code)
    if street is not None or road is None or code is None:
        return street, road
    for length in range(min(4, len(road) - 3), 1, -1):
        rest = road[length:]
        found = street_called(road[:length], code) if not _NO_ROAD.fullmatch(rest) else None
        if found is not None:
            return found, rest
    return None, road


def is_elsewhere(text: str) -> bool:
    """Whether the words place an address outside Shanghai: another city or province before the road, or a district it has not."""
    core = stripped(Phrase.of(text).text)
    city = _OTHER_CITY.match(core)
    other = _OTHER_DISTRICT.match(core)
    return city is not None or (
        other is not None and other["name"] not in DISTRICTS and other["name"][-1] not in _NO_DISTRICT
    )


def stripped(text: str) -> str:
    """The words without what leads in and trails off, and without a remark on where it lies."""
    first, comma, rest = text.partition(",")
    if comma and not re.search(r"[区县镇路街弄号室楼]", first) and _NUMBERED.search(rest.partition(",")[0]):
        area = _STANDS_IN.sub("", first)
        text = f"{area.removesuffix('的')},{rest}" if _AREA_FIRST.fullmatch(area) is not None else rest
    core = _REMARK.sub("", _UNCHANGED.sub("", _IN_BRACKETS.sub("", text)))
    core = _without_others(core)
    core = _TO_DISTRICT.sub("", core, count=1)
    first, comma, rest = core.partition(",")
    if (
        comma
        and _AREA_FIRST.fullmatch(first) is None
        and not re.search(r"[区县镇路街弄号室楼]|街道", first)
        and _NUMBERED.search(rest)
    ):
        core = rest
    late = _LEADS_LATE.match(core)
    core = core[late.end() :] if late is not None else core
    core = _BEHIND.sub("", _TAIL.sub("", _LEAD.sub("", core)))
    core = _OF.sub(r"\g<place>", core)
    return re.sub(r"(?<=[\u3400-\u9fff0-9])[\s,，]+(?=[\u3400-\u9fff0-9A-Za-z])", "", core)


#: 「…3015室（集中登记的）」, 「…1040弄 老地方没变」: said about the place, and no part of it.
_IN_BRACKETS: Final = re.compile(
    r"(?<=[号室楼层铺弄幢座])[(（](?:[^()（）]*(?:的|地址|登记|旁边|对面|隔壁|附近))[)）]$"
)
_UNCHANGED: Final = re.compile(
    r"(?<=[号室楼层铺弄幢座])[\s,，]*(?:(?:还是|就是)?(?:老地方|原来的?地方|原址|地址)|(?:一直|从来|都)?没(?:有)?)+(?:[搬变换动]+过?)?[的了呀啊]*$"
)
#: 「静安的共和新路」, 「莘庄镇上的莘松路」.
_OF: Final = re.compile(
    rf"(?P<place>(?:{'|'.join(DISTRICTS)})(?:新区|区)?|[\u3400-\u9fff](?:镇|乡|街道)|[0-9](?:号|弄))(?:上|里面|里)?的(?:那个)?[,，\s]*(?=[\u3400-\u9fff0-9])"
)


def _without_others(text: str) -> str:
    """The text up to the first clause behind the number that is no part of an address: 「…318号1楼，房子是租的」."""
    clauses = re.split(r"[,;]", text)
    kept = [
        one
        for at, one in enumerate(clauses)
        if at == 0 or _MARKS.search(_DATE.sub("", one)) or not _AT_ROAD.search(clauses[0])
    ]
    return ",".join(kept)


def in_digits(text: str) -> str:
    """The address with numbers said before 弄, 号 and 室 in digits; names of roads and 二楼 keep theirs."""
    return re.sub(
        r"[零一二三四五六七八九〇两幺十百千]+(?=\s*(?:弄|支弄|号(?!楼)|室|幢|栋|单元))|(?<=号)(?<=.)[零一二三四五六七八九〇]{3,4}$",
        _digits,
        text,
    )


def _floors_in_digits(text: str) -> str:
    return re.sub(r"[零一二三四五六七八九十百]+(?=\s*[楼层])", _digits, text)


def _digits(match: re.Match[str]) -> str:
    if re.fullmatch(r"[零一二三四五六七八九〇两幺]{3,}", match.group()):
        return spoken_digits(match.group())
    number = parse_number(match.group())
    return str(int(number.value)) if number is not None and number.value is not None else match.group()


def _said(text: str | None) -> str | None:
    bare = (text or "").strip()
    return bare or None


#: How many floors there are is not on which one it is: 「总共六层我在三层」.
_ALL_FLOORS: Final = re.compile(
    rf"(?:总共|一共|共|总)有?[{NUMERAL}]+[层楼](?:楼)?的?|[{NUMERAL}]+层(?:楼|高)的?(?=.*[层楼])"
)
#: Each part of an address where it stands alone in a few words.
_PART_FINDERS: Final = {
    "subdistrict": re.compile(
        r"(?P<found>(?:(?!归|属|于|是|在|应该|算|就)[\u3400-\u9fff]){2,9}?(?:街道|镇|乡|工业区|开发区))(?!\d)"
    ),
    "road": re.compile(
        r"(?:^|.*?(?:叫|是|在|位于|开在))(?:就|那|这|条|嘛)*(?P<found>(?!在|是|叫|就|位于|开|我|你|那条|这条)[\u3400-\u9fff]{1,10}?(?:大道|公路|路|(?<![沿临])街(?!道)|巷|浜|弄堂|(?<!街)道))(?!街道)"
    ),
    "lane_no": re.compile(
        rf"(?P<found>(?:[{NUMERAL}]+弄)?[甲乙丙丁]?[{NUMERAL}]+(?:-\d+)?号(?!楼|线|铺|店)(?:乙|甲|丙)?|[{NUMERAL}]+弄)"
    ),
    "floor": re.compile(
        rf"(?P<found>(?:地下|负|B|地上|第)?[{NUMERAL}]+(?:[到至、和\-][{NUMERAL}]+)?\s*(?:层|楼)|负[一二三1-3](?![{NUMERAL}])|[BLF]\d{{1,2}}(?!\d)(?:层|楼)?|底楼|底层|夹层|整层|\d{{1,2}}F)"
    ),
    "room": re.compile(
        rf"(?P<found>[A-Za-z]{{0,2}}\d{{0,2}}-?[{NUMERAL}]+[A-Za-z]?(?:-\d+[A-Za-z]?)?\s*(?:室|号?铺位?|号?店铺|号?档口|单元|号?柜|号房|房)|(?<![A-Za-z0-9-])(?![BbLlFf]\d{{1,2}}(?![\dA-Za-z-]))[A-Za-z]{{1,2}}\d{{0,2}}-?\d{{1,5}}[A-Za-z]?(?:-\d+[A-Za-z]?)?(?![\w楼层]))"
    ),
}


def part_in(name: str, text: str) -> str | None:
    """The part of an address (``road``, ``lane_no``, ``floor`` ...) that a few words hold, as they say it; None when they hold none."""
    match = _PART_FINDERS[name].search(_ALL_FLOORS.sub("", clean_words(text)))
    return match["found"].strip() if match is not None else None
