"""Counts: persons, seats, copies, machines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Final

from bot.engine.values import Rejection, Value

from .evasion import is_unknown
from .numerals import NUMERAL, parse_number
from .phrase import ChoiceOption, Phrase, refused, unreadable
from .quantities import Quantity
from .reckoned import ROW, reckoned
from .sums import counted_twice, persons_in, seats_at, sum_of_parts
from .years import age_told, year_told

_ACCEPTED: Final = "六个人、12"
_INTEGER: Final = Quantity(
    kind="integer",
    units={
        r"打": Decimal(12),
        r"双|对(?!外)": Decimal(2),
        r"(?:个|位|名|口|号)?(?:人|员工|伙计|师傅|店员|工人|职工|同事|小伙伴|座位|位子|位置|座儿?|桌子?|台子|餐位|卡座)|位|名|口子?|个": Decimal(
            1
        ),
        r"路(?=$|[,，监摄吧的])": Decimal(1),
        r"份|台|张|把|条|间|套|辆|件|本|只|层|家|餐|次|顿|瓶|箱|部|架|组|排": Decimal(1),
    },
    words=r"员工|职工|人数|人手|座位数?|座|副本|数量|正好|老板|老板娘|连我|算上我|包括我|健康证|体检|应体检|人|从业人员|店员|设备|份数|桌子?|椅子?|凳子?|能坐|坐|在内|请了|雇了|招了|能|可以|最多能",
    accepted=_ACCEPTED,
    integer=True,
    highest=Decimal(10) ** 7,
)
_WORDS: Final = {
    "没有": 0,
    "没": 0,
    "无": 0,
    "零": 0,
    "就我一个": 1,
    "就我自己": 1,
    "就我光杆司令": 1,
    "光杆司令": 1,
    "光杆司令就我自己": 1,
    "我一个人": 1,
    "就我": 1,
    "就我一人": 1,
    "就我自己一个人": 1,
    "只有我": 1,
    "只有我自己": 1,
    "我自己": 1,
    "一个都没有": 0,
    "一个也没有": 0,
    "都没有": 0,
}
#: 「前厅一个都没有」, 「一台也没装」; 「一个都没定」 says nothing.
_NONE: Final = re.compile(
    r"[^0-9零一二两三四五六七八九十百千几,，]{0,8}(?:一|半)(?:个|张|位|台|名|只|件|份|家|间|套|把|条)(?:(?:人|员工)?(?:都|也)?|[\u3400-\u9fff]{1,3}(?:都|也))(?:(?:没有?|无)(?![想定决确谈数])[\u3400-\u9fff]{0,2}?|不(?:请|招|雇|放|摆|设|要|用))?(?<=[没有无不得请招雇放摆设要用装配买到])[吧的了呢啊]*(?:[,，][^0-9零一二两三四五六七八九十百半几]*)?"
)
#: 「没有座位，都是外带」: no thing that is counted.
_EMPTY: Final = re.compile(
    r"(?:我们|店里|这里|暂时|目前|现在|还|是|都)*(?:没(?:有|得)?(?:设|请|摆|放|招|雇|配|装|买)?|不(?:设|摆|放|请|招|雇)|无)(?:人|员工|伙计|店员|帮手|座位|座椅|座|位子|桌子|桌椅|桌|堂食|餐位|包间|包厢|设备|冰箱|冰柜|健康证)(?:的|了|啊)?(?:[,，][^0-9零一二两三四五六七八九十百半几]*)?"
)
_NOT_YET: Final = re.compile(r"还没|暂时|健康证")
#: 「就一楼，沿街的」: the number of a floor, where no other number is said.
_FLOOR: Final = re.compile(
    r"(?:就|在|是|位于)*(?P<n>[0-9]{1,2}|[一二三四五六七八九十]{1,3})(?:楼|层)(?:的|吧)?(?:[,，][^0-9零一二两三四五六七八九十百]*)?"
)
#: Two or three persons said by what they are to each other.
_TOGETHER: Final = re.compile(
    r"(?:就|只有)?(?:我们?|咱们?|俺们?|我和?)?(?:(?P<two>(?:夫妻|爷|娘|婆媳|师徒|父女|母子|祖孙|叔侄|兄妹|姐弟|闺蜜)俩|两口子|小两口|俩人?|一对夫妻|夫妻店|夫妻两个人?|夫妻二人|兄弟俩|姐妹俩|姐俩|哥俩|母女俩|父子俩)|(?P<three>仨人?|一家三口|爷仨|娘仨))"
)


#: 「正本就行，副本不要」.
_NO_COPIES: Final = re.compile(r"副本(?:就|都|也)?(?:不要|不用|免了|不需要)|(?:只要|就要|光要)(?:一份)?正本")
#: 「两分就好」, as it is heard.
_COPIES: Final = re.compile(r"(?<=[0-9一二两三四五六七八九])分(?!之)")
#: 「靠窗六个，里面没了」: there are no more.
_NO_MORE: Final = re.compile(
    r"[,，](?:里面|外面|后面|别处|别的|其他)?(?:就|也|都)?(?:没了|没有了|没别的了?|没有别的了?|就这些)$"
)
#: 「俩冰箱」.
_TWO_THINGS: Final = re.compile(r"(?:就|有)?(?:(?P<two>俩)|仨)(?:大|小)?[\u3400-\u9fff]{2,3}")
#: So many for each of them is not how many there are.
_EACH: Final = re.compile(r"人手一|每人[一1]|一人[一1]")
#: 「我跟老公，再加两个小妹」: persons added to persons, without the sum.
_JOINED: Final = re.compile(
    r"(?:我|老公|老婆|夫妻|两口子|爱人|爸|妈|儿子|女儿|弟弟?|妹妹?|哥|姐)[^,，]{0,6}[,， ]*(?:再|另外?|外)(?:加|请|招|雇)"
    r"|^(?:老板娘?|店长|我|我们?夫妻|我们?两口子)(?:自己)?(?:[加带和跟]|还有)(?:了|着|上|另外)?[一二两三四五六七八九十0-9]"
)
_SUM: Final = re.compile(
    r"一共|总共|合计|加起来|拢共|统共|[,，][^,，]{0,3}[0-9二两三四五六七八九十]+(?:个|位|名)?(?:人)?$"
)


#: 「两份就好，一份挂墙上一份放家里」: what each of them is for.
_ONE_EACH: Final = re.compile(
    r"[,，]一(?P<of>[份张本台个])[^,，一0-9]{1,10}[,，]?(?:另外?)?一(?P=of)[^,，一0-9]{1,10}$"
)
#: 「要三份，一份得放总部」, 「五个，下个月还要招俩」, 「12张桌子，都是四人位的」.
_ONE_FOR: Final = re.compile(
    r"(?<=[0-9二两三四五六七八九十][份张本台个])[,，](?:其中)?[一1][份张本台个](?:要|得|放|给|挂|留|贴|寄)[^,，0-9]*$"
)
_TO_COME: Final = re.compile(
    r"(?<=.)[,，](?:下个?月|下周|下星期|明年|年后|以后|过阵子|过段时间|回头|后面|将来)(?:还|再|准备|打算|想|要|会)*(?:招|加|请|添|买|装|雇|摆)[^,，]*$"
)
#: 「目前招到5个 还差两个」: who is not there yet.
_STILL_LACKING: Final = re.compile(
    r"(?<=[0-9一二两三四五六七八九十个位名人张台])[,，\s]+(?:就|只)?(?:还)?(?:差|缺|少)(?:着)?[0-9一二两三四五六七八九十几]+(?:个|位|名|张|台)(?:人)?(?:没(?:招|到|请|买|装)[^,，]*)?[的了呢]*$"
)
#: 「五个，能存三个月」: how long something lasts counts no things.
_SO_LONG: Final = re.compile(
    rf"(?<=.)[,，][^,，{NUMERAL}]{{0,6}}[{NUMERAL}]+(?:个月|个星期|个礼拜|天|年)(?:的|左右|以上|多)*$"
)
_ASKS_HOW_LONG: Final = re.compile(r"[月天年]|多久|多长")
_FOUR_EACH: Final = re.compile(
    r"(?<=[桌台]子|餐桌)[,，](?:都是|全是|统统)?[一二两三四五六七八九十0-9]+人(?:位|桌|台)的?$"
)
#: 「除了收银那个都碰，总共七个人」: the whole, where a part of it was asked for.
_ALL_BUT: Final = re.compile(
    r"除了?[^,，]{1,12}(?:都|全).*(?:总共|一共|全部|拢共|统共)|(?:总共|一共|全部|拢共|统共).*(?:剩下|其余|其他|别的|余下)[^,，]{0,4}都"
)
#: 「八把椅子一条长凳，长凳坐三个」: seats of some of the things that were counted before.
_SEATED: Final = re.compile(rf"[{NUMERAL}][^,，]{{1,8}}[{NUMERAL}][^,，]*[,，][^,，]{{0,6}}坐[{NUMERAL}]+(?:个|位|人)?")


def read(phrase: Phrase, *, today: date, options: Sequence[ChoiceOption], ask: str = "") -> Value | Rejection:
    """A whole number, 0 or more."""
    phrase = _asked_about(phrase, ask)
    total = _added_up(phrase.text, ask)
    if total is not None:
        return Value(total)
    if _none_of_it(phrase.text, ask):
        return Value(0)
    if "座" in ask and _ROW_AND.search(phrase.text) is not None:
        return refused("integer.ambiguous", phrase, accepted=_ACCEPTED)
    if "其中" in ask and _WHOLE_AND_PARTS.search(phrase.text) is not None:
        return refused("integer.ambiguous", phrase, accepted=_ACCEPTED)
    if _SEATED.search(phrase.text) is not None or ("其中" in ask and _ALL_BUT.search(phrase.text)):
        return refused("integer.ambiguous", phrase, accepted=_ACCEPTED)
    if is_unknown(phrase.text) and not any(one in NUMERAL for one in phrase.text):
        return unreadable("integer", phrase, accepted=_ACCEPTED)
    plain = _in_words(phrase.text, ask)
    if plain is not None:
        return plain
    if _EACH.search(phrase.text) is not None:
        return unreadable("integer", phrase, accepted=_ACCEPTED)
    if _JOINED.search(phrase.text) and _SUM.search(phrase.text) is None:
        return refused("integer.ambiguous", phrase, accepted=_ACCEPTED)
    text = _FOUR_EACH.sub(
        "", _ONE_FOR.sub("", _TO_COME.sub("", _ONE_EACH.sub("", _STILL_LACKING.sub("", phrase.text))))
    )
    text = text if _ASKS_HOW_LONG.search(ask) is not None else _SO_LONG.sub("", text)
    return _INTEGER.read(Phrase(phrase.original, text))


#: 「沙发一圈加四把椅子」: how many sit on the row is not told.
_ROW_AND: Final = re.compile(
    rf"一[排溜圈](?:沙发|卡座|长凳|条凳)?(?:外|再)?(?:加上?|和|跟|还有|[,，、])[^,，]{{0,4}}[{NUMERAL}]"
)
#: 「一共四个人，三个剪头发一个收银」: the whole first, where some of them were asked for.
_WHOLE_AND_PARTS: Final = re.compile(
    rf"(?:一共|总共|拢共|统共|全部|店里)(?:是|有)?[{NUMERAL}]+(?:个|位|名)?(?:人|员工)?[,，\s][^,，]{{0,4}}[{NUMERAL}]+(?:个|位|名)[^,，]*[{NUMERAL}]+(?:个|位|名)"
)
_LACKING: Final = re.compile(
    r"(?:我们|店里|这里|都|暂时|目前)*没(?:有|放|装|设|摆)?(?P<thing>[\u3400-\u9fff]{1,3}?)(?:的|了|呀|啊)?(?:[,，][^0-9零一二两三四五六七八九十百半几]*)?"
)


def _none_of_it(text: str, ask: str) -> bool:
    """「没床」 to 「一共几张床」: none of what is counted."""
    lacking = _LACKING.fullmatch(text)
    return (
        lacking is not None and re.search(rf"(?:几|多少)[\u3400-\u9fff]?{re.escape(lacking['thing'])}", ask) is not None
    )


def _asked_about(phrase: Phrase, ask: str) -> Phrase:
    """The words without what says that there are no more, and without a row that holds the seats; copies by their right name."""
    text = _NO_MORE.sub("", phrase.text)
    if "座" in ask and ROW.search(text) is not None and _ROW_AND.search(text) is None and reckoned(text, ask) is None:
        text = ROW.sub("", text)
    return Phrase(phrase.original, _COPIES.sub("份", text) if "份" in ask else text)


def _added_up(text: str, ask: str) -> int | None:
    """What the words come to: persons, tables, parts, so many of so many; a year or an age, where one is asked for."""
    persons = None
    if re.search("人|员工", ask) is not None and "其中" not in ask:
        persons = persons_in(text)
        persons = counted_twice(text) if persons is None else persons
    total = persons if persons is not None else seats_at(text) if "座" in ask else None
    total = sum_of_parts(text, ask) if total is None else total
    total = reckoned(text, ask) if total is None else total
    if total is not None:
        return int(total)
    year = year_told(text, ask)
    return age_told(text, ask) if year is None else year


def _in_words(text: str, ask: str) -> Value | None:
    """A count that is told without a numeral, or with one that is part of another word; None where none is."""
    if _NONE.fullmatch(text) or _NONE.fullmatch(re.split("[,，]", text)[-1]):
        return Value(0)
    floor = _FLOOR.fullmatch(text)
    if floor is not None and (count := parse_number(floor["n"])) is not None and count.value is not None:
        return Value(int(count.value))
    if "副本" in ask and _NO_COPIES.search(text) is not None:
        return Value(0)
    bare = text.strip("吧啊呢的了哈 。")
    if bare in _WORDS:
        return Value(_WORDS[bare])
    if _EMPTY.fullmatch(text):
        return Value(0, approx=_NOT_YET.search(text) is not None)
    some = _TOGETHER.fullmatch(bare) or (_TWO_THINGS.fullmatch(text) if "几" in ask else None)
    return Value(2 if some["two"] else 3) if some is not None else None
