"""Values that name their fact, and values that show by themselves whose they are."""

from __future__ import annotations

import pytest

from .shop import said

ROWS = [
    # three at once, in the order of the example, with and without punctuation
    ("name", "店名叫阿婆奶茶，南京西路1234号，八十平", ["= 阿婆奶茶", "address = 南京西路1234号", "area = 80"]),
    ("tenure", "店名叫阿婆奶茶，南京西路1234号，八十平", ["name = 阿婆奶茶", "address = 南京西路1234号", "area = 80"]),
    ("name", "店名叫阿婆奶茶面积八十平电话13812345678", ["= 阿婆奶茶", "area = 80", "contact.mobile = 13812345678"]),
    ("name", "阿婆奶茶，在南京西路1234号，大概八十平", ["address = 南京西路1234号", "area = ~80", "= 阿婆奶茶"]),
    ("area", "店名 阿婆奶茶 面积 80", ["name = 阿婆奶茶", "= 80"]),
    # the asked fact takes what names nothing
    ("tenure", "租的，电话13812345678", ["contact.mobile = 13812345678", "= leased"]),
    ("boss.name", "张伟，身份证号11010519491231002X", ["boss.id_no = 11010519491231002X", "= 张伟"]),
    ("address", "静安区，南京西路1234号，八十平", ["area = 80", "= 静安区南京西路1234号"]),
    ("seats", "20个座位，面积120", ["= 20", "area = 120"]),
    ("dine_in", "有的，二十个座位", ["seats = 20", "= True"]),
    ("dine_in", "有堂食，不做外卖", ["= True", "online = False"]),
    # another fact only by its name
    ("seats", "面积80平", ["area = 80"]),
    ("name", "面积八十平", ["area = 80"]),
    ("area", "厨房二十平", ["kitchen = 20"]),
    ("area", "厨房二十平，总面积八十", ["kitchen = 20", "= 80"]),
    ("seats", "法人的电话是13812345678", ["boss.mobile = 13812345678"]),
    ("seats", "法人电话13812345678", ["boss.mobile = 13812345678"]),
    ("seats", "电话是13812345678", ["contact.mobile = 13812345678"]),
    ("seats", "联系电话：１３８１２３４５６７８", ["contact.mobile = 13812345678"]),
    ("area", "地址在静安区南京西路1234号", ["address = 静安区南京西路1234号"]),
    ("area", "户口地址是静安区南京西路1号", ["home = 静安区南京西路1号"]),
    ("area", "二十个座位", ["seats = 20"]),
    ("area", "没有堂食", ["dine_in = False"]),
    ("area", "房子来源是租的", ["tenure = leased"]),
    ("area", "邮箱没有", ["email = (none)"]),
    ("area", "法人叫李小红", ["boss.name = 李小红"]),
    ("area", "開業日期是明年3月1日", ["opened = 2027-03-01"]),
    ("staff[2].name", "王芳，电话13912345678", ["staff[2].mobile = 13912345678", "= 王芳"]),
    # unnamed values of other kinds: taken where they can belong to one fact only, else put up for a yes
    ("name", "八十平", ["area = 80"]),
    ("seats", "八十平", ["area = 80"]),
    ("seats", "南京西路1234号", ["address = 南京西路1234号"]),
    ("name", "13812345678", ["maybe contact.mobile = 13812345678"]),
    ("seats", "11010519491231002X", ["boss.id_no = 11010519491231002X"]),
    # a number meant for a named fact is refused aloud
    ("seats", "20个，身份证110105194912310021", ["boss.id_no = !id_card.check_digit", "= 20"]),
    # rough values stay rough, ranges stay ranges
    ("seats", "面积大概八十", ["area = ~80"]),
    ("seats", "面积五十到六十平", ["area = 50..60"]),
]

LEFT_ALONE = [
    # a name without a value fills nothing
    ("seats", "面积我还不知道", ["= !integer.unreadable"]),
    ("seats", "里面积水了", ["= !integer.unreadable"]),
    ("name", "面积还没定", ["unknown unclear"]),
    ("name", "电话打不通", ["unknown unclear"]),
    ("seats", "地址等会儿给你", ["= !integer.unreadable"]),
    # a fact that cannot be answered now does not lend its value to the asked one
    ("contact.mobile", "食品安全员电话是13812345678", ["unknown unclear"]),
    # free text is taken whole
    ("scope", "餐饮服务，电话13812345678，面积80平", ["= 餐饮服务，电话13812345678，面积80平"]),
]


@pytest.mark.parametrize(("key", "text", "commands"), [*ROWS, *LEFT_ALONE], ids=lambda value: str(value)[:24])
def test_a_value_goes_where_it_is_named(key: str, text: str, commands: list[str]) -> None:
    assert said(text, key) == commands
