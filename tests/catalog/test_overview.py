"""What the catalogue tells of an item and a theme follows from the files, and nothing in them can break the page."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from api.catalog.pages import Pages
from bot.catalog import load, overview
from bot.engine import Catalog
from bot.engine.errors import UnknownName
from tests.serving import ROOT

from .tree import TEA, TODAY, edit, plant, write

ITEMS = """items:
  permit:
    title: 开店许可
    entries:
      - {label: 法定时限, text: 20日, source: 《某条例》第六条}
      - {label: 收费, text: 不收费, source: 《某条例》第七条, certain: false}
"""
SCRIPT = "<script>alert(1)</script>"


def planted(tmp_path: Path) -> Catalog:
    root = plant(tmp_path / "tree")
    write(root, {"forms/items.yml": ITEMS})
    return load(root, today=TODAY)


@cache
def shipped() -> Catalog:
    return load(ROOT, today=TODAY)


def test_an_item_tells_its_entries_its_form_and_the_themes_that_apply_for_it(tmp_path: Path) -> None:
    (item,) = overview.items(planted(tmp_path), TODAY)
    assert (item.id, item.title) == ("permit", "开店许可")
    assert item.entries == (
        ("法定时限", "20日", "《某条例》第六条"),
        ("收费", "不收费", "《某条例》第七条，以受理窗口为准"),
    )
    assert item.themes == (("tea", "开一家奶茶店"),)
    assert [form.title for form in item.forms] == ["许可申请书"]


def test_an_item_that_nobody_described_is_told_by_its_form(tmp_path: Path) -> None:
    (item,) = overview.items(load(plant(tmp_path / "tree"), today=TODAY), TODAY)
    assert (item.title, item.entries) == ("许可申请书", ())


def test_a_theme_tells_only_what_can_happen_in_it() -> None:
    """The tea shop sells nothing in bulk: the material for bought cooked food is not told; the bookshop's change forms neither."""
    tea = overview.theme(shipped(), "beverage_shop", TODAY)
    (form,) = tea.forms
    by_label = {one.label: one for one in form.materials}
    assert "食品经营许可申请书" in by_label
    assert by_label["食品经营许可申请书"].when == ""
    assert not [label for label in by_label if "熟食供货" in label]
    (stall,) = [one for one in tea.ends if "路边摊" in one.when]
    assert stall.source == "《上海市食品安全条例》第六十二条至第六十四条"
    assert any(one.source.endswith("以受理窗口为准") for one in tea.warnings)
    books = overview.theme(shipped(), "bookshop", TODAY)
    assert not [one for one in books.ends if "申请类型" in one.when]


def test_a_theme_of_two_permits_stands_under_both_items() -> None:
    themes = {item.id: [name for name, _ in item.themes] for item in overview.items(shipped(), TODAY)}
    assert "bookshop_cafe" in themes["food_operation_license"]
    assert "bookshop_cafe" in themes["publication_retail"]
    assert len(overview.theme(shipped(), "bookshop_cafe", TODAY).forms) == 2


def test_a_fact_on_two_forms_is_marked_for_both() -> None:
    forms, facts = overview.shared_facts(shipped())
    both = facts["统一社会信用代码（operator.uscc）"]
    assert sum(both) >= 2
    assert len(both) == len(forms)
    assert sum(facts["出版物种类（publication.types）"]) == 1


def test_a_theme_that_is_not_in_use_is_not_told(tmp_path: Path) -> None:
    root = plant(tmp_path / "tree")
    edit(root, TEA, "title: 开一家奶茶店\n", "title: 开一家奶茶店\nstate: broken\n")
    catalog = load(root, today=TODAY)
    assert overview.items(catalog, TODAY) == []
    with pytest.raises(UnknownName):
        overview.theme(catalog, "tea", TODAY)


def test_what_authors_write_is_text_on_the_page(tmp_path: Path) -> None:
    root = plant(tmp_path / "tree")
    write(root, {"forms/items.yml": ITEMS.replace("20日", SCRIPT)})
    edit(root, TEA, "title: 开一家奶茶店", f"title: {SCRIPT}")
    catalog, pages = load(root, today=TODAY), Pages()
    for page in (pages.items(catalog, TODAY), pages.theme(catalog, TODAY, "tea"), pages.facts(catalog, TODAY)):
        assert SCRIPT not in page
    assert "&lt;script&gt;" in pages.items(catalog, TODAY)


def test_pages_follow_what_is_published(tmp_path: Path) -> None:
    root, pages = plant(tmp_path / "tree"), Pages()
    first = pages.items(load(root, today=TODAY), TODAY)
    edit(root, TEA, "title: 开一家奶茶店", "title: 开一家果汁店")
    second = pages.items(load(root, today=TODAY), TODAY)
    assert "开一家奶茶店" in first
    assert "开一家果汁店" in second
    assert "开一家奶茶店" not in second
