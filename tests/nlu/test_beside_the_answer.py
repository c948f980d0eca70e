"""What is told beside an answer finds its place, and what puts an earlier answer right finds that one; nothing else is written."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest

from bot.catalog import load
from bot.engine import Address, Catalog
from bot.engine.values import Json
from bot.nlu import Understander

from .shop import show
from .test_real_content import ROOT, TODAY, asking

Held = dict[str, Json]
ROWS: list[tuple[str, str, str, Held, list[str]]] = [
    # facts beside the answer
    ("beverage_shop", "dine_in", "有的 20个座位", {}, ["= True", "premises.seats = 20"]),
    ("beverage_shop", "premises.total_area", "72平 租到2028年6月底", {}, ["premises.lease_until = 2028-06-30", "= 72"]),
    ("beverage_shop", "premises.total_area", "爸妈的房子 不用租 40平", {}, ["premises.tenure = free_use", "= 40"]),
    ("fruit_shop", "premises.property_use", "商铺，自己的", {}, ["premises.tenure = owned", "= commercial"]),
    ("fruit_shop", "premises.property_use", "商铺，租的，合同到28年3月底", {}, ["premises.tenure = leased", "premises.lease_until = 2028-03-31", "= commercial"]),
    ("beauty_salon", "hyg.bed_count", "4张床 另外大厅放5个沙发位", {}, ["hyg.seat_count = 5", "= 4"]),
    ("device_shop", "md.wh_address", "宝山区沪太路5000号 80平", {}, ["md.wh_area = 80", "= 宝山区沪太路5000号"]),
    ("hotpot", "drinks", "柠檬茶自己泡的 另外黄酒也卖", {}, ["alcohol_mode = retail", "= brew"]),
    # the same said once more is no answer to another question
    ("online_bookshop", "publication.licence_held", "没有的 第一次办", {}, ["= False"]),
    ("pharmacy_renewal", "drug.head", "我是法人 我自己就是执业药师", {}, ["= legal_rep"]),
    ("beauty_salon", "has_agent", "有代办 大名我不晓得", {}, ["= True"]),
    # a question whether it counts, a complaint
    ("arcade", "ent.kin", "我表哥是民警 这个算吗", {}, ["askknowledge -"]),
    ("arcade", "ent.revoked", "你老问坐牢的事 把我当犯人啊", {}, ["= !boolean.unreadable"]),
    # put off in the middle of words
    ("school_canteen", "operator.business_scope", "证书不在我手上 在财务那 我明天拿", {}, ["later"]),
    ("online_bookshop", "premises.lessor_name", "房东是个老太 叫啥合同上有 我回去看", {}, ["later"]),
    ("beauty_salon", "legal_rep.phone", "现在谁还用座机", {}, ["= (none)"]),
    # the sum of all clauses, the name that was meant
    ("beverage_shop", "premises.seats", "座位五张两人桌 窗边还有6个高脚凳", {}, ["= 16"]),
    ("beverage_shop", "operator.name", "店名叫好时光 不对 叫好时节", {}, ["= 好时节"]),
    ("beverage_shop", "premises.seats", "名字弄错了", {"operator.name": "好时光", "premises.total_area": 40}, ["fix operator.name"]),
    # earlier answers put right
    ("bakery", "premises.seats", "总面积不是90 量下来84", {"premises.total_area": 90}, ["fix premises.total_area = 84"]),
    ("arcade", "ent_devices.maker", "老王的比例是45 不是40", {"ent_investors[1].share": 40}, ["fix ent_investors[1].share = 45"]),
    ("business_hotel", "hotel.cctv.cameras", "三十六个 读卡机是3台不是两台", {"hotel.id_readers": 2}, ["fix hotel.id_readers = 3", "= 36"]),
    ("pharmacy_renewal", "drug.quality.education", "周琳 琳琅的琳", {"drug.quality.name": "周林"}, ["fix drug.quality.name = 周琳"]),
    ("pharmacy_renewal", "copies_count", "邮寄那个地址门牌错了，应该是31号", {"mail_address": "虹口区四平路13号"}, ["fix mail_address = 虹口区四平路31号"]),
    ("arcade", "operator.name", "奖品那个我改主意了 没有奖品", {"ent.prize_play": True}, ["fix ent.prize_play = False"]),
    ("pharmacy_renewal", "drug.vending", "不放。网上那个再补个美团", {"online_business.modes": ["own_site"]}, ["fix online_business.modes = own_site+platform_takeout", "= False"]),
    ("hotpot", "online_business.enabled", "等下等下 摄像头还没装 师傅约好了", {"bright_kitchen.status": "installed"}, ["fix bright_kitchen.status = booked"]),
    ("online_bookshop", "publication.digital", "还有期刊 前面忘选了", {"publication.types": ["book"]}, ["fix publication.types = book+periodical"]),
    ("food_change", "change.items", "加个热食 公司名也改改", {}, ["= name+business_items_add"]),
]  # fmt: skip


@cache
def catalog() -> Catalog:
    return load(ROOT, today=TODAY)


@cache
def understander() -> Understander:
    return Understander(catalog())


@pytest.mark.parametrize(
    ("scenario", "asked", "text", "held", "meant"), ROWS, ids=[f"{row[1]}-{row[2]}" for row in ROWS]
)
def test_what_was_said_finds_its_place(scenario: str, asked: str, text: str, held: Held, meant: list[str]) -> None:
    context = asking(catalog(), scenario, asked)
    last = Address.parse([*held][-1]) if held else None
    context = replace(context, answered=frozenset(held), held=held, last=last)
    said = understander().read(text, context, catalog().current[scenario])
    assert sorted(show(one) for one in said.commands) == sorted(meant)
