"""From a schema to a scenario that answers: drafted, filled, checked, played."""

from __future__ import annotations

from pathlib import Path

import pytest
from ruamel.yaml import YAML

from actions.stories import run_story
from bot.catalog import check, load
from bot.catalog.scaffold import MARK, Order, draft
from bot.nlu import Understander

from .town import DICTIONARY, LAYOUT, MATERIALS, ORDER, SCENARIO, TODAY, fill, run, town

STORY = """today: 2026-11-24
turns:
  - say: 我想给狗办登记
    expect: {stage: asking, asked: keeper.name}
  - say: 王小明
    expect: {asked: keeper.id_no}
  - say: 11010519491231002X
    expect: {asked: keeper.mobile}
  - say: '13800138000'
    expect: {asked: keeper.home}
  - say: 静安区南京西路1号
    expect: {asked: dog.name}
  - say: 旺财
    expect: {asked: dog.size}
  - say: 小型犬
    expect: {asked: dog.born_on, facts: {dog.size: small}}
  - say: 2024年5月1日
    expect: {asked: dog.weight, facts: {dog.born_on: 2024-05-01}}
  - say: 八
    expect: {asked: dog.neutered}
  - say: 没有
    expect: {asked: dog.colors, facts: {dog.neutered: false}}
  - say: 黑色
    expect: {asked: dog.mark}
  - say: 没有
    expect: {asked: "vaccinations[1].vaccine"}
  - say: 狂犬疫苗
    expect: {asked: "vaccinations[1].given_on"}
  - say: 2026年1月5日
    expect: {asked: vaccinations}
  - say: 没有了
    expect: {asked: dog_licence.truthful}
  - say: 是的
    expect: {stage: review, materials: [M01]}
"""
HEAVY = (
    STORY.partition("  - say: 八\n")[0]
    + "  - say: 一百二十\n    expect: {facts: {dog.weight: 120}, outcome: elsewhere}\n"
)


@pytest.fixture
def drafted(tmp_path: Path) -> Path:
    root = town(tmp_path)
    run(root)
    return root


def read(root: Path, name: str) -> dict:
    return YAML(typ="safe").load((root / name).read_text("utf-8"))


def test_a_fresh_draft_has_the_right_shape(drafted: Path) -> None:
    """Nothing is left but the marks, and names that only a person knows how to say."""
    left = {issue.code for issue in check(drafted, today=TODAY)}
    assert left == {"BLANK-01", "SAY-08"}


def test_filled_by_its_author_it_has_no_mistake_and_answers(drafted: Path) -> None:
    fill(drafted)
    for name in (DICTIONARY, LAYOUT, MATERIALS, SCENARIO):
        assert MARK not in (drafted / name).read_text("utf-8"), name
    assert check(drafted, today=TODAY) == ()
    catalog = load(drafted, today=TODAY)
    understander = Understander(catalog)
    for number, text in enumerate((STORY, HEAVY)):
        story = drafted / f"scenarios/stories/keep_dog-{number}.yml"
        story.write_text(text, "utf-8")
        assert run_story(story, catalog, understander) == []


def test_every_byte_of_the_dictionary_stays_and_the_new_facts_follow(tmp_path: Path) -> None:
    root = town(tmp_path)
    before = (root / DICTIONARY).read_bytes()
    run(root)
    after = (root / DICTIONARY).read_bytes()
    assert after.startswith(before)
    facts = read(root, DICTIONARY)["facts"]
    assert facts["dog.weight"] == {
        "label": "犬只体重",
        "kind": "number",
        "limits": {"above": 0, "maximum": 120},
        "ask": "待填",
    }
    assert facts["keeper.mobile"]["kind"] == "mobile"
    assert facts["keeper.id_no"] == {
        "label": "养犬人身份证号码",
        "kind": "id_card",
        "sensitivity": "sensitive",
        "ask": "待填",
    }
    assert facts["dog.mark"]["optional"] is True
    assert facts["dog.size"]["options"] == [
        {"value": "small", "label": "小型犬"},
        {"value": "large", "label": "大型犬"},
    ]
    assert list(facts["vaccinations"]["items"]) == ["vaccine", "given_on"]


def test_the_layout_has_a_section_for_each_object_and_what_is_signed_last(drafted: Path) -> None:
    sections = read(drafted, LAYOUT)["sections"]
    assert [(one["id"], one["title"]) for one in sections] == [
        ("basic", "基本信息"), ("keeper", "养犬人"), ("dog", "犬只"), ("other", "其他信息"),
    ]  # fmt: skip
    assert sections[0]["fields"][0] == {"pointer": "/application_type", "fact": "application_type"}
    assert {"pointer": "/dog/mark", "fact": "dog.mark", "required": False} in sections[2]["fields"]


def test_a_field_wanted_only_sometimes_waits_for_its_when(drafted: Path) -> None:
    lines = [line.strip() for line in (drafted / DICTIONARY).read_text("utf-8").splitlines()]
    at = lines.index("dog.neutered_at:")
    assert "# 待填：when: dog.neutered" in lines[at : at + 5]
    assert {"pointer": "/dog/neutered_at", "fact": "dog.neutered_at"} in read(drafted, LAYOUT)["sections"][2]["fields"]


def test_what_takes_one_value_is_assumed_but_never_a_consent(drafted: Path) -> None:
    scenario = read(drafted, SCENARIO)
    assert scenario["assume"] == {"application_type": "new", "dog_licence.district_code": "310106"}
    assert {"fact": "dog_licence.truthful"} in scenario["questions"]


def test_every_mark_is_told_with_its_line(drafted: Path) -> None:
    told = {one.split("  ")[0] for one in draft(drafted, Order("dog_licence", "keep_dog")).report.marks}
    standing = {
        f"{name}:{number}"
        for name in (DICTIONARY, LAYOUT, MATERIALS, SCENARIO)
        for number, line in enumerate((drafted / name).read_text("utf-8").splitlines(), 1)
        if MARK in line
    }
    assert told == standing
    assert standing


def test_a_published_form_gives_bare_questions_and_asks_once_for_an_address(tmp_path: Path) -> None:
    root = town(tmp_path)
    made = run(root, Order("food_operation", "juice_shop", title="开一家果汁店", theme="T09"))
    assert list(made.texts) == ["scenarios/food/juice_shop.yml"]
    assert made.report.decisions == []
    questions = read(root, "scenarios/food/juice_shop.yml")["questions"]
    asked = [one["fact"] for one in questions]
    assert {one["fact"] for one in questions if "ask" in one} == {
        "business_items", "business_type_annotations", "business_item_annotations", "inspection", "inspection_reason",
    }  # fmt: skip
    assert "premises.address" in asked
    assert not {"premises.road", "premises.full_address", "district_code", "copies_count", "legal_rep.gender"} & set(
        asked
    )
    assert asked.index("has_agent") < asked.index("agent.name")
    assert asked.count("workers") == 1
    issues = check(root, today=TODAY)  # options of facts that rules are to set, as their marks say
    assert {issue.code for issue in issues} <= {"BLANK-01", "SAY-09"}


@pytest.mark.parametrize("scenario", ["beverage_shop", "convenience_store", "noodle_shop"])
def test_a_scenario_written_by_hand_is_left_alone(tmp_path: Path, scenario: str) -> None:
    made = draft(town(tmp_path), Order("food_operation", scenario))
    assert made.texts == {}
    assert made.report.decisions == []


def test_a_fact_that_matters_only_sometimes_is_told_at_a_place_that_must_be_filled(tmp_path: Path) -> None:
    schema = {"type": "object", "required": ["near_school"], "properties": {"near_school": {"type": "boolean"}}}
    made = draft(town(tmp_path, schema), ORDER)
    assert len(made.report.notes) == 1
    assert "/near_school 表上总要填" in made.report.notes[0]
    assert "alcohol_mode in" in made.report.notes[0]
