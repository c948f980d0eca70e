"""Whole messages of chemists, salons, hotels, karaoke and bookshops: what stands beside an answer, and answers told anew."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.engine import Address
from bot.engine.values import Json

from .shop import show
from .test_real_content import asking
from .test_said_by_others import load_once, understander

#: Scenario; asked; said; what was answered before (the last of them last); what is understood.
Row = tuple[str, str, str, dict[str, Json], list[str]]

BESIDE: list[Row] = [
    ("pharmacy", "drug.quality.name", "质量负责人周建平 本科",
     {}, ["drug.quality.education = bachelor", "= 周建平"]),
    ("pharmacy", "drug.quality.name", "也是她", {"drug.principal.name": "陆晓芸"}, ["= ~陆晓芸"]),
    ("pharmacy", "drug.quality.name", "还是同一个人", {"drug.principal.name": "陆晓芸"}, ["= ~陆晓芸"]),
    ("optician", "legal_rep.name", "负责人叫欧阳敏，证麻烦寄过来", {}, ["= 欧阳敏", "delivery_method = mail"]),
    ("homestay", "hyg.room_count", "一共八间 最多住16个人", {}, ["hotel.max_guests = 16", "= 8"]),
    ("homestay", "hotel.structure", "砖木的 1936年造的", {}, ["hotel.built_year = 1936年", "= brick_wood"]),
    ("homestay", "hotel.official", "都不是公务员，我做外贸的", {}, ["= False"]),
    ("homestay", "hotel.accept_foreign", "老外蛮多的 wifi也有", {}, ["hotel.wifi = True", "= True"]),
    ("bookshop", "publication.textbook", "课本不卖 教辅有几本", {}, ["publication.tutor_books = True", "= False"]),
    ("bookshop", "publication.warehouse.used", "在松江租了个库房 90平", {}, ["publication.warehouse.area = 90", "= True"]),
    ("restaurant", "premises.subdistrict", "曹家渡街道 昌平路", {}, ["= 曹家渡街道", "premises.road = 昌平路"]),
    ("restaurant", "premises.subdistrict", "七宝镇，中春路上", {}, ["= 七宝镇", "premises.road = 中春路"]),
    ("script_room", "premises.room", "1203和1204打通的", {}, ["= 1203和1204"]),
    ("beverage_shop", "online_business.enabled", "美团饿了么都要上的",
     {}, ["= True", "maybe online_business.modes = ~platform_takeout"]),
    ("beverage_shop", "health_cert_state", "我跟我老婆有了，新招的小妹还没去办", {}, ["= ~none"]),
    ("beverage_shop", "alcohol_mode", "店里怎么会卖酒", {}, ["= none"]),
    ("barber_shop", "hyg.bed_count", "没有床，都是坐着洗的", {}, ["= 0"]),
    ("beverage_shop", "premises.residential_relation", "楼上住不住人啊，我没注意过", {}, ["= (dont_know)"]),
    # what lies around is nothing of the shop
    ("restaurant", "near_school", "没有学校，有个养老院", {}, ["= False"]),
    ("restaurant", "near_school", "有个幼儿园，就在对面", {}, ["= True"]),
    ("ktv", "ent.use_area", "去掉走廊厨房 大概八百五", {"premises.total_area": 1200}, ["= ~850"]),
    ("bookshop", "publication.digital", "我先办咖啡的证好了，书的放放", {}, ["switch cafe"]),
]  # fmt: skip

ANEW: list[Row] = [
    ("beverage_shop", "near_school", "酒的话我们晚上会调一点鸡尾酒的", {"alcohol_mode": "none"},
     ["fix alcohol_mode = ethanol_beverage"]),
    ("beverage_shop", "premises.tenure", "等下 房子性质我翻了下 是商住的", {"premises.property_use": "commercial"},
     ["fix premises.property_use = mixed"]),
    ("convenience_store", "premises.total_area", "保健品那题 婴儿奶粉也算上吧", {"special_foods": []},
     ["fix special_foods = infant_formula_powder"]),
    ("barber_shop", "staff.total", "烫染那块其实有单独的房间", {"hyg.dye_room": "none"}, ["fix hyg.dye_room = separate"]),
    # what the open question stands on is no more
    ("bookshop", "publication.warehouse.address", "哦 仓库退租了，没有了", {"publication.warehouse.used": True},
     ["fix publication.warehouse.used = False"]),
    ("beverage_shop", "agent.mobile", "不找代办了，我自己办", {"has_agent": True, "agent.name": "李娜"}, ["fix has_agent = False"]),
    ("beverage_shop", "chain.hq_name", "搞错了我们不是加盟的", {"chain.is_store": True}, ["fix chain.is_store = False"]),
    ("staff_canteen", "canteen.contractor.uscc", "不对不对，今年换成自营了",
     {"canteen.operation_mode": "contracted", "canteen.contractor.name": "上海禾绿餐饮管理有限公司"},
     ["fix canteen.operation_mode = self_operated"]),
    # typed once more, turned round
    ("beverage_shop", "dine_in", "*12", {"premises.food_handling_area": 20}, ["fix premises.food_handling_area = 12"]),
    ("beverage_shop", "has_cooking_fume", "学校那个问题我答反了", {"near_school": True}, ["fix near_school = False"]),
    # another number in the same lane
    ("barber_shop", "staff.total", "门牌弄错了，是7号", {"premises.lane_no": "1234弄5号"}, ["fix premises.lane_no = ~1234弄7号"]),
    ("barber_shop", "staff.total", "门牌改成8弄9号", {"premises.lane_no": "1234弄5号"}, ["fix premises.lane_no = 8弄9号"]),
    ("barber_shop", "staff.total", "门牌改成9号", {"premises.lane_no": "12号"}, ["fix premises.lane_no = 9号"]),
    # by a name, a piece, two numbers
    ("optician", "operator.name", "员工改5个 刚招了一个", {"staff.total": 4}, ["fix staff.total = 5"]),
    ("barber_shop", "hyg.seat_count", "洗头盆不是2个 3个 有个在里间忘了", {"hyg.shampoo_count": 2}, ["fix hyg.shampoo_count = 3"]),
    ("barber_shop", "staff.total", "手机尾号错了 应该是3375",
     {"hyg.manager.name": "丁志豪", "hyg.manager.mobile": "18916203357"}, ["fix hyg.manager.mobile = 18916203375"]),
    ("pharmacy", "drug.quality.title", "名字打错 周健平 健康的健",
     {"drug.quality.name": "周建平", "drug.quality.education": "bachelor"}, ["fix drug.quality.name = 周健平"]),
    ("pharmacy", "drug.quality.title", "执业中药师，学历刚才选错了她是硕士", {"drug.quality.education": "bachelor"},
     ["fix drug.quality.education = master", "= licensed_tcm"]),
    ("homestay", "hotel.max_guests", "房间数改一下，阁楼那间不算了，7间", {"hyg.room_count": 8, "hyg.bed_count": 10},
     ["fix hyg.room_count = 7"]),
]  # fmt: skip

#: Beside what looks like it: the telephone that an agent has not, an order that is none.
NOT_ANEW: list[Row] = [
    # another place than the one that was measured; whose paper it is about is not said of the shop's address
    (
        "restaurant",
        "premises.tenure",
        "不对不对，仓库是十三平",
        {"premises.total_area": 120},
        ["fix premises.total_area"],
    ),
    ("pharmacy", "drug.quality.name", "企业负责人跟执照上一样", {}, ["= !person_name.unreadable"]),
    ("beverage_shop", "agent.mobile", "代办的电话没有", {"has_agent": True, "agent.name": "李娜"}, ["= (none)"]),
    ("beverage_shop", "licence_state", "先把执照办好了再说", {}, ["= !choice.unreadable"]),
]


@pytest.mark.parametrize(
    ("scenario", "asked", "text", "held", "meant"), [*BESIDE, *ANEW, *NOT_ANEW], ids=lambda value: str(value)[:24]
)
def test_a_message_of_another_trade(
    scenario: str, asked: str, text: str, held: dict[str, Json], meant: list[str]
) -> None:
    catalog = load_once()
    given = [*map(Address, held)]
    context = replace(
        asking(catalog, scenario, asked), answered=frozenset(held), held=held, last=given[-1] if given else None
    )
    said = understander().read(text, context, catalog.current[scenario])
    assert sorted(show(one) for one in said.commands) == sorted(meant)


@pytest.mark.parametrize(
    ("text", "heard"),
    [
        ("还有一个，我同学马骏", ["confirm", "= 马骏"]),
        ("还有马骏", ["confirm", "= 马骏"]),
        ("阿姨你真有耐心 谢谢侬", ["unknown unclear"]),
        ("没有了", ["reject"]),
    ],
)
def test_one_more_of_a_list(text: str, heard: list[str]) -> None:
    catalog = load_once()
    context = replace(asking(catalog, "ktv", "ent_investors"), mode="more")
    assert [show(one) for one in understander().read(text, context, catalog.current["ktv"]).commands] == heard
