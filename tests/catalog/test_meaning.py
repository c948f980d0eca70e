"""Whether what the files say makes sense: what must be found, and what must not be."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from bot.catalog import check

from .tree import DICTIONARY, FIGURES, KNOWLEDGE, LAYOUT, SCHEMA, TEA, TODAY, edit, plant, write

STAFF = "  staff: {label: 人员, kind: list, ask: 有谁？, example: 张三, items: {name: {label: 面积, kind: text, ask: 叫什么？, example: 张三}}}\n"
DAY = "  shop.day: {label: 开业日, kind: date, ask: 哪天开业？, example: 明天}\n"
#: An edit of the valid tree -> the codes it must give: every one of them, and no other.
CASES = [
    pytest.param(TEA, "when: shop.place == 'stall'", "when: shop.area > 100 and shop.area <= 100", ["REACH-02"], id="a-rule-that-never-holds"),
    pytest.param(TEA, "when: shop.place == 'stall'", "when: not (shop.place == 'store' or shop.place == 'stall')", ["REACH-02"], id="never-by-all-options"),
    pytest.param(TEA, "when: shop.place == 'stall'", "when: shop.drinks has 'tea' and shop.drinks has 'juice'", [], id="two-of-a-multiple-choice-can-both-hold"),
    pytest.param(TEA, "when: shop.place == 'stall'", "when: shop.area > figure.small_shop and shop.area < 151", [], id="between-a-figure-and-a-number"),
    pytest.param(TEA, "when: shop.place == 'stall'", "when: not known shop.name", [], id="a-fact-may-have-no-answer"),
    pytest.param(TEA, "when: shop.place == 'stall'", "when: shop.name == 'a' and shop.name == 'b'", ["REACH-02"], id="two-texts-at-once"),
    pytest.param(TEA, ", outcome: stall", ", warn: [W-CHECK]", ["OUTCOME-02"], id="an-outcome-without-a-rule"),
    pytest.param(TEA, "R-3, set: {", "R-3, when: shop.area > figure.small_shop, set: {", [], id="two-rules-that-cover-every-case"),
    pytest.param(TEA, "R-3, set: {", "R-3, when: shop.area > 200, set: {", ["FIELD-01"], id="a-gap-between-two-rules"),
    pytest.param(TEA, "R-3, set: {shop.inspection: required}, ", "R-3, ", ["FIELD-01"], id="one-rule-that-holds-sometimes"),
    pytest.param(TEA, "{fact: shop.place}", "{fact: shop.place, when: shop.area > 20}", [], id="a-question-that-can-be-reached"),
    pytest.param(DICTIONARY, "ask: 店面多少平方米？, ", "", ["FIELD-01"], id="a-required-field-that-nothing-gives"),
    pytest.param(DICTIONARY, "ask: 店面多少平方米？, ", "default: 50, ", [], id="a-required-field-with-a-default"),
    pytest.param(DICTIONARY, "ask: 店面多少平方米？, ", "derive: copy(shop.area), ", ["CYCLE-01"], id="a-fact-made-of-itself"),
    pytest.param(DICTIONARY, "kind: area, ", "kind: area, when: shop.place == 'store', ", [], id="a-fact-that-waits-for-another"),
    pytest.param(DICTIONARY, "ask: 店叫什么名字？", "parts: {area: shop.aera}, ask: 店叫什么名字？", ["FACT-01"], id="a-part-that-is-no-fact"),
    pytest.param(LAYOUT, "{pointer: /area, fact: shop.area}", "{pointer: /area, fact: shop.area, when: shop.dine}", ["COND-02"], id="a-field's-condition"),
    pytest.param(LAYOUT, "refuse: shop.area > 9000", "refuse: shop.area > '9000'", ["COND-06"], id="a-check's-condition"),
    pytest.param(SCHEMA, '"exclusiveMinimum": 0', '"minimum": 0', ["EXAMPLE-02"], id="a-rule-that-its-example-does-not-break"),
    pytest.param(SCHEMA, '"minLength": 1', '"minLength": 99', ["EXAMPLE-01"], id="a-schema-that-refuses-the-valid-example"),
    pytest.param(FIGURES, "from: 2024-01-01", "from: 2024-01-01, until: 2026-11-24", [], id="a-figure-on-its-last-day"),
    pytest.param(FIGURES, "from: 2024-01-01", "from: 2024-01-01, until: 2026-11-23", ["FIGURE-01"], id="a-figure-the-day-after"),
    pytest.param(FIGURES, "from: 2024-01-01", "from: 2026-11-25", ["FIGURE-01"], id="a-figure-the-day-before"),
    pytest.param(KNOWLEDGE, "answer: 五年。", "answer: 五年。, until: 2026-11-24", [], id="knowledge-on-its-last-day"),
    pytest.param(KNOWLEDGE, "answer: 五年。", "answer: 五年。, until: 2026-11-23", ["KNOW-02"], id="knowledge-past-its-validity"),
    pytest.param(KNOWLEDGE, "answer: 五年。", "answer: 五年。, from: 2026-12-01", [], id="knowledge-not-yet-in-force"),
    pytest.param(DICTIONARY, "facts:\n", "facts:\n" + STAFF, [], id="names-inside-a-list-are-its-own"),
    pytest.param(TEA, "words: [奶茶]", "words: [奶茶, 我想开一家奶茶店]", ["SAY-05"], id="a-phrase-twice-in-one-scenario"),
]  # fmt: skip


@pytest.mark.parametrize("file, old, new, codes", CASES)
def test_sense_is_told_from_nonsense(tmp_path: Path, file: str, old: str, new: str, codes: list[str]) -> None:
    root = plant(tmp_path / "tree")
    edit(root, file, old, new)
    assert sorted({issue.code for issue in check(root, today=TODAY)}) == codes


@pytest.mark.parametrize(
    "condition, codes",
    [
        pytest.param("shop.day > '2026-01-01' and shop.day < '2026-01-03'", [], id="one-day-between"),
        pytest.param("shop.day > '2026-01-01' and shop.day < '2026-01-02'", ["REACH-02"], id="no-day-between"),
        pytest.param("shop.day == '2026-01-01'", [], id="that-day"),
    ],
)
def test_days_are_tried_around_those_that_are_named(tmp_path: Path, condition: str, codes: list[str]) -> None:
    root = plant(tmp_path / "tree")
    edit(root, DICTIONARY, "facts:\n", "facts:\n" + DAY)
    edit(root, TEA, "when: shop.place == 'stall'", f'when: "{condition}"')
    assert [issue.code for issue in check(root, today=TODAY)] == codes


def test_a_figure_is_not_carried_on_past_its_last_day(tmp_path: Path) -> None:
    root = plant(tmp_path / "tree")
    edit(root, FIGURES, "from: 2024-01-01", "from: 2024-01-01, until: 2030-12-31")
    assert check(root, today=date(2030, 12, 31)) == ()
    assert [issue.code for issue in check(root, today=date(2031, 1, 1))] == ["FIGURE-01"]


def test_a_project_without_forms_and_scenarios_says_what_is_missing(tmp_path: Path) -> None:
    assert [str(issue) for issue in check(tmp_path, today=TODAY)] == [
        "forms/dictionary.yml:0  YAML-01  没有这个文件，或者文件读不了。\n    补上这个文件。"
    ]


def test_only_what_was_asked_about_is_told(tmp_path: Path) -> None:
    root = plant(tmp_path / "tree")
    edit(root, TEA, "outcome: stall", "outcome: stal")
    edit(root, KNOWLEDGE, ", basis: 《某条例》第七条", "")
    assert {issue.file for issue in check(root, today=TODAY)} == {TEA, KNOWLEDGE}
    assert {issue.file for issue in check(root, [root / "scenarios/knowledge"], today=TODAY)} == {KNOWLEDGE}
    assert {issue.file for issue in check(root, [root / TEA], today=TODAY)} == {TEA}
    assert check(root, [root / "forms"], today=TODAY) == ()


def test_an_unusable_file_is_not_blamed_on_those_that_name_it(tmp_path: Path) -> None:
    root = plant(tmp_path / "tree")
    for file in (DICTIONARY, FIGURES, LAYOUT, "scenarios/shared/text.zh.yml"):
        write(root, {file: "a: [\n"})
    assert [(issue.file, issue.code) for issue in check(root, today=TODAY)] == [
        (DICTIONARY, "YAML-03"),
        (FIGURES, "YAML-03"),
        (LAYOUT, "YAML-03"),
        ("scenarios/shared/text.zh.yml", "YAML-03"),
    ]
