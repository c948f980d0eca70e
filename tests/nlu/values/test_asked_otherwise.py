"""An answer told in another measure than the question's, by its beginning, by its sides, or of another whole.

``("~", value)`` is a value to be asked back, None a rejection.
"""

from __future__ import annotations

from typing import Any

import pytest

from bot.nlu.values import read_value

from .reading import TODAY, offered, told

RENT = "每月租金多少元？"
DEPOSIT = "押金付了多少元？"
TURNOVER = "一年营业额多少元？"
END = "房子租到哪一天？"
FOUNDED = "执照上的成立日期是哪天？"
TOWN = "店在哪个街道或镇？"
DOOR = "门牌号是多少？"
FLOOR = "店在几楼？"
UNIT = "室号或铺位号是多少？"
CODE = "总部的评审编码是什么？"
HOST = "开在哪家店里？"
SYSTEM = "店里用什么系统管进货和卖药？"
SCOPE = "执照上的经营范围写了什么？"
OWNER = "房东（出租人或产权人）叫什么？"
CALLED = "门口或网上的店名叫什么？"
HEIGHT = "层高多少米？"
FLOUR = "一天用多少公斤面粉？"
WATER = "水箱多少升？"
ROOM = "店面多少平方米？"
PART = "其中多少人接触食品？"

SAID: dict[str, list[tuple[str, str, Any]]] = {
    "money": [
        (RENT, "每月六千", 6000),
        (RENT, "六千", 6000),
        (RENT, "一年九万六", 8000),
        (RENT, "年租十二万", 10000),
        (RENT, "一季度三万", 10000),
        (RENT, "半年三万六", 6000),
        (RENT, "一年十万", ("~", 8333.33)),
        (RENT, "自家房子，一分铜钿也不要", 0),
        (DEPOSIT, "押一付三，月租五千", 5000),
        (DEPOSIT, "两个月房租，房租每月六千", 12000),
        (TURNOVER, "每个月五万", ("~", 600000)),
        (TURNOVER, "一年八十万", 800000),
        (DEPOSIT, "一万二", 12000),
        (DEPOSIT, "房租每月七千", ("~", 7000)),
        ("房租多少？", "一个月七千", 7000),
        ("房租多少？", "一年八万四", ("~", 84000)),
        ("", "一年八万四", 84000),
    ],
    "number": [
        (HEIGHT, "2800毫米", 2.8),
        (HEIGHT, "320公分", 3.2),
        (HEIGHT, "三米二", 3.2),
        (HEIGHT, "3.2", 3.2),
        (FLOUR, "四十斤", 20),
        (FLOUR, "30公斤", 30),
        (FLOUR, "半吨", 500),
        (FLOUR, "两袋，一袋五十斤", None),
        (WATER, "1.5立方", 1500),
        (WATER, "500毫升", 0.5),
        (WATER, "80升", 80),
        ("", "四十斤", None),
    ],
    "date": [
        (END, "2026年5月1号起租，租两年", ("~", "2028-05-01")),
        (END, "从2026年5月1号开始", ("~", "2026-05-01")),
        (END, "2026年5月1号起租，到2028年4月30号", None),
        (END, "2028年4月30号", "2028-04-30"),
        ("健康证有效到哪一天？", "2026年9月3号发证，一年期", ("~", "2027-09-03")),
        ("健康证有效到哪一天？", "2026年2月29日", None),
        ("打算哪天开业？", "2027年3月8号开始", "2027-03-08"),
        (END, "2025.9.1-2028.8.31", "2028-08-31"),
        (END, "从今年3月1号到后年2月底", "2028-02-29"),
        (END, "五年租期，去年5月1号起", ("~", "2030-05-01")),
        (END, "2026年8月1号起，租期三年", ("~", "2029-08-01")),
        (END, "下个月月底", "2026-12-31"),
        (FOUNDED, "八月十六号", "2026-08-16"),
        (FOUNDED, "12月3号", "2025-12-03"),
        (FOUNDED, "26号", "2026-10-26"),
        (FOUNDED, "中秋节", "2026-09-25"),
        (FOUNDED, "今年三八妇女节", "2026-03-08"),
        (FOUNDED, "2062年5月6日", None),
        (FOUNDED, "明年3月", None),
        (FOUNDED, "去年3月5号，哦不，是4月5号", "2025-04-05"),
        (FOUNDED, "2023年5月8号，不对，是2022年", "2022-05-08"),
        ("打算哪天开业？", "八月十六号", "2027-08-16"),
        ("打算哪天开业？", "下个月月初", ("~", "2026-12-01")),
    ],
    "area": [
        (ROOM, "5米乘8米", 40),
        (ROOM, "4.5*6米", 27),
        (ROOM, "开间四米五，进深八米", ("~", 36)),
        (ROOM, "宽3米长10米，长方形", 30),
        (ROOM, "3乘8", None),
        (ROOM, "二十个半平方", 20.5),
        (ROOM, "八平方，按规定做的", 8),
        (ROOM, "规定要八平方", None),
        (ROOM, "建筑面积90，使用面积82，按使用面积填", None),
    ],
    "integer": [
        (PART, "除了老板都碰，一共八个人", 7),
        (PART, "除了老板都碰，一共五个要碰", None),
        (PART, "八个人", 8),
        ("店里一共多少人？", "一共八个人", 8),
        ("要几份？", "两份就好，一份挂店里一份放家里", 2),
    ],
    "text": [
        (TOWN, "房东说是田林街道的", "田林街道"),
        (TOWN, "听居委会讲归花木街道", "花木街道"),
        (TOWN, "周浦 老街那边", "周浦镇"),
        (TOWN, "惠南，靠近地铁站", "惠南镇"),
        (DOOR, "门牌还没钉", None),
        (DOOR, "没门牌的", None),
        (DOOR, "新楼，门牌号还没下来", None),
        (DOOR, "老房子没有门牌的", ("~", "老房子没有门牌的")),
        (FLOOR, "1到2楼 两层都是我们的", "1到2楼"),
        (FLOOR, "二楼 一整层都是我们的", "二楼"),
        (FLOOR, "一共两层", ("~", "一共两层")),
        (FLOOR, "一二两层都是我们的", "一二两层"),
        (UNIT, "103到105 三间打通的", "103到105"),
        (UNIT, "1203和1204打通的", "1203和1204"),
        (UNIT, "305室和306室 打通了", "305室和306室"),
        (UNIT, "没有单独室号", None),
        (UNIT, "没分铺号", None),
        (CODE, "在问总部", None),
        (CODE, "在找 我找到了发你", None),
        (CODE, "我在翻呢", None),
        (HOST, "开在世纪联华里面", "世纪联华"),
        (HOST, "在大润发里头", "大润发"),
        (HOST, "就在好德便利店里", "好德便利店"),
        (HOST, "世纪联华 真光路店", "世纪联华 真光路店"),
        (SYSTEM, "用总部统一的海典", "海典"),
        (SYSTEM, "公司给配的英克", "英克"),
        (SYSTEM, "系统是百望云", "百望云"),
        (SYSTEM, "还没装系统", ("~", "还没装系统")),
        (SCOPE, "和执照一样的啊", None),
        (SCOPE, "食品销售 日用百货 还有个图文制作", "食品销售 日用百货 还有个图文制作"),
        (OWNER, "房东是公司，叫上海徐房集团有限公司", "上海徐房集团有限公司"),
        (OWNER, "跟二房东租的 上海易居资产管理有限公司", "上海易居资产管理有限公司"),
        (OWNER, "房东是个老太太 王秀英", ("~", "房东是个老太太 王秀英")),
        (CALLED, "店名还在取", None),
        (CALLED, "两个名字在挑", ("~", "两个名字在挑")),
        (CALLED, "书店就叫半山", "半山"),
        ("网站、App 或小程序叫什么名字？", "我们小程序的名字是慢页书店", "慢页书店"),
        ("网站、App 或小程序叫什么名字？", "App名字是书单", "书单"),
    ],
    "duration": [("", "三十天，派出所规定的", "P30D"), ("", "三十天", "P30D")],
    "person_name": [
        ("", "弓长张，单名一个磊字", "张磊"),
        ("", "免贵姓周，周到的周，名叫国强", "周国强"),
        ("", "原来是李卫国，去年变更成他儿子李晓峰", "李晓峰"),
        ("", "和名称", None),
        ("", "和晓峰", "和晓峰"),
    ],
    "company_name": [
        ("", "上海、青禾、餐饮管理、有限公司", "上海青禾餐饮管理有限公司"),
        ("", "苏州青禾品牌管理有限公司，在上海没有分公司", "苏州青禾品牌管理有限公司"),
        ("", "门头上写的青禾面馆", "青禾面馆"),
        ("", "我要开的不是饭店，是小超市", None),
        ("", "那个……上海青禾餐饮有限公司静安第三分公司", "上海青禾餐饮有限公司静安第三分公司"),
    ],
    "address": [
        ("", "2号楼305，沪闵路100弄，闵行区", ("~", "闵行区沪闵路100弄")),
        ("", "静安的，江宁路100号", "静安江宁路100号"),
        ("", "静安区江宁路100号", "静安区江宁路100号"),
    ],
    "boolean": [
        ("客房里有没有不带窗户的？", "三楼都有，二楼那两间没有", ("~", True)),
        ("客房里有没有不带窗户的？", "没有", False),
        ("会在网上卖吗？", "现在哪有面馆不做外卖的啦", ("~", True)),
        ("会在网上卖吗？", "哪有", False),
        ("店搬到别的地方了吗？", "一样的", None),
        ("店的地址和执照上一样吗？", "一样的", True),
    ],
    "business_hours": [
        ("", "双休日才开，9点到17点，平时我要上班", {"days": [6, 7], "slots": [["09:00", "17:00"]]}),
    ],
}  # fmt: skip

DRUGS = offered("rx=处方药/处方", "otc=非处方药/OTC", "tcm=中药饮片/中药", "device=医疗器械/血压计")
MEAT = offered("pork=生猪产品/猪肉", "beef=牛羊肉/牛羊,羊肉", "poultry=禽/鸡鸭,鸡肉")
ONLINE = offered("platform=外卖平台/美团,饿了么", "shop=电商平台/淘宝,京东", "live=直播")
RULES = offered("check=自查", "health=健康管理/晨检", "training=培训", "waste=垃圾处理")
GAS = offered("pipe=管道燃气/天然气", "bottle=瓶装液化气/罐头气,煤气罐", "electric=电/用电,插电")

CHOSEN: list[tuple[Any, str, Any]] = [
    (DRUGS, "处方非处方都卖，中药没有", ["rx", "otc"]),
    (DRUGS, "只卖非处方", ["otc"]),
    (MEAT, "猪肉不卖，牛羊跟鸡都有", ["beef", "poultry"]),
    (ONLINE, "美团先上，淘宝店的事以后再说", ["platform"]),
    (RULES, "差一个培训，别的都有", ["check", "health", "waste"]),
    (RULES, "必须的两项，加上培训", ("~", ["training"])),
    (GAS, "罐头气老早不用了，现在都插电", ["electric"]),
]


@pytest.mark.parametrize(
    ("kind", "ask", "text", "expected"), [(kind, *row) for kind, rows in SAID.items() for row in rows]
)
def test_the_value_is_the_one_that_was_asked_for_or_it_is_asked_back(
    kind: str, ask: str, text: str, expected: Any
) -> None:
    assert told(read_value(kind, text, today=TODAY, ask=ask)) == expected


@pytest.mark.parametrize(("options", "text", "expected"), CHOSEN)
def test_what_is_left_out_is_not_chosen(options: Any, text: str, expected: Any) -> None:
    assert told(read_value("multi_choice", text, today=TODAY, options=options)) == expected
