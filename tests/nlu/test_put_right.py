"""Answers put right in the ways people do it: by a piece, a character, a swap, the words of the question; and what stands beside an answer."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.engine import Address
from bot.engine.values import Json

from .shop import show
from .test_real_content import asking
from .test_said_by_others import load_once, understander

#: Asked; said; what was answered before (the last of them last); what is understood.
ROWS: list[tuple[str, str, dict[str, Json], list[str]]] = [
    # a piece of the last answer
    ("contact.email", "不对，后四位45不是54", {"contact.mobile": "13800001254"}, ["fix contact.mobile = 13800001245"]),
    ("operator.uscc", "禾是荷花那个荷", {"operator.name": "上海青禾茶饮店"}, ["fix operator.name = 上海青荷茶饮店"]),
    ("contact.mobile", "芸，草字头，不是白云的云", {"contact.name": "周云"}, ["fix contact.name = 周芸"]),
    ("contact.mobile", "打错了，是安静的静不是干净的净", {"contact.name": "陈净"}, ["fix contact.name = 陈静"]),
    ("contact.postcode", "后缀不是163.com，126.com", {"contact.email": "tea@163.com"}, ["fix contact.email = tea@126.com"]),
    ("contact.email", "中间 3321 改 3312", {"contact.mobile": "13833210000"}, ["fix contact.mobile = 13833120000"]),
    ("dine_in", "只有42平，不是48", {"premises.total_area": 48}, ["fix premises.total_area = 42"]),
    # the number of a house, alone
    ("premises.subdistrict", "不对，200号", {"premises.address": "南京西路100号"}, ["fix premises.address = 南京西路200号"]),
    ("banned_person", "地址是南京西路100号，不对，200号", {}, ["premises.address = 南京西路200号"]),
    ("banned_person", "没有，地址是南京西路100号，说错了，是200号", {}, ["premises.address = 南京西路200号", "= False"]),
    ("premises.subdistrict", "不对，3楼", {"premises.address": "南京西路100号"}, ["fix premises.address", "premises.floor = 3楼"]),
    # two in each other's place
    ("premises.seats", "哎呀总面积和厨房面积说反了", {"premises.total_area": 15, "premises.food_handling_area": 60},
     ["fix premises.total_area = 60", "fix premises.food_handling_area = 15"]),
    # pointed at by the words of its question
    ("chain.is_store", "刚才问有没有堂食，改成有", {"dine_in": False, "has_cooking_fume": False}, ["fix dine_in = True"]),
    ("premises.seats", "咦这个不对", {"premises.total_area": 80}, ["fix last"]),
    ("premises.seats", "开业往后推两个礼拜", {"premises.planned_open_date": "2026-12-18"}, ["fix premises.planned_open_date"]),
    ("premises.seats", "开业推迟一个月", {"premises.planned_open_date": "2026-12-18"}, ["fix premises.planned_open_date"]),
    # how many of them
    ("staff.need_health_cert", "除了收钱的阿姨，别的都要碰吃的", {"staff.total": 6}, ["= ~5"]),
    ("staff.need_health_cert", "两个送货的不用，其他都要", {"staff.total": 6}, ["= ~4"]),
    ("staff.need_health_cert", "全员都要进厨房", {"staff.total": 6}, ["= ~6"]),
    ("staff.total", "总共八个人，六个要碰吃的", {}, ["staff.need_health_cert = 6", "= 8"]),
    # a value that follows the name of another fact
    ("staff.total", "座位先告诉你，二十个", {}, ["premises.seats = 20"]),
    ("premises.floor", "负责人手机记一下，13812345678", {}, ["legal_rep.mobile = 13812345678"]),
    # asked, and no question
    ("contact.postcode", "邮编谁记得啊", {}, ["= (dont_know)"]),
    ("premises.subdistrict", "分不清归哪个街道", {}, ["= (dont_know)"]),
    ("food_safety_staff.staff_role", "总监和安全员有什么区别", {}, ["explain"]),
    # a person is asked for, or not
    ("uses_auto_devices", "转人工", {}, ["human"]),
    # the district by a street in it
    ("premises.district_code", "五角场这一块", {}, ["= ~310110"]),
    ("premises.district_code", "我们是周浦镇的", {}, ["= 310115"]),
]  # fmt: skip


@pytest.mark.parametrize(("asked", "text", "held", "meant"), ROWS, ids=[f"{row[0]}-{row[1]}" for row in ROWS])
def test_what_is_put_right_or_told_beside(asked: str, text: str, held: dict[str, Json], meant: list[str]) -> None:
    catalog = load_once()
    given = [*map(Address, held)]
    context = replace(
        asking(catalog, "beverage_shop", asked),
        answered=frozenset(held),
        held=held,
        last=given[-1] if given else None,
        before_last=given[-2] if len(given) > 1 else None,
    )
    said = understander().read(text, context, catalog.current["beverage_shop"])
    assert [show(one) for one in said.commands] == meant


@pytest.mark.parametrize("words", ["都是人工做的，没有机器", "我们这是纯人工手打的"])
def test_work_by_hand_asks_for_nobody(words: str) -> None:
    catalog = load_once()
    said = understander().read(
        words, asking(catalog, "beverage_shop", "uses_auto_devices"), catalog.current["beverage_shop"]
    )
    assert "human" not in [show(one) for one in said.commands]
