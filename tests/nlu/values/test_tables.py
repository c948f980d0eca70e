"""What people say, and what each reader makes of it: one table a kind.

``("~", value)`` is a value said roughly, a pair of bounds a range, a text with a dot a rejection's code.
"""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.engine.values import Rejection, Value
from bot.nlu.values import KINDS, ChoiceOption, read_value

from .reading import TODAY, seen

HOUSES = (
    ChoiceOption("owned", "自有", ("自己的房子", "自家的")),
    ChoiceOption("leased", "租赁", ("租的", "租来的")),
    ChoiceOption("free", "无偿使用", ("免费用",)),
    ChoiceOption("booth", "商场、美食广场档口", ("档口", "商场里")),
)
DRINKS = (
    ChoiceOption("brew", "冲泡调配", ("奶茶", "咖啡")),
    ChoiceOption("juice", "现榨果汁", ("果汁", "鲜榨")),
    ChoiceOption("ice", "冰淇淋"),
    ChoiceOption("cake", "裱花", ("裱花蛋糕",)),
)
OPTIONS = {"choice": HOUSES, "multi_choice": DRINKS}

TABLE: dict[str, list[tuple[str, Any]]] = {
    "area": [
        ("八十平", 80),
        ("一共八十平", 80),
        ("一百二十来平米", ("~", 120)),
        ("80", 80),
        ("80㎡", 80),
        ("250 m²", 250),
        ("八十个平方", 80),
        ("差不多80", ("~", 80)),
        ("50到60平", (50, 60)),
        ("五六十平", (50, 60)),
        ("一亩", 666.67),
        ("面积是八十平米", 80),
        ("店面大概一百二", ("~", 120)),
        ("120多平", ("~", 120)),
        ("两百五", 250),
        ("３０平", 30),
        ("80.5平方米", 80.5),
        ("八十平左右吧", ("~", 80)),
        ("嗯，那个，八十", 80),
        ("不是80是90", 90),
        ("今天星期三", "area.unreadable"),
        ("多大算小店？", "area.unreadable"),
        ("80平还是90平", "area.ambiguous"),
        ("一千零五十平方", 1050),
        ("1,200平", 1200),
        ("大约1百2十平", ("~", 120)),
        ("半亩地", 333.33),
    ],
    "money": [
        ("五十万", 500000),
        ("1.2万", 12000),
        ("十二万三", 123000),
        ("两百五", 250),
        ("3千5", 3500),
        ("壹佰元整", 100),
        ("三块五", 3.5),
        ("12元8角", 12.8),
        ("¥1,200", 1200),
        ("五十万元人民币", 500000),
        ("2万5", 25000),
        ("20w", 200000),
        ("3k", 3000),
        ("投资大概五十万", ("~", 500000)),
        ("10到20万", (100000, 200000)),
        ("一亿", 100000000),
        ("伍万叁仟元整", 53000),
        ("十来万", ("~", 100000)),
        ("10-20万", (100000, 200000)),
        ("没想好", "money.unreadable"),
    ],
    "integer": [
        ("六个人", 6),
        ("一共六个人", 6),
        ("总共一个人", 1),
        ("一起算一下十个", 10),
        ("12", 12),
        ("十二个", 12),
        ("七八个", (7, 8)),
        ("就我一个", 1),
        ("夫妻俩", 2),
        ("没有", 0),
        ("3个半", "integer.out_of_range"),
        ("20来个人", ("~", 20)),
        ("连我五个", 5),
        ("两台", 2),
        ("廿三", 23),
    ],
    "date": [
        ("2026年12月1日", "2026-12-01"),
        ("2029年底", ("~", "2029-12-31")),
        ("2029年年底", ("~", "2029-12-31")),
        ("2028年元旦", "2028-01-01"),
        ("二〇二九年国庆节", "2029-10-01"),
        ("2027-3-8", "2027-03-08"),
        ("12.1", "2026-12-01"),
        ("12月1号", "2026-12-01"),
        ("26年12月1日", "2026-12-01"),
        ("下个月一号", "2026-12-01"),
        ("明天", "2026-11-25"),
        ("大后天", "2026-11-27"),
        ("下周三", "2026-12-02"),
        ("国庆", "2027-10-01"),
        ("明年元旦", "2027-01-01"),
        ("春节", "2027-02-06"),
        ("农历八月十五", "2027-09-15"),
        ("三个月后", "2027-02-24"),
        ("半个月后", "2026-12-09"),
        ("2026年2月30日", "date.impossible"),
        ("年底前", ("~", "2026-12-31")),
        ("二零二七年三月八号", "2027-03-08"),
        ("月底", ("~", "2026-11-30")),
        ("20270308", "2027-03-08"),
        ("腊月初八", "2027-01-15"),
        ("租到2029年6月30日", "2029-06-30"),
        ("什么时候都行", "date.unreadable"),
        ("去年5月1号", "2025-05-01"),
    ],
    "time_range": [
        ("早九点到晚十点", ["09:00", "22:00"]),
        ("9:00-22:00", ["09:00", "22:00"]),
        ("上午10点半到凌晨2点", ["10:30", "02:00"]),
        ("十点到十点", ["10:00", "22:00"]),
        ("24小时", ["00:00", "24:00"]),
        ("早上九点到晚上十点", ["09:00", "22:00"]),
        ("九点到六点", ["09:00", "18:00"]),
        ("9点一刻到18点三刻", ["09:15", "18:45"]),
        ("朝九晚五", ["09:00", "17:00"]),
        ("晚上六点到凌晨两点", ["18:00", "02:00"]),
        ("早8晚10", ["08:00", "22:00"]),
        ("下午2点到晚上12点", ["14:00", "24:00"]),
        ("9-18点", ["09:00", "18:00"]),
        ("10点半-21点半", ["10:30", "21:30"]),
        ("八点到八点", ["08:00", "20:00"]),
    ],
    "business_hours": [
        ("工作日早九点到晚十点，周末休息", {"days": [1, 2, 3, 4, 5], "slots": [["09:00", "22:00"]]}),
        ("每天9:00-21:00", {"days": [1, 2, 3, 4, 5, 6, 7], "slots": [["09:00", "21:00"]]}),
        ("周一到周五9-18点", {"days": [1, 2, 3, 4, 5], "slots": [["09:00", "18:00"]]}),
        ("全年无休 10点到22点", {"days": [1, 2, 3, 4, 5, 6, 7], "slots": [["10:00", "22:00"]]}),
        ("周一休息，其他时间早十点到晚九点", {"days": [2, 3, 4, 5, 6, 7], "slots": [["10:00", "21:00"]]}),
        ("早九点到晚十点", {"days": [1, 2, 3, 4, 5, 6, 7], "slots": [["09:00", "22:00"]]}),
        ("工作日9点到18点，周末10点到16点", "business_hours.differs"),
        (
            "上午9点到11点，下午2点到6点",
            {"days": [1, 2, 3, 4, 5, 6, 7], "slots": [["09:00", "11:00"], ["14:00", "18:00"]]},
        ),
        ("周一到周六 早上七点到晚上九点", {"days": [1, 2, 3, 4, 5, 6], "slots": [["07:00", "21:00"]]}),
        ("除周一外每天10点到20点", {"days": [2, 3, 4, 5, 6, 7], "slots": [["10:00", "20:00"]]}),
    ],
    "mobile": [
        ("13812345678", "13812345678"),
        ("一三八 一二三四 五六七八", "13812345678"),
        ("幺三八12345678", "13812345678"),
        ("+86 138-1234-5678", "13812345678"),
        ("我手机号是138 1234 5678", "13812345678"),
        ("1381234567", "mobile.length"),
        ("12345678901", "mobile.prefix"),
        ("没有", "mobile.unreadable"),
    ],
    "phone": [
        ("021-62345678", "02162345678"),
        ("62345678", "02162345678"),
        ("400-820-0000", "4008200000"),
        ("座机是021 6234 5678", "02162345678"),
    ],
    "id_card": [
        ("11010519491231002X", "11010519491231002X"),
        ("11010519491231002x", "11010519491231002X"),
        ("110105194912310021", "id_card.check_digit"),
        ("1101051949123100", "id_card.length"),
        ("身份证号是110105 19491231 002X", "11010519491231002X"),
        ("11010519491331002X", "id_card.date"),
        ("1101O519491231002X", "id_card.characters"),
    ],
    "uscc": [
        ("91110000600037341L", "91110000600037341L"),
        ("9111000060003734lL", "uscc.characters"),
        ("91110000600037341M", "uscc.check_digit"),
        ("信用代码91110000600037341L", "91110000600037341L"),
        ("911100006000", "uscc.length"),
    ],
    "person_name": [
        ("张伟", "张伟"),
        ("我叫张伟", "张伟"),
        ("法人是张伟", "张伟"),
        ("欧阳娜娜", "欧阳娜娜"),
        ("张先生", "person_name.surname_only"),
        ("老板", "person_name.unreadable"),
        ("迪丽热巴·迪力木拉提", "迪丽热巴·迪力木拉提"),
        ("張偉", "張偉"),
        ("李", "person_name.surname_only"),
        ("叫王小明", "王小明"),
        ("John Smith", "John Smith"),
        ("我", "person_name.unreadable"),
        ("时为民", "时为民"),
        ("张伟先生", "张伟"),
        ("于是", ("~", "于是")),
        ("我叫于是", "于是"),
        ("包子", ("~", "包子")),
        ("麻烦，张伟", "张伟"),
    ],
    "company_name": [
        ("店名叫阿婆奶茶", "阿婆奶茶"),
        ("上海阿婆餐饮管理有限公司", "上海阿婆餐饮管理有限公司"),
        ("叫“小确幸”", "小确幸"),
        ("还没想好", "company_name.unreadable"),
        ("就叫阿婆吧", "阿婆"),
    ],
    "address": [
        ("南京西路1234号", "南京西路1234号"),
        ("静安区南京西路1788号3楼302室", "静安区南京西路1788号3楼302室"),
        ("地址在静安区南京西路一千七百八十八号", "静安区南京西路1788号"),
        ("静安区", "address.incomplete"),
        ("延安中路123弄4号", "延安中路123弄4号"),
        ("没有", "address.unreadable"),
        ("八十平", "address.unreadable"),
        ("北京西路100号B1层", "北京西路100号B1层"),
    ],
    "boolean": [
        ("有是有，不过很小", ("~", True)),
        ("不打算做堂食", False),
        ("算是吧", ("~", True)),
        ("没有", False),
        ("是的", True),
        ("看情况", "boolean.unsure"),
        ("不是没有", True),
        ("有", True),
        ("不卖", False),
        ("对", True),
        ("嗯", True),
        ("要做外卖", True),
        ("不做外卖", False),
        ("暂时没有", False),
        ("没错", True),
        ("没问题", True),
        ("不用", False),
        ("我没有被处罚过", False),
        ("从来没有", False),
        ("当然有", True),
        ("一个都没有", False),
        ("有的有的", True),
        ("肯定不做", False),
        ("应该有吧", ("~", True)),
        ("同意", True),
        ("我承诺", True),
        ("不同意", False),
        ("做的", True),
        ("外卖也做", True),
        ("堂食有，外卖没有", True),
        ("上饿了么", True),
        ("上么", "boolean.unreadable"),
        ("放一台", True),
        ("请了代办", True),
        ("没请", False),
    ],
    "choice": [
        ("租的", "leased"),
        ("第二个", "leased"),
        ("2", "leased"),
        ("B", "leased"),
        ("自己的房子", "owned"),
        ("商场里的档口", "booth"),
        ("租赁吧", "leased"),
        ("是租来的", "leased"),
        ("最后一个", "booth"),
        ("不是租的", "choice.unreadable"),
        ("随便", "choice.unreadable"),
        ("档口", "booth"),
        ("房子是租的", "leased"),
    ],
    "multi_choice": [
        ("1和3", ["brew", "ice"]),
        ("前两个", ["brew", "juice"]),
        ("除了裱花都有", ["brew", "juice", "ice"]),
        ("都没有", []),
        ("全部", ["brew", "juice", "ice", "cake"]),
        ("奶茶和果汁", ["brew", "juice"]),
        ("奶茶，不做裱花", ["brew"]),
        ("1、2、4", ["brew", "juice", "cake"]),
        ("没有裱花，有奶茶和冰淇淋", ["brew", "ice"]),
        ("咖啡", ["brew"]),
    ],
}

#: Words that hold digits or names and answer nothing.
TRAPS = [
    "今天星期三",
    "我家住三楼",
    "上次来了2个人问过",
    "2026年的政策是什么",
    "听说要交500块？",
    "你好",
    "什么意思",
    "这个怎么填",
    "#￥%",
    "😀😀",
]


@pytest.mark.parametrize(
    ("kind", "text", "expected"),
    [pytest.param(kind, *row, id=f"{kind}-{row[0]}") for kind, rows in TABLE.items() for row in rows],
)
def test_what_is_said_is_what_is_read(kind: str, text: str, expected: Any) -> None:
    assert seen(read_value(kind, text, today=TODAY, options=OPTIONS.get(kind, ()))) == expected


@pytest.mark.parametrize("text", TRAPS)
@pytest.mark.parametrize(
    "kind", ["area", "money", "integer", "mobile", "id_card", "uscc", "boolean", "time_range", "percentage", "date"]
)
def test_nothing_is_read_where_nothing_was_said(kind: str, text: str) -> None:
    assert isinstance(read_value(kind, text, today=TODAY), Rejection)


@given(kind=st.sampled_from(sorted(KINDS)), text=st.text(max_size=60))
def test_no_text_raises(kind: str, text: str) -> None:
    assert isinstance(read_value(kind, text, today=TODAY, options=OPTIONS.get(kind, ())), (Value, Rejection))


@pytest.mark.parametrize("kind", sorted(KINDS))
@pytest.mark.parametrize(
    "text", ["八" * 10_000, "一百" * 150, "1" * 300, "周一到" * 90, "路" * 300, "(" * 300, " ," * 150, "不是" * 150]
)
def test_long_and_hostile_text_ends(kind: str, text: str) -> None:
    assert isinstance(read_value(kind, text, today=TODAY, options=OPTIONS.get(kind, ())), (Value, Rejection))
