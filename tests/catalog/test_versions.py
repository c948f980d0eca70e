"""A scenario's version changes when, and only when, something that shapes it changes."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.catalog import load

from .tree import DICTIONARY, FIGURES, KNOWLEDGE, LAYOUT, MATERIALS, SCHEMA, TEA, TEXTS, TODAY, edit, plant, write

SHAPES = [
    pytest.param(TEA, "shop.place == 'stall'", "shop.place != 'store'", id="a-rule"),
    pytest.param(TEA, "  - {fact: shop.place}\n  - {fact: shop.drinks}\n", "  - {fact: shop.drinks}\n  - {fact: shop.place}\n", id="the-order-of-questions"),
    pytest.param(TEA, "摆摊到街道登记。", "摆摊到镇里登记。", id="an-outcome's-text"),
    pytest.param(DICTIONARY, "above: 0", "above: 1", id="a-fact-of-the-form"),
    pytest.param(DICTIONARY, "ask: 卖什么饮品？", "ask: 卖哪些饮品？", id="a-fact-of-a-rule"),
    pytest.param(FIGURES, "value: 150", "value: 151", id="a-figure-of-a-rule"),
    pytest.param(LAYOUT, "shop.area > 9000", "shop.area > 9001", id="a-check"),
    pytest.param(MATERIALS, "label: 平面图", "label: 布局图", id="a-material"),
    pytest.param(SCHEMA, '"minLength": 1', '"minLength": 2', id="the-schema"),
]  # fmt: skip
SAME = [
    pytest.param(TEA, "theme: T01\ntitle: 开一家奶茶店\n", "title: 开一家奶茶店\n# 说明\n\ntheme: T01\n", id="order-of-keys-and-comments"),
    pytest.param(TEA, "title: 开一家奶茶店", 'title: "开一家奶茶店"', id="quotes"),
    pytest.param(DICTIONARY, "ask: 店里有座位吗？", "ask: 有没有座位？", id="a-fact-that-nothing-of-it-needs"),
    pytest.param(KNOWLEDGE, "五年。", "五年，到期前延续。", id="knowledge"),
    pytest.param(TEXTS, "会有人到店里核查。", "会有人上门核查。", id="the-words-of-a-warning"),
    pytest.param("forms/permit/examples/valid-shop.json", "阿婆", "阿公", id="an-example"),
]  # fmt: skip
NOODLE = """id: noodle
theme: T09
title: 开一家面馆
says: [我想开一家面馆]
assume: {shop.inspection: required}
permits:
  - {form: permit}
"""


def _version(root: Path) -> str:
    return load(root, today=TODAY).release("tea").scenario.version


@pytest.mark.parametrize("file, old, new", SHAPES)
def test_what_shapes_a_scenario_changes_its_version(tmp_path: Path, file: str, old: str, new: str) -> None:
    root = plant(tmp_path / "tree")
    before = _version(root)
    edit(root, file, old, new)
    assert _version(root) != before


@pytest.mark.parametrize("file, old, new", SAME)
def test_what_does_not_shape_a_scenario_keeps_its_version(tmp_path: Path, file: str, old: str, new: str) -> None:
    root = plant(tmp_path / "tree")
    before = _version(root)
    edit(root, file, old, new)
    assert _version(root) == before


def test_another_scenario_another_fact_and_another_figure_keep_the_version(tmp_path: Path) -> None:
    root = plant(tmp_path / "tree")
    before = _version(root)
    write(root, {"scenarios/food/noodle.yml": NOODLE})
    edit(root, DICTIONARY, "facts:\n", "facts:\n  other: {label: 别的, kind: text, ask: 别的呢？, example: 甲}\n")
    edit(
        root,
        FIGURES,
        "figures:\n",
        "figures:\n  other:\n    label: 别的\n    periods: [{value: 1, from: 2020-01-01, source: 某法}]\n",
    )
    assert _version(root) == before


def test_the_version_of_a_scenario_is_the_same_in_every_process(tmp_path: Path) -> None:
    first, second = plant(tmp_path / "first"), plant(tmp_path / "second")
    assert _version(first) == _version(second)
