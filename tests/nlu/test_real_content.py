"""The published scenarios, dictionary and knowledge, read as applicants speak."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from bot.catalog import load
from bot.engine import Address, Catalog
from bot.engine.commands import Answer, AskKnowledge
from bot.engine.reading import Asking
from bot.engine.values import Rejection, Value
from bot.nlu import Understander
from bot.nlu.fact_reader import read_fact

from .shop import show

ROOT = Path(__file__).resolve().parents[2]
TODAY = date(2026, 11, 24)


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return load(ROOT, today=TODAY)


@pytest.fixture(scope="module")
def understander(catalog: Catalog) -> Understander:
    return Understander(catalog)


def asking(catalog: Catalog, scenario: str, key: str) -> Asking:
    """The context in which the scenario asks ``key``, everything outside lists open to answers."""
    release = catalog.current[scenario]
    address = Address.parse(key)
    assert address is not None
    own = release.plan.question.get(address.fact)
    offered = own.options if own is not None and own.options is not None else release.facts[address.fact].options
    named = [name for name in release.facts if name not in release.plan.list_of and name not in release.scenario.assume]
    return Asking(
        "question", TODAY, address, release.facts[address.fact], offered, tuple(map(Address, named)), scenario=scenario
    )


ROWS = [
    ("operator.name", "店名叫阿婆奶茶，南京西路1234号，八十平", ["= 阿婆奶茶", "premises.address = 南京西路1234号", "premises.total_area = 80"]),
    ("premises.tenure", "租的，电话13812345678", ["contact.mobile = 13812345678", "= leased"]),
    ("premises.seats", "法人的电话是13812345678", ["legal_rep.mobile = 13812345678"]),
    ("premises.seats", "住所是静安区南京西路1号", ["operator.registered_address = 静安区南京西路1号"]),
    ("dine_in", "有堂食", ["= True"]),
    ("uses_auto_devices", "会放一台无人咖啡机", ["= True"]),
    ("premises.pollution_within_25m", "旁边有垃圾站", ["= True"]),
    ("premises.room", "没有室号", ["= (none)"]),
    ("licence_state", "还在办", ["= doing"]),
    ("licence_state", "办了", ["= done"]),
    ("licence_state", "没有", ["= none"]),
    ("licence_state", "没有第二家", ["= !choice.unreadable"]),
    ("legal_rep.phone", "没有座机", ["= (none)"]),
    ("premises.total_area", "凉菜要不要专间", ["askknowledge F-15"]),
    ("auto_devices_risk_plan", "每天换货，冷藏保存，专人巡查", ["= 每天换货，冷藏保存，专人巡查"]),
    ("auto_devices_risk_plan", "先帮我保存，明天再写", ["pause"]),
    ("premises.seats", "改成没有堂食", ["fix dine_in = False"]),
]  # fmt: skip


@pytest.mark.parametrize(("key", "text", "commands"), ROWS, ids=lambda value: str(value)[:24])
def test_published_facts(
    catalog: Catalog, understander: Understander, key: str, text: str, commands: list[str]
) -> None:
    scenario = "noodle_shop" if key == "dine_in" else "beverage_shop"
    reading = understander.read(text, asking(catalog, scenario, key), catalog.current[scenario])
    assert [show(command) for command in reading.commands] == commands


@pytest.mark.parametrize(
    ("key", "text", "commands"),
    [
        pytest.param("licence_state", "40平吧", ["maybe premises.total_area = 40"], id="unnamed"),
        pytest.param("licence_state", "面积40平", ["premises.total_area = 40"], id="named"),
        pytest.param("premises.total_area", "40平", ["= 40"], id="asked-again"),
    ],
)
def test_an_answer_given_before_is_not_changed_by_a_value_that_names_nothing(
    catalog: Catalog, understander: Understander, key: str, text: str, commands: list[str]
) -> None:
    context = replace(asking(catalog, "noodle_shop", key), answered=frozenset({"premises.total_area"}))
    reading = understander.read(text, context, catalog.current["noodle_shop"])
    assert [show(command) for command in reading.commands] == commands


def test_every_example_answers_its_own_question(catalog: Catalog, understander: Understander) -> None:
    missed = []
    for scenario, release in catalog.current.items():
        for fact in release.facts.values():
            own = release.plan.question.get(fact.id)
            wording = own.wording if own is not None and own.wording is not None else fact.wording
            if not wording.ask or not wording.example or fact.kind == "list":
                continue
            key = Address(fact.id, "1" if fact.id in release.plan.list_of else None).key
            reading = understander.read(wording.example, asking(catalog, scenario, key), release)
            if not any(
                isinstance(one, Answer) and one.address is None and isinstance(one.value, Value)
                for one in reading.commands
            ):
                absent = fact.optional and [show(one) for one in reading.commands] == ["= (none)"]
                missed += [] if absent else [(scenario, key, wording.example, [show(one) for one in reading.commands])]
    assert missed == []


def test_every_choice_answers_by_its_label_and_its_names(catalog: Catalog, understander: Understander) -> None:
    missed = []
    release = catalog.current["beverage_shop"]
    for fact in release.facts.values():
        if fact.kind != "choice" or not fact.wording.ask or fact.id in release.plan.list_of:
            continue
        context = asking(catalog, "beverage_shop", fact.id)
        for option in context.options:
            for name in (option.label, *option.names):
                said = [show(one) for one in understander.read(name, context, release).commands]
                missed += [] if said == [f"= {option.value}"] else [(fact.id, name, said)]
    assert missed == []


@pytest.mark.parametrize(
    ("scenario", "key", "text", "chosen"),
    [
        ("hotel_change", "hotel.change_items", "改名字，法人也换", "name+legal_rep"),
        ("hotel_change", "hotel.change_items", "换名字跟老板", "name+legal_rep"),
        ("hotel_change", "hotel.change_items", "就改个名", "name"),
        ("hotel_change", "hotel.change_items", "搬家了", "address"),
        ("hotel_change", "hotel.change_items", "法人换了，还加了几间房", "legal_rep+layout"),
        ("hotel_change", "hotel.change_items", "店长变了", "principal"),
        ("hotel_change", "hotel.change_items", "地址变了", "address"),
        ("food_change", "change.items", "改名字，法人也换", "name+legal_rep"),
        ("food_change", "change.items", "法人换了", "legal_rep"),
        ("food_change", "change.items", "住所变了", "registered_address"),
        ("food_change", "change.items", "加几个菜 还有换老板", "legal_rep+business_items_add"),
        ("food_change", "change.items", "多做凉菜", "business_items_add"),
        ("food_change", "change.items", "不做面包了", "business_items_remove"),
        ("food_change", "change.items", "换法人和名称", "name+legal_rep"),
        ("hotel_change", "hotel.change_items", "法人和名称都换了", "name+legal_rep"),
        ("entertainment_change", "ent.change_items", "名字和法人都改", "name+legal_rep"),
        ("medical_change", "md.change_items", "换法人和名称", "name+legal_rep"),
    ],
)
def test_what_changes_is_chosen_in_ordinary_words(
    catalog: Catalog, understander: Understander, scenario: str, key: str, text: str, chosen: str
) -> None:
    read = understander.read(text, asking(catalog, scenario, key), catalog.current[scenario])
    assert [show(one) for one in read.commands] == [f"= {chosen}"]


@pytest.mark.parametrize(
    ("key", "text", "heard"),
    [
        # What else is meant must be asked, not left out in silence.
        ("change.items", "法人换了，面积变大了", "= ~legal_rep"),
        ("change.items", "法人换了，还加个外卖", "= ~legal_rep"),
        ("change.items", "换法人，其他不变", "= legal_rep"),
        ("change.items", "改名字，谢谢", "= name"),
        # The matter said once more is no yes to whatever is asked.
        ("orig.relocated", "我想变更食品经营许可证", "choosescenario food_change"),
        ("orig.relocated", "我要注销食品经营许可证", "switch food_cancel"),
        ("orig.relocated", "不是，我要补办许可证", "= ~False"),
        ("orig.relocated", "没搬，就在老地方", "= False"),
        ("orig.relocated", "搬了", "= True"),
    ],
)
def test_words_beside_an_answer_and_the_matter_said_again(
    catalog: Catalog, understander: Understander, key: str, text: str, heard: str
) -> None:
    read = understander.read(text, asking(catalog, "food_change", key), catalog.current["food_change"])
    assert [show(one) for one in read.commands] == [heard]


def test_every_saying_finds_its_scenario(catalog: Catalog, understander: Understander) -> None:
    missed = []
    for scenario, release in catalog.current.items():
        for phrase in (release.scenario.title, *release.scenario.says):
            routing = understander.route(phrase)
            if not routing.candidates or routing.candidates[0].scenario != scenario:
                missed.append((scenario, phrase, routing))
    assert missed == []


def test_every_known_question_finds_its_entry(catalog: Catalog, understander: Understander) -> None:
    """Asked by somebody who applies for what the entry is about."""
    missed = []
    for entry in catalog.knowledge.values():
        release = next(one for one in catalog.current.values() if {*one.items} & {*entry.items})
        context = asking(catalog, release.scenario.id, release.scenario.questions[0].fact)
        if (entry.start is not None and entry.start > TODAY) or (entry.until is not None and entry.until < TODAY):
            continue
        for question in entry.questions:
            said = [show(one) for one in understander.read(question, context, release).commands]
            missed += [] if said == [f"askknowledge {entry.id}"] else [(entry.id, question, said)]
    assert missed == []


@pytest.mark.parametrize(
    ("scenario", "question", "entry"),
    [
        ("beverage_shop", "许可证有效期几年", "F-45"),
        ("food_renewal", "许可证有效期几年", "F-45"),
        ("bookshop_cafe", "许可证有效期几年", "F-45"),
        ("packaged_grocery", "有效期几年", "F-04"),
        ("packaged_grocery", "要现场核查吗", "F-04"),
        ("packaged_grocery", "到期怎么延续", None),
        ("pharmacy", "许可证有效期几年", "DRUG-09"),
        ("ktv", "许可证有效期几年", "ENT-11"),
        ("barber_shop", "许可证有效期几年", "HYG-05"),
        ("beverage_shop", "药品经营许可证有效期几年", "DRUG-09"),
        ("ktv", "开书店要多大面积", "PUB-01"),
        ("ktv", "食品证丢了怎么办", "F-51"),
        ("ktv", "证丢了怎么办", None),
        ("homestay", "证丢了怎么办", None),
        ("homestay", "店搬了办变更吗", None),
        ("pharmacy", "加一个凉菜项目要重新核查吗", "F-49"),
    ],
)
def test_an_answer_about_another_permit_is_given_only_to_who_names_it(
    catalog: Catalog, understander: Understander, scenario: str, question: str, entry: str | None
) -> None:
    release = catalog.current[scenario]
    context = asking(catalog, scenario, release.scenario.questions[0].fact)
    said = [show(one) for one in understander.read(question, context, release).commands]
    assert said == [f"askknowledge {entry or '-'}"]


@pytest.mark.parametrize("question", ["药店搬家 药证要重新办伐", "KTV的证换老板要变更吗", "民宿特行证丢了怎么办"])
def test_before_a_permit_is_chosen_the_one_that_is_named_is_not_answered_with_food(
    catalog: Catalog, understander: Understander, question: str
) -> None:
    """A pharmacy that moves has its permit changed; the food permit would be applied for anew."""
    context = Asking("routing", TODAY, None, None, (), ())
    answered = [
        one.entry for one in understander.read(question, context, None).commands if isinstance(one, AskKnowledge)
    ]
    assert not any(catalog.knowledge[one].items[0].startswith("food") for one in answered if one is not None)


def test_rooms_are_no_persons_and_words_no_number_of_a_paper(catalog: Catalog) -> None:
    hotel, devices = catalog.current["hotel_change"].facts, catalog.current["medical_change"].facts
    guests = next(one for one in hotel.values() if one.kind == "integer" and one.unit == "人")
    assert isinstance(read_fact(guests, "从20间变成30间", TODAY).value, Rejection)
    assert read_fact(guests, "30人", TODAY).value == Value(30)
    assert isinstance(read_fact(devices["md.licence_no"], "场所了", TODAY).value, Rejection)


@pytest.mark.parametrize(
    "text",
    [
        "开汽修店要什么证",
        "身份证丢了怎么补",
        "奶茶多少钱一杯",
        "附近哪里有奶茶店",
        "今天天气怎么样",
        "开网吧需要什么",
        "写一首诗",
    ],
)
def test_what_is_not_ours_has_no_scenario(understander: Understander, text: str) -> None:
    routing = understander.route(text)
    assert (routing.candidates, routing.sure) == ((), True)
