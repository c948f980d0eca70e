"""What people say beside an answer or a correction without a comma between them, and what they put right that has no place."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from bot.engine import Address
from bot.engine.values import Json, Rejection
from bot.nlu import ChoiceOption, read_value

from .shop import show
from .test_real_content import asking
from .test_said_by_others import load_once, understander

TODAY = date(2026, 11, 30)
AREA, KITCHEN = "premises.total_area", "premises.food_handling_area"
Row = tuple[str, str | None, str, dict[str, Json], list[str]]

ROWS: list[Row] = [
    # the answer, then what puts an earlier one right
    ("beverage_shop", KITCHEN, "35 总的是90 不是100", {AREA: 100}, [f"fix {AREA} = 90", "= 35"]),
    ("ktv", "ent.use_area", "200 刚那个不是280 是260", {AREA: 280}, [f"fix {AREA} = 260", "= 200"]),
    ("pharmacy", "drug.quality.name", "孙丽 前头那个是周倩不是周青", {"drug.principal.name": "周青"},
     ["fix drug.principal.name = 周倩", "= 孙丽"]),
    ("beverage_shop", "dine_in", "面积不是100是90", {AREA: 100}, [f"fix {AREA} = 90"]),
    ("beverage_shop", "premises.seats", "人数要加一个，刚招的", {"staff.total": 4}, ["fix staff.total"]),
    # what is put right has no place here
    ("device_shop", "md.quality_head.id_no", "主要负责人写错了 是周倩", {"md.quality_head.name": "孙丽"},
     ["drug.principal.name = !answer.no_place"]),
    ("device_shop", "md.quality_head.id_no", "质量负责人写错了 是周倩", {"md.quality_head.name": "孙丽"},
     ["fix md.quality_head.name = 周倩"]),
    # two of a kind in one message
    ("barber_shop", "hyg.seat_count", "洗头盆4个椅子5把", {}, ["hyg.shampoo_count = 4", "= 5"]),
    ("beverage_shop", "dine_in", "总面积跟处理区写反了", {AREA: 90, KITCHEN: 30}, [f"fix {AREA}"]),
    # beside an address
    ("beverage_shop", "premises.address", "普陀区岚皋路66号 租的 五十平",
     {}, [f"{AREA} = 50", "premises.tenure = leased", "= 普陀区岚皋路66号"]),
    ("beverage_shop", "premises.address", "租的 在普陀区岚皋路66号", {}, ["premises.tenure = leased", "= 普陀区岚皋路66号"]),
    ("beverage_shop", "premises.address", "岚皋路66号 普陀", {}, ["= 普陀区岚皋路66号"]),
    # how a name was written is no name
    ("beverage_shop", "near_school", "店名少个字 上海阿婆小吃店",
     {"operator.name": "上海阿婆吃店", "dine_in": False}, ["fix operator.name = 上海阿婆小吃店"]),
    ("beverage_shop", "near_school", "店名漏了一个字", {"operator.name": "上海阿婆吃店", "dine_in": False}, ["fix operator.name"]),
    ("ktv", "premises.lessor_name", "房东姓贾 贾大民", {}, ["= 贾大民"]),
    ("ktv", "premises.lessor_name", "姓贾", {}, ["= !text.unreadable"]),
    # wishes about a thing that is named
    ("beverage_shop", "near_school", "又想做堂食了", {"dine_in": False}, ["dine_in = True"]),
    ("beverage_shop", "near_school", "不想做堂食了", {"dine_in": True}, ["dine_in = False"]),
    # a number that was told wrongly is no answer to something else
    ("beverage_shop", "dine_in", "没堂食 前面多写了10平 30平", {KITCHEN: 40}, [f"fix {KITCHEN}", "= False"]),
    # how large it is and what is done there, in one breath
    ("beverage_shop", "licence_state", "80平没有堂食", {}, ["dine_in = False", f"{AREA} = 80"]),
    ("beverage_shop", "licence_state", "80平有外卖没堂食",
     {}, ["dine_in = False", f"{AREA} = 80", "online_business.enabled = True"]),
    ("beverage_shop", "licence_state", "100平米没外卖有堂食",
     {}, ["dine_in = True", f"{AREA} = 100", "online_business.enabled = False"]),
    ("beverage_shop", "licence_state", "不做外卖只做堂食", {}, ["dine_in = True", "online_business.enabled = False"]),
    ("beverage_shop", AREA, "80平不到", {}, ["= ~80"]),
    ("beverage_shop", "licence_state", "80平没得堂食", {}, ["dine_in = False", f"{AREA} = 80"]),
    ("beverage_shop", "licence_state", "静安奶茶店80平有外卖", {}, [f"{AREA} = 80", "online_business.enabled = True"]),
    ("beverage_shop", "licence_state", "我的烤肉店一共120平米", {}, [f"{AREA} = 120"]),
    ("beverage_shop", "licence_state", "隔壁奶茶店80平", {}, ["= !choice.unreadable"]),
    # one agrees in the words of one's home
    ("beverage_shop", "licence_state", "对嘞", {}, ["= done"]),
    ("beverage_shop", "health_cert_state", "是咯", {}, ["= all"]),
    ("barber_shop", "hyg.test_report", "是的", {}, ["= ~fresh"]),  # it may be too old
    ("beverage_shop", "premises.tenure", "是的", {}, ["= !choice.unreadable"]),
    ("pharmacy", "drug.banned_goods", "是的", {}, ["= !choice.unreadable"]),
    ("beverage_shop", "licence_state", "还没拿到手", {}, ["= doing"]),
]  # fmt: skip


@pytest.mark.parametrize(("scenario", "asked", "text", "held", "meant"), ROWS, ids=lambda value: str(value)[:24])
def test_what_is_understood(
    scenario: str, asked: str | None, text: str, held: dict[str, Json], meant: list[str]
) -> None:
    catalog = load_once()
    given = [*map(Address, held)]
    context = replace(
        asking(catalog, scenario, asked), answered=frozenset(held), held=held, last=given[-1] if given else None
    )
    said = understander().read(text, context, catalog.current[scenario])
    assert sorted(show(one) for one in said.commands) == sorted(meant)


RECORD = "单位、负责人、管理人员5年内被吊销过食品许可证，或因食品犯罪判过刑吗？"
FINED = "单位或负责人近5年因出版物违法被处罚过吗？"
SAME = "店的地址和执照上登记的一样吗？"
NEAR = "附近100米内有学校或幼儿园吗？"


@pytest.mark.parametrize(
    ("ask", "text", "meant"),
    [
        (RECORD, "哪有嘛 头一趟做生意", False),
        (RECORD, "都照规矩来的", False),
        (RECORD, "第一次被罚", None),
        (RECORD, "罚过一次款", None),
        (FINED, "罚过一次", True),
        (FINED, "没罚过", False),
        (FINED, "第一回开店 哪会", False),
        (SAME, "同一个", True),
        (SAME, "两码事", False),
        (NEAR, "旁边有个幼儿园 走过去两分钟", True),
        (NEAR, "最近的小学走过去要二十分钟", False),
    ],
)
def test_yes_and_no(ask: str, text: str, meant: bool | None) -> None:
    found = read_value("boolean", text, today=TODAY, ask=ask)
    assert (
        isinstance(found, Rejection) if meant is None else (not isinstance(found, Rejection) and found.value is meant)
    )


def choice(*rows: str) -> tuple[ChoiceOption, ...]:
    return tuple(ChoiceOption(row.split(":")[0], *row.split(":")[1:2], tuple(row.split(":")[2:])) for row in rows)


CERTS = choice("all:都办好了:都有", "some:部分有:有的没有", "none:还没办:没有")
LICENCE = choice("done:已经办好:办好了:拿到手", "doing:正在办:没拿到", "none:还没有办:没办")
YEARS = choice("never:没做过", "under3:不到3年", "over3:3年以上")


@pytest.mark.parametrize(
    ("options", "text", "meant"),
    [
        (CERTS, "我有 小工没有", "some"),
        (CERTS, "师傅办了，学徒还没办", "some"),
        (LICENCE, "办是办了 还没拿到手", "doing"),
        (LICENCE, "拿到手了", "done"),
        (YEARS, "前年开始做的", "under3"),
    ],
)
def test_choices(options: tuple[ChoiceOption, ...], text: str, meant: str) -> None:
    found = read_value("choice", text, today=TODAY, options=options)
    assert not isinstance(found, Rejection)
    assert found.value == meant


@pytest.mark.parametrize(
    ("kind", "ask", "text", "meant"),
    [
        ("area", "店面一共多少平方米？", "两层 楼下四十楼上二十", 60),
        ("uscc", "信用代码是多少？", "911100006000373 41 大写的L", "91110000600037341L"),
        ("address", "店开在哪里？", "静安区胶州路三百五十八弄二号三零二", "静安区胶州路358弄2号302"),
        ("text", "用的什么收银软件？", "用的是 海典 那个", "海典"),
    ],
)
def test_values(kind: str, ask: str, text: str, meant: object) -> None:
    found = read_value(kind, text, today=TODAY, ask=ask)
    assert not isinstance(found, Rejection)
    assert found.value == meant
