"""Each kind of file becomes the frozen definitions it says, no more and no less."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, fields
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from bot.catalog import Built, CatalogInvalid, load, open_built, read_texts
from bot.engine.catalog import KnowledgeEntry
from bot.engine.condition_parser import parse_condition
from bot.engine.derivations import Derivation
from bot.engine.facts import Fact, Limits, Option, Wording
from bot.engine.figures import Figure, Period
from bot.engine.forms import Check, Field, Material, Section
from bot.engine.scenario import Outcome, Permit, Question, Rule

from .tree import DICTIONARY, KNOWLEDGE, TEA, TEXTS, TODAY, edit, plant, write


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    root = plant(tmp_path_factory.mktemp("readers") / "tree")
    write(root, {DICTIONARY: (root / DICTIONARY).read_text("utf-8") + STAFF})
    edit(root, TEA, "  - {fact: shop.place}\n", QUESTION)
    edit(
        root,
        KNOWLEDGE,
        "basis: 《某条例》第七条",
        "basis: 《某条例》第七条, items: [permit], from: 2020-01-01, until: 2030-12-31, certain: false",
    )
    return open_built(root, today=TODAY)


STAFF = """  staff:
    label: 人员
    kind: list
    ask: 有哪些人？
    example: 张三
    limits: {min_items: 1, max_items: 9}
    items:
      name: {label: 姓名, kind: person_name, sensitivity: personal, ask: 叫什么？, example: 张三, names: [名字]}
      hours: {label: 工时, kind: number, when: known staff.name, optional: true, default: 8, ask: 几小时？, example: 8}
  shop.copy: {label: 店名抄件, kind: text, derive: "concat('上海', shop.name, shop.place@label)"}
"""
QUESTION = """  - fact: shop.place
    when: shop.area > 0
    ask: 开在哪儿？
    why: 摆摊另有规定。
    options: [{value: store, label: 店面, names: [铺子]}, {value: stall, label: 摊位}]
"""
PLACES = (Option("store", "门店"), Option("stall", "摊位"))


def _of(built: Built) -> dict[str, Any]:
    catalog, facts = built.catalog(), built.facts
    release = catalog.release("tea")
    form = release.forms["permit"]
    scenario = release.scenario
    return {
        "fact": facts["shop.area"],
        "choice": facts["shop.place"],
        "licence": facts["shop.name"].licence,
        "item": facts["staff.name"],
        "items": [item.id for item in facts["staff"].items],
        "item-more": facts["staff.hours"],
        "derived": facts["shop.copy"].derive,
        "figure": release.figures["small_shop"],
        "sections": form.sections,
        "field": form.fields[3],
        "check": form.checks,
        "material": form.materials,
        "question": scenario.questions[0],
        "rule": scenario.rules[1],
        "warning": scenario.rules[2],
        "permit": scenario.permits,
        "outcome": scenario.outcomes,
        "phrases": (scenario.theme, scenario.title, scenario.says, scenario.words, scenario.state, scenario.until),
        "knowledge": catalog.knowledge["K-1"],
        "text": catalog.texts["W-CHECK"],
    }


LAW = "《某条例》第"
EXPECTED: dict[str, Any] = {
    "fact": Fact(
        "shop.area", "面积", "area", Wording("店面多少平方米？", example="八十平"), unit="㎡", limits=Limits(above=0)
    ),
    "choice": Fact("shop.place", "店铺类型", "choice", Wording("店开在哪里？", example="门店"), options=PLACES),
    "licence": "BL",
    "item": Fact(
        "staff.name", "姓名", "person_name", Wording("叫什么？", example="张三"), ("名字",), sensitivity="personal"
    ),
    "items": ["staff.name", "staff.hours"],
    "item-more": Fact(
        "staff.hours",
        "工时",
        "number",
        Wording("几小时？", example="8"),
        when=parse_condition("known staff.name"),
        optional=True,
        default=8,
    ),
    "derived": Derivation("concat", ("=上海", "shop.name", "shop.place@label")),
    "figure": Figure("small_shop", "小店的面积上限", "㎡", (Period(150, date(2024, 1, 1), None, LAW + "二条"),)),
    "sections": (Section("shop", "店铺"),),
    "field": Field("/inspection", "shop.inspection", "shop"),
    "check": (Check("area", parse_condition("shop.area > 9000"), "shop.area", "面积太大了。", LAW + "三条"),),
    "material": (Material("M01", "平面图", "upload", parse_condition("shop.inspection == 'required'"), LAW + "四条"),),
    "question": Question(
        "shop.place",
        parse_condition("shop.area > 0"),
        Wording("开在哪儿？", "摆摊另有规定。"),
        (Option("store", "店面", ("铺子",)), Option("stall", "摊位")),
    ),
    "rule": Rule(
        "R-2",
        parse_condition("shop.area <= figure.small_shop"),
        {"shop.inspection": "exempt"},
        {},
        source=LAW + "六条",
    ),
    "warning": Rule("R-3", None, {"shop.inspection": "required"}, {}, warnings=("W-CHECK",), source=LAW + "六条"),
    "permit": (Permit("permit"),),
    "outcome": {"stall": Outcome("stall", "elsewhere", "摆摊到街道登记。", LAW + "五条")},
    "phrases": ("T01", "开一家奶茶店", ("我想开一家奶茶店",), ("奶茶",), "current", None),
    "knowledge": KnowledgeEntry(
        "K-1", ("许可证有效期几年",), "五年。", LAW + "七条", ("permit",), date(2020, 1, 1), date(2030, 12, 31), False
    ),
    "text": "会有人到店里核查。",
}


@pytest.mark.parametrize("part", EXPECTED)
def test_a_part_is_read_as_it_is_written(built: Built, part: str) -> None:
    assert _of(built)[part] == EXPECTED[part]


@pytest.mark.parametrize("part", ["fact", "figure", "field", "question", "rule", "knowledge"])
def test_definitions_cannot_be_changed(built: Built, part: str) -> None:
    definition = _of(built)[part]
    with pytest.raises(FrozenInstanceError):
        setattr(definition, fields(definition)[0].name, "other")


def test_a_mistake_anywhere_gives_no_catalog_but_all_mistakes(tmp_path: Path) -> None:
    root = plant(tmp_path / "tree")
    edit(
        root,
        TEA,
        "warn: [W-CHECK], source: 《某条例》第六条}\n  - {id: R-4",
        "warn: [W-CHEK], source: 《某条例》第六条}\n  - {id: R-4",
    )
    edit(root, DICTIONARY, "kind: boolean", "kind: bool")
    with pytest.raises(CatalogInvalid) as caught:
        load(root, today=TODAY)
    assert [(issue.file, issue.line, issue.code) for issue in caught.value.issues] == [
        (DICTIONARY, 10, "SHAPE-01"),
        (TEA, 14, "TEXT-01"),
    ]


def test_texts_are_read_by_themselves(tmp_path: Path) -> None:
    root = plant(tmp_path / "tree")
    read = read_texts(root / TEXTS)
    assert (read["W-CHECK"], read["echo"]) == ("会有人到店里核查。", "记下了：{items}。")


@pytest.mark.parametrize(
    "text", [pytest.param("", id="empty"), pytest.param("a: 1\n", id="number"), pytest.param("a: [\n", id="broken")]
)
def test_texts_that_cannot_be_used_are_refused(tmp_path: Path, text: str) -> None:
    file = tmp_path / "text.zh.yml"
    file.write_text(text, "utf-8")
    with pytest.raises(CatalogInvalid):
        read_texts(file)


def test_a_release_has_the_facts_that_can_play_a_part_and_no_other(built: Built) -> None:
    """The staff and the copy of the name stand in the dictionary, and neither the form nor the scenario uses them."""
    facts = built.catalog().release("tea").facts
    assert set(facts) == {"shop.area", "shop.drinks", "shop.inspection", "shop.name", "shop.place"}
