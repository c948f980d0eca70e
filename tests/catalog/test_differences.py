"""Two releases are compared by what they define: each kind of change is told as what it is, and nothing else is."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.catalog import bundles_under, publish
from bot.catalog.differences import Detail, Difference, differences, moves
from bot.catalog.parts import KINDS
from bot.cli.told_differences import told

from .tree import DICTIONARY, FIGURES, LAYOUT, MATERIALS, SCHEMA, TEA, TEXTS, TODAY, VALID, edit, plant

BEFORE = publish(VALID, today=TODAY).bundles["tea"]

#: File, what it said, what it says -> kind, name and change of each difference, with some of its details.
CHANGES = [
    pytest.param(TEA, "title: 开一家奶茶店", "title: 开奶茶店", [("scenario", "tea", "changed", [("title", "开一家奶茶店", "开奶茶店")])], id="title"),
    pytest.param(TEA, "words: [奶茶]", "words: [奶茶, 茶饮]", [("scenario", "tea", "changed", [("words", ["奶茶"], ["奶茶", "茶饮"])])], id="words"),
    pytest.param(TEA, "  - {fact: shop.drinks}\n", "  - {fact: shop.drinks}\n  - {fact: shop.area, ask: 多大？}\n", [("question", "shop.area", "added", [("ask", None, "多大？")])], id="question-added"),
    pytest.param(TEA, "  - {fact: shop.drinks}\n", "", [("question", "shop.drinks", "removed", [])], id="question-removed"),
    pytest.param(TEA, "  - {fact: shop.drinks}\n", "  - {fact: shop.drinks, ask: 卖啥？}\n", [("question", "shop.drinks", "changed", [("ask", None, "卖啥？")])], id="question-reworded"),
    pytest.param(TEA, "  - {fact: shop.place}\n  - {fact: shop.drinks}\n", "  - {fact: shop.drinks}\n  - {fact: shop.place}\n", [("question", "shop.drinks", "moved", [("position", 2, 1)])], id="question-moved"),
    pytest.param(TEA, "  - {fact: shop.drinks}\n", "  - {fact: shop.drinks, when: shop.place == 'store'}\n", [("question", "shop.drinks", "changed", [("when", None, "shop.place == 'store'")])], id="question-condition"),
    pytest.param(TEA, "shop.place == 'stall'", "shop.place != 'store'", [("rule", "R-1", "changed", [("when", "shop.place == 'stall'", "shop.place != 'store'")])], id="rule-condition"),
    pytest.param(TEA, "set: {shop.inspection: exempt}, source: 《某条例》第六条", "set: {shop.inspection: required}, source: 《某条例》第七条", [("rule", "R-2", "changed", [("source", "《某条例》第六条", "《某条例》第七条"), ("set shop.inspection", "exempt", "required")])], id="rule-value-and-source"),
    pytest.param(TEA, "摆摊到街道登记。", "摆摊到镇里登记。", [("outcome", "stall", "changed", [("text", "摆摊到街道登记。", "摆摊到镇里登记。")])], id="outcome"),
    pytest.param(TEA, "{form: permit}", "{form: permit, when: shop.place == 'store'}", [("permit", "permit", "changed", [("when", None, "shop.place == 'store'")])], id="permit"),
    pytest.param(LAYOUT, "title: 许可申请书", "title: 申请书", [("form", "permit", "changed", [("title", "许可申请书", "申请书")])], id="form-title"),
    pytest.param(LAYOUT, "{pointer: /area, fact: shop.area}", "{pointer: /area, fact: shop.area, when: shop.place == 'store'}", [("field", "permit/area", "changed", [("when", None, "shop.place == 'store'")])], id="field"),
    pytest.param(LAYOUT, "shop.area > 9000", "shop.area > 8000", [("check", "permit/area", "changed", [("refuse", "shop.area > 9000", "shop.area > 8000")])], id="check"),
    pytest.param(MATERIALS, "label: 平面图", "label: 布局图", [("material", "permit/M01", "changed", [("label", "平面图", "布局图")])], id="material"),
    pytest.param(SCHEMA, '"minLength": 1', '"minLength": 2', [("schema", "permit/form.schema.json", "changed", [("/$defs/text/minLength", 1, 2)])], id="schema"),
    pytest.param(DICTIONARY, "above: 0", "above: 1", [("fact", "shop.area", "changed", [("limits above", 0, 1)])], id="fact-limit"),
    pytest.param(DICTIONARY, "{value: juice, label: 果汁}", "{value: juice, label: 鲜榨果汁}", [("fact", "shop.drinks", "changed", [("options juice", {"label": "果汁"}, {"label": "鲜榨果汁"})])], id="option-renamed"),
    pytest.param(DICTIONARY, "{value: juice, label: 果汁}", "{value: juice, label: 果汁}, {value: milk, label: 牛奶}", [("fact", "shop.drinks", "changed", [("options milk", None, {"label": "牛奶"})])], id="option-added"),
    pytest.param(DICTIONARY, "{value: tea, label: 奶茶}, {value: juice, label: 果汁}", "{value: juice, label: 果汁}, {value: tea, label: 奶茶}", [("fact", "shop.drinks", "changed", [("options", ["tea", "juice"], ["juice", "tea"])])], id="options-moved"),
    pytest.param(FIGURES, "value: 150", "value: 151", [("figure", "small_shop", "changed", [("periods 2024-01-01 起", {"value": 150, "source": "《某条例》第二条"}, {"value": 151, "source": "《某条例》第二条"})])], id="figure"),
    pytest.param(TEXTS, "会有人到店里核查。", "有人来核查。", [("text", "W-CHECK", "changed", [("text", "会有人到店里核查。", "有人来核查。")])], id="text"),
]  # fmt: skip
SAME = [
    pytest.param(TEA, "shop.place == 'stall'", "( shop.place  ==  'stall' )", id="a-condition-written-otherwise"),
    pytest.param(TEA, "title: 开一家奶茶店", 'title: "开一家奶茶店"', id="quotes"),
    pytest.param(TEA, "outcome: stall, source", "certain: true, outcome: stall, source", id="what-is-so-anyway"),
    pytest.param(DICTIONARY, "ask: 店里有座位吗？", "ask: 有没有座位？", id="a-fact-that-plays-no-part"),
]


def found(tmp_path: Path, file: str, old: str, new: str) -> tuple[Difference, ...]:
    """The differences after one change to the small tree, its meaning unchecked."""
    root = plant(tmp_path / "tree")
    edit(root, file, old, new)
    return differences(BEFORE, bundles_under(root)["tea"])


@pytest.mark.parametrize("file, old, new, expected", CHANGES)
def test_each_change_is_told_as_what_it_is(tmp_path: Path, file: str, old: str, new: str, expected: Any) -> None:
    told_of = [one for one in found(tmp_path, file, old, new) if one.kind != "fact" or expected[0][0] == "fact"]
    assert [(one.kind, one.name, one.change) for one in told_of] == [one[:3] for one in expected]
    for one, (*_, details) in zip(told_of, expected, strict=True):
        assert one.change == "removed" or list(one.details) == [Detail(*detail) for detail in details]


@pytest.mark.parametrize("file, old, new", SAME)
def test_what_says_the_same_is_no_difference(tmp_path: Path, file: str, old: str, new: str) -> None:
    assert found(tmp_path, file, old, new) == ()


def test_a_release_does_not_differ_from_itself() -> None:
    assert differences(BEFORE, BEFORE) == ()


def test_every_kind_of_part_has_its_change() -> None:
    assert {row.values[3][0][0] for row in CHANGES} == set(KINDS)


def test_the_telling_names_what_was_and_what_is(tmp_path: Path) -> None:
    lines = "\n".join(told(found(tmp_path, TEA, "shop.place == 'stall'", "shop.place != 'store'")))
    assert lines == "  规则\n    改动 R-1\n        条件：shop.place == 'stall' → shop.place != 'store'"


def test_the_telling_names_the_member_of_an_option_alone(tmp_path: Path) -> None:
    lines = list(told(found(tmp_path, DICTIONARY, "{value: juice, label: 果汁}", "{value: juice, label: 鲜榨果汁}")))
    assert lines[-1].strip() == "选项 juice 的名称：果汁 → 鲜榨果汁"


def test_a_new_question_is_told_with_its_condition(tmp_path: Path) -> None:
    new = "  - {fact: shop.drinks}\n  - {fact: shop.dine_in, when: shop.area > 20}\n"
    lines = list(told(found(tmp_path, TEA, "  - {fact: shop.drinks}\n", new)))
    assert "    新增 shop.dine_in「店里有座位吗？」，条件：shop.area > 20" in lines


@given(st.permutations(range(6)), st.sets(st.integers(0, 5)), st.sets(st.integers(6, 8)))
def test_moved_questions_are_as_few_as_can_be(order: list[int], gone: set[int], came: set[int]) -> None:
    """What is not said to have moved stands in the same order as before; and no smaller set would do."""
    before = [str(one) for one in range(6)]
    after = [str(one) for one in [*order, *sorted(came)] if one not in gone]
    moved = moves(before, after)
    common = [one for one in after if one in before]
    assert [one for one in common if one not in moved] == sorted(one for one in common if one not in moved)
    assert all((before[old - 1], after[new - 1]) == (name, name) for name, (old, new) in moved.items())
    for fewer in combinations(common, max(len(moved) - 1, 0)):
        rest = [one for one in common if one not in fewer]
        assert not moved or rest != sorted(rest)
