"""What people of other minds said to it: denials, order words, hedges, tails. Nothing is written that was not meant.

「?」: nothing is written without a yes; anything else is what is understood, as ``show`` tells it.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest

from bot.engine import Address, Catalog
from bot.engine.commands import Answer, Correct
from bot.engine.values import Json, Value
from bot.nlu import Understander

from .shop import show
from .test_real_content import ROOT, TODAY, asking, load

ROWS = [
    # some of several
    ("products", "前三个不要", "= open_package+cut_fruit+cream_cake | ?"),
    ("products", "不要前两个", "= baked+open_package+cut_fruit+cream_cake | ?"),
    ("products", "前三个除了第二个", "= heated+baked | ?"),
    ("products", "前两个加最后一个", "= heated+fried+cream_cake | ?"),
    ("products", "没有裱花和水果", "?"),
    ("products", "裱花和水果不做", "?"),
    ("products", "裱花以外的", "= heated+fried+baked+open_package+cut_fruit | ?"),
    ("products", "裱花以外都有", "= heated+fried+baked+open_package+cut_fruit | ?"),
    ("products", "蛋糕", "?"),
    ("products", "跟前面一样", "?"),
    ("drinks", "只冲泡不现榨", "= brew"),
    ("drinks", "果汁不做奶茶做", "= brew"),
    ("drinks", "不现榨", "?"),
    ("drinks", "卖啤酒", "alcohol_mode = retail | ?"),
    ("drinks", "奶茶做，果汁也做", "= brew+juice"),
    ("drinks", "没有果汁和冰淇淋，就奶茶", "= brew"),
    ("drinks", "前两个", "= brew+juice"),
    ("drinks", "前两个都有", "= brew+juice"),
    # one of several
    ("place_kind", "不是餐车也不是摆摊", "?"),
    ("place_kind", "暂时摆摊以后店面", "?"),
    ("place_kind", "不是餐车，是店面", "= fixed"),
    ("alcohol_mode", "不卖鸡尾酒", "?"),
    ("alcohol_mode", "没有酒类许可证", "?"),
    ("alcohol_mode", "不卖酒", "= none"),
    ("licence_state", "明天拿到", "?"),
    ("licence_state", "办好了 固定店面 没被罚过", "place_kind = fixed; = done; ... | = done; ... | ?"),
    ("premises.tenure", "不是租的", "?"),
    ("premises.tenure", "有三个月免租", "?"),
    # numbers, areas and days
    ("premises.total_area", "面积加十平", "?"),
    ("premises.seats", "面积加十平", "?"),
    ("premises.seats", "外带为主", "?"),
    ("premises.total_area", "20个", "?"),
    ("premises.total_area", "八十平二十个座位", "premises.seats = 20; = 80"),
    ("premises.total_area", "总共八十其中后厨二十", "premises.food_handling_area = 20; = 80"),
    # names
    ("operator.name", "等下我找执照", "later | later  | ?"),
    ("operator.name", "在老婆那", "?"),
    ("operator.name", "阿婆奶茶或者阿公奶茶", "?"),
    ("operator.name", "原来叫阿婆奶茶现在叫阿公奶茶", "= 阿公奶茶"),
    ("operator.name", "好的，上海阿婆餐饮有限公司", "= 上海阿婆餐饮有限公司"),
    ("operator.name", "好的上海阿婆餐饮有限公司", "= 上海阿婆餐饮有限公司"),
    ("operator.name", "和门头一样", "?"),
    ("operator.name", "没说清楚", "?"),
    ("operator.name", "有限公司", "operator.entity_type = enterprise_legal | ?"),
    ("operator.name", "暂时叫阿婆奶茶", "?"),
    ("legal_rep.name", "麻烦", "?"),
    ("legal_rep.name", "任何", "?"),
    ("legal_rep.name", "何时", "?"),
    ("legal_rep.name", "包子", "?"),
    ("legal_rep.name", "许可", "?"),
    ("legal_rep.name", "余额", "?"),
    ("legal_rep.name", "方法", "?"),
    ("legal_rep.name", "单独", "?"),
    ("legal_rep.name", "张伟", "= 张伟"),
    ("legal_rep.name", "胡强 13897103890", "legal_rep.mobile = 13897103890; = 胡强"),
    # addresses
    ("premises.address", "静安区南京西路1375号480室80平", "= 静安区南京西路1375号480室; premises.total_area = 80"),
    ("premises.address", "静安区南京西路1375号开店", "= 静安区南京西路1375号"),
    ("premises.address", "静安区南京西路1375号不收费吧", "= 静安区南京西路1375号 | ?"),
    ("premises.address", "北京市朝阳区建国路88号", "?"),
    ("premises.address", "杭州西湖区文三路100号", "?"),
    ("premises.address", "同一条路", "?"),
    ("operator.registered_address", "不一样", "?"),
    # words and days
    ("operator.business_scope", "太长了", "?"),
    ("operator.business_scope", "见执照", "?"),
    ("operator.business_scope", "我发照片给你", "?"),
    ("operator.business_scope", "餐饮服务", "= 餐饮服务"),
    ("operator.established_on", "5号", "= 2026-11-05"),
    ("operator.established_on", "28号", "= 2026-10-28"),
    ("operator.established_on", "12月5号", "= 2025-12-05"),
    ("premises.dining_area", "没有，只外带，八十平", "?"),
    # what a third stranger said
    ("premises.tenure", "房子是我妈的，免费给我用", "= free_use | = ~free_use | ?"),
    ("place_kind", "固定店面呀 南京西路一千两百三十四号", "premises.address = 南京西路1234号; = fixed"),
    ("premises.total_area", "你讲不清爽 帮我转个人", "human"),
    ("premises.total_area", "上一题重新来", "back"),
    ("has_agent", "有的，代办叫谢文杰 17721403958", "agent.name = 谢文杰; agent.mobile = 17721403958; = True"),
    # what a fourth stranger said, while it was asked whether anybody was banned
    ("banned_person", "房子是我爸妈的，不用租，一楼101室", "premises.tenure = free_use"),
    ("banned_person", "做现榨果汁跟奶茶，不卖酒", "alcohol_mode = none"),
    ("banned_person", "没有自动售货机的", "uses_auto_devices = False"),
    ("banned_person", "没有的", "= False"),
    ("banned_person", "从来没被罚过", "= False"),
    ("banned_person", "判过，五年前", "= True"),
    ("licence_state", "弄好了，92310106MA1UM0AGEX", "operator.uscc = !uscc.check_digit; = done"),
    ("premises.planned_open_date", "看施工进度", "later | ?"),
    ("equipments.name", "冷藏柜 3台", "= 冷藏柜; equipments.quantity = 3"),
    ("online_business.modes", "上饿了么，店名叫阿婆砂锅", "maybe operator.name = 阿婆砂锅; = platform_takeout | = platform_takeout"),
    ("premises.floor", "不好意思，那边好像归长宁的", "= !text.unreadable | ?"),
    # what a second stranger said
    ("premises.total_area", "45，后厨15，大堂20，剩下10平是仓库", "premises.food_handling_area = 15; premises.dining_area = 20"),
    ("premises.total_area", "60平还差一点点", "= ~60"),
    ("premises.total_area", "一楼四十二楼三十五", "= !area.unreadable"),
    ("premises.total_area", "前面三十后面十五", "= 45"),
    ("premises.total_area", "一间20平，总共三间", "= !area.unreadable"),
    ("premises.total_area", "开两家，一家40一家60", "= !area.unreadable"),
    ("premises.food_handling_area", "18，总的45", "premises.total_area = 45; = 18"),
    ("premises.food_handling_area", "除了客人坐的20平，剩下都是", "= !area.unreadable"),
    ("premises.seats", "16个座位2个员工", "= 16; staff.total = 2"),
    ("premises.seats", "12个座位3个服务员", "= 12"),
    ("premises.seats", "二十个座位能坐三十个人", "= 20"),
    ("premises.seats", "楼上10楼下6，员工5", "staff.total = 5; = 16"),
    ("staff.total", "除了我还有四个", "?"),
    ("staff.total", "另外还有三个", "?"),
    ("declarations.no_ban", "没有", "= !boolean.negative"),
    ("declarations.no_ban", "确认没有", "= !boolean.negative"),
    ("declarations.no_ban", "确认", "= True"),
    ("declarations.no_ban", "不确认", "= False"),
    ("licence_state", "健康证办好了", "= ~done"),
    ("contact.mobile", "13987654321，以前那个13812345678不用了", "= 13987654321"),
    ("legal_rep.mobile", "联系人13812345678", "contact.mobile = 13812345678"),
    ("operator.name", "上海建国餐饮有限公司法人王建国电话13812345678", "legal_rep.name = 王建国; maybe legal_rep.mobile = 13812345678; = 上海建国餐饮有限公司"),
    ("operator.name", "上海建国餐饮有限公司地址愚园路218号", "premises.address = 愚园路218号; = 上海建国餐饮有限公司"),
    ("operator.name", "招牌喜茶，执照上海茗茗餐饮有限公司", "= 上海茗茗餐饮有限公司"),
    ("operator.name", "公司全称：上海建国餐饮有限公司，类型有限责任公司", "operator.entity_type = enterprise_legal; = 上海建国餐饮有限公司"),
    ("operator.name", "名字能改吗以后", "askknowledge F-48"),
    ("operator.name", "上海茗茗餐饮，茗是草字头那个茗", "= 上海茗茗餐饮"),
    ("operator.name", "上海阿婆餐饮有限公司改名上海阿公餐饮有限公司了", "= 上海阿公餐饮有限公司"),
    ("operator.name", "老李跟老张合伙开的", "operator.entity_type = partnership"),
    ("food_safety_staff.id_no", "法人的110101199003077758，安全员的110101199003074370", "legal_rep.id_no = 110101199003077758; = 110101199003074370"),
    ("premises.address", "新闸路1124弄3号", "= 新闸路1124弄3号"),
    ("premises.address", "新村路100号", "= 新村路100号"),
    ("premises.address", "愚园路218号房东姓王电话13812345678", "= 愚园路218号"),
    ("premises.address", "愚园路218号旁边", "= !address.unreadable"),
    ("premises.address", "愚园路218号在装修", "= 愚园路218号"),
    ("premises.floor", "总共六层我在三层", "= 三层"),
    ("premises.lease_until", "2026年11月1日起", "= ~2026-11-01"),
    ("operator.established_on", "三个月前", "= ~2026-08-24"),
    ("operator.established_on", "农历五月初五", "= 2026-06-19"),
    ("drinks", "奶茶，冰淇淋机坏了不做", "= brew"),
    ("drinks", "以后再做果汁，现在就奶茶", "= brew"),
    ("drinks", "现榨的以后再上", "= !multi_choice.unreadable"),
    ("drinks", "现榨要专间吗，要的话就不做了，只做奶茶", "askknowledge -"),
    ("drinks", "精酿啤酒是进货的", "?"),
    ("delivery_method", "邮寄要钱吗？要钱就自己去拿", "askknowledge -"),
    ("operator.entity_type", "本来个体户，个转企了", "= !choice.unreadable"),
    ("health_cert_state", "就我没有", "= ~none"),
    ("bright_kitchen.status", "还没装好", "= !choice.unreadable"),
    ("uses_auto_devices", "有台自动封口机", "= False"),
    ("has_agent", "我自己跑，不找黄牛", "= False"),
    ("dine_in", "有，面积不是80是88", "fix premises.total_area = 88; = True"),
    ("fuel", "电和天然气", "= pipeline_gas+electric"),
    ("fuel", "没通燃气", "= !multi_choice.unreadable"),
    ("fuel", "煤气瓶换管道了", "= pipeline_gas"),
    ("fresh_meat", "不卖猪肉，卖鸡", "= ~poultry"),
    ("fresh_meat", "鸡鸭不卖，猪肉卖", "= pork"),
    ("goods", "蔬菜以前卖现在不卖，零食卖", "= prepackaged"),
    ("products", "面包", "= ~heated"),
    ("chain.is_store", "准备以后做连锁", "= !boolean.unsure"),
    ("chain.is_store", "打算明年加盟", "= !boolean.unsure"),
    ("premises.floor", "B1", "= B1"),
    ("premises.room", "B102", "= B102"),
    ("premises.room", "B102号铺", "= B102号铺"),
    ("legal_rep.id_type", "护照过期了，用永居证", "= foreign_pr"),
    ("licence_state", "执照办好了，叫上海阿婆餐饮有限公司", "operator.name = 上海阿婆餐饮有限公司; = done"),
    ("licence_state", "办好了，联系人李秀英，电话13812345678", "contact.name = 李秀英; contact.mobile = 13812345678; = done"),
    # numbers of persons
    ("legal_rep.mobile", "电话是13812345678", "= 13812345678 | legal_rep.mobile = 13812345678"),
    ("legal_rep.mobile", "手机13812345678最后一位是9", "?"),
    ("operator.uscc", "000000000000000000", "?"),
]  # fmt: skip


@cache
def understander() -> Understander:
    return Understander(load(ROOT, today=TODAY))


@pytest.mark.parametrize(("asked", "text", "meant"), ROWS, ids=[f"{asked}-{text}" for asked, text, _ in ROWS])
def test_what_was_said(asked: str, text: str, meant: str) -> None:
    catalog = load_once()
    scenario = "convenience_store" if asked in ("goods", "fresh_meat") else "beverage_shop"
    said = understander().read(text, asking(catalog, scenario, asked), catalog.current[scenario])
    shown = [show(one) for one in said.commands]
    written = [
        show(one)
        for one in said.commands
        if isinstance(one, (Answer, Correct)) and isinstance(one.value, Value) and not one.value.approx
    ]
    accepted = [one.strip() for one in meant.split("|")]
    assert any(_fits(one, shown, written) for one in accepted), shown


#: What was answered before, in order; the last is what was answered last.
BEFORE = [
    ("premises.seats", "上上个问题我选错了", {"premises.tenure": "free_use", "licence_state": "done"}, ["fix premises.tenure"]),
    ("premises.seats", "上上个问题选错了，应该是租的", {"premises.tenure": "free_use", "licence_state": "done"}, ["fix premises.tenure = leased"]),
    ("premises.seats", "上个问题我选错了", {"premises.tenure": "free_use", "licence_state": "done"}, ["fix licence_state"]),
    ("premises.seats", "18，面积应该是45不是54", {"premises.total_area": 54}, ["fix premises.total_area = 45", "= 18"]),
    ("dine_in", "员工走了一个", {"staff.total": 5}, ["fix staff.total"]),
    ("dine_in", "座位少了两个", {"premises.seats": 12}, ["fix premises.seats"]),
    ("has_agent", "面积少算5平", {"premises.total_area": 80}, ["fix premises.total_area"]),
    ("premises.seats", "面积加十平", {"premises.total_area": 80}, ["fix premises.total_area"]),
    ("dine_in", "面积改85座位改10", {"premises.total_area": 80, "premises.seats": 12}, ["premises.total_area = 85", "premises.seats = 10"]),
    ("dine_in", "有，面积不是80是88", {"premises.total_area": 80}, ["fix premises.total_area = 88", "= True"]),
    ("premises.subdistrict", "电话最后一位是9", {"legal_rep.mobile": "13812345678", "legal_rep.position": "店长"}, ["fix legal_rep.mobile = 13812345679"]),
    ("licence_state", "刚才那个电话最后一位是9", {"legal_rep.mobile": "13812345678", "legal_rep.position": "店长"}, ["fix legal_rep.mobile = 13812345679"]),
    ("products", "不是冰淇淋，是冰沙", {"drinks": ["brew", "ice_cream"]}, ["fix drinks = brew+juice"]),
    ("products", "冰淇淋改成冰沙", {"drinks": ["brew", "ice_cream"]}, ["fix drinks = brew+juice"]),
    ("premises.seats", "还有果汁", {"drinks": ["brew", "ice_cream"]}, ["fix drinks = brew+juice+ice_cream"]),
    ("premises.seats", "只有奶茶", {"drinks": ["brew", "ice_cream"]}, ["fix drinks = brew"]),
    ("premises.seats", "不做冰淇淋了", {"drinks": ["brew", "ice_cream"]}, ["fix drinks = brew"]),
    ("premises.seats", "冰淇淋不做，果汁做", {"drinks": ["brew", "ice_cream"]}, ["fix drinks = brew+juice"]),
    ("staff.need_health_cert", "四个，收银那个不算", {"staff.total": 5}, ["= ~4"]),
    ("premises.lease_until", "不对不对，房子是我爸妈的，不要租金", {"premises.tenure": "leased"}, ["fix premises.tenure = free_use"]),
    ("licence_state", "把李娜删掉", {"workers[1].name": "王大二", "workers[2].name": "李娜"}, ["drop workers[2]"]),
    ("licence_state", "删掉王小二", {"workers[1].name": "王大二", "workers[2].name": "李娜"}, ["= !choice.unreadable"]),
    ("licence_state", "把最后那个人删掉", {"workers[1].name": "王大二", "workers[2].name": "李娜"}, ["= !choice.unreadable"]),
    ("contact.email", "手机号打错了，最后是2039", {"contact.mobile": "13641782093"}, ["fix contact.mobile = 13641782039"]),
    ("contact.mobile", "联系人改成我姐吧，何志芳", {"contact.name": "何志刚"}, ["fix contact.name = 何志芳"]),
]  # fmt: skip


@pytest.mark.parametrize(("asked", "text", "held", "meant"), BEFORE, ids=[f"{row[0]}-{row[1]}" for row in BEFORE])
def test_what_was_said_of_an_earlier_answer(asked: str, text: str, held: dict[str, Json], meant: list[str]) -> None:
    catalog = load_once()
    given = [*map(Address, held)]
    context = replace(
        asking(catalog, "beverage_shop", asked), answered=frozenset(held), held=held, last=given[-1],
        before_last=given[-2] if len(given) > 1 else None,
    )  # fmt: skip
    said = understander().read(text, context, catalog.current["beverage_shop"])
    assert [show(one) for one in said.commands] == meant


@cache
def load_once() -> Catalog:
    return load(ROOT, today=TODAY)


def _fits(meant: str, shown: list[str], written: list[str]) -> bool:
    if meant == "?":
        return not written
    wanted = [one.strip() for one in meant.split(";")]
    if wanted[-1] == "...":
        return shown[: len(wanted) - 1] == wanted[:-1] or set(wanted[:-1]) <= set(shown)
    return shown == wanted
