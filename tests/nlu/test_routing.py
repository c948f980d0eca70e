"""Before a scenario is chosen: where a sentence belongs, and what it tells already."""

from __future__ import annotations

import pytest

from .shop import said, understander

OPENING = [
    ("我想在静安区开一家奶茶店", ["choosescenario tea", "district = 310106"]),
    ("在静安区开一家80平的奶茶店", ["choosescenario tea", "area = 80", "district = 310106"]),
    (
        "我要在南京西路1234号开家奶茶店，店名叫阿婆奶茶",
        ["choosescenario tea", "address = 南京西路1234号", "name = 阿婆奶茶"],
    ),
    ("想在宝山路开一家奶茶店", ["choosescenario tea"]),
    ("開一間奶茶店", ["choosescenario tea"]),
    ("你好，我想开蜜雪冰城，电话13812345678", ["choosescenario tea", "contact.mobile = 13812345678"]),
    ("我想开奶茶店，80平以下要核查吗", ["choosescenario tea"]),
    ("开面馆", ["choosescenario noodles"]),
    ("我想开火锅店", ["choosescenario noodles|tea|store"]),
    ("开理发店", ["unknown out_of_scope"]),
    ("哪家奶茶好喝", ["unknown out_of_scope"]),
    ("许可证有效期几年", ["askknowledge K-years"]),
    ("奶茶店要做专间吗", ["askknowledge K-room"]),
    ("你好", ["smalltalk greeting"]),
    ("转人工", ["human"]),
    ("我的证办下来了吗", ["status"]),
    ("嗯", ["unknown unclear"]),
    ("80", ["unknown unclear"]),
    ("/start", ["unknown out_of_scope"]),
]

OFFERED = [
    ("1", ["choosescenario noodles"]),
    ("第二个", ["choosescenario store"]),
    ("最后一个", ["choosescenario store"]),
    ("面馆", ["choosescenario noodles"]),
    ("开一家便利店", ["choosescenario store"]),
    ("都不是", ["reject"]),
    ("3", ["unknown unclear"]),
    ("我想开奶茶店", ["choosescenario tea"]),
    (
        "我想在静安区开一家面馆，店名叫阿婆面馆，八十平",
        ["choosescenario noodles", "district = 310106", "name = 阿婆面馆", "area = 80"],
    ),
]

SWITCHING = [
    ("area", "我不开奶茶店了，想开面馆", ["switch noodles"]),
    ("name", "我不开奶茶店了想开面馆", ["switch noodles"]),
    ("area", "换成开便利店", ["switch store"]),
    ("area", "我想开奶茶店", ["choosescenario tea"]),
    ("name", "店名改成阿婆面馆", ["= 阿婆面馆"]),
    ("name", "阿婆面馆", ["= 阿婆面馆"]),
    ("scope", "我想开面馆", ["= 我想开面馆"]),
]

ROUTES = [
    ("我想开一家奶茶店", ["tea"], "new", True),
    ("想整一个卖柠檬茶的档口", ["tea"], "new", True),
    ("开家喜茶", ["tea"], "new", True),
    ("开家便利店，顺便卖奶茶和关东煮", ["store"], "new", True),
    ("不开奶茶店了，想开面馆", ["noodles"], "new", True),
    ("奶茶店的许可证到期了怎么续", ["tea"], "renew", False),
    ("面馆换法人了", ["noodles"], "change", False),
    ("便利店关了要注销", ["store"], "cancel", False),
    ("奶茶店的许可证丢了", ["tea"], "reissue", False),
    ("面馆的许可证三年到了", ["noodles"], "renew", False),
    ("面馆那张证快满五年了要换新的", ["noodles"], "renew", False),
    ("有人把面馆转给我了", ["noodles"], "new", False),
    ("里面包括什么", [], "new", True),
    ("奶茶多少钱一杯", [], "new", True),
    ("开个KTV", [], "new", True),
    ("今天天气怎么样", [], "new", True),
    ("身份证丢了怎么补办", [], "reissue", True),
    ("", [], "new", True),
    ("字" * 3000, [], "new", True),
]


@pytest.mark.parametrize(("text", "commands"), OPENING, ids=lambda value: str(value)[:24])
def test_an_opening_sentence(text: str, commands: list[str]) -> None:
    assert said(text, None, "routing") == commands


@pytest.mark.parametrize(("text", "commands"), OFFERED, ids=lambda value: str(value)[:24])
def test_a_choice_among_those_offered(text: str, commands: list[str]) -> None:
    assert said(text, None, "routing", candidates=("noodles", "store")) == commands


@pytest.mark.parametrize(("key", "text", "commands"), SWITCHING, ids=lambda value: str(value)[:24])
def test_another_scenario_in_the_middle_of_one(key: str, text: str, commands: list[str]) -> None:
    assert said(text, key) == commands


@pytest.mark.parametrize(("text", "scenarios", "matter", "sure"), ROUTES, ids=lambda value: str(value)[:24])
def test_a_route(text: str, scenarios: list[str], matter: str, sure: bool) -> None:
    routing = understander().route(text)
    found = [one.scenario for one in routing.candidates]
    found = found[:1] if sure else found  # what follows a sure one is only the next likeliest
    assert (found, routing.matter, routing.sure) == (scenarios, matter, sure)


def test_an_unsure_route_offers_the_three_likeliest() -> None:
    routing = understander().route("我想开个吃饭的店")
    assert len(routing.candidates) == 3 and not routing.sure
    scores = [one.score for one in routing.candidates]
    assert scores == sorted(scores, reverse=True) and all(0 <= score <= 1 for score in scores)
