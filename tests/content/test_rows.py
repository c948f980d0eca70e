"""Each decision row of the facts on an item is somewhere in what authors wrote, or it is said why not."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from typing import Any

import pytest

from .published import FORMS, ROOT, SCENARIOS, fields, read, whole
from .rows import drug, entertainment, hotel, hygiene, medical, publication
from .rows.table import Item

ITEMS = [
    publication.ITEM,
    entertainment.ITEM,
    hygiene.ITEM,
    medical.ITEM,
    medical.FILING,
    hotel.ITEM,
    drug.ITEM,
]
TEXTS = read(ROOT / "scenarios" / "shared" / "warnings.zh.yml")
KNOWLEDGE = {
    entry["id"] for file in sorted((ROOT / "scenarios" / "knowledge").glob("*.yml")) for entry in read(file)["entries"]
}
each = pytest.mark.parametrize("item", ITEMS, ids=lambda item: item.folder)


@cache
def _rules(folder: str) -> dict[str, list[dict[str, Any]]]:
    """Rules of the folder's scenarios by id, fragments' among them."""
    found: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    for path in SCENARIOS:
        for rule in whole(path)["rules"] if path.parent.name == folder else ():
            found[rule["id"]].append(rule)
    return dict(found)


@each
def test_no_row_is_missing(item: Item) -> None:
    assert {*item.rows, *item.elsewhere} == set(item.numbered)
    assert not set(item.rows) & set(item.elsewhere)
    assert all(item.elsewhere.values())


@pytest.mark.parametrize(
    ("item", "row"), [pytest.param(item, row, id=f"{item.folder}-{row}") for item in ITEMS for row in item.rows]
)
def test_a_row_is_named_by_its_rules_told_by_its_texts_and_answered(item: Item, row: str) -> None:
    rules, texts, answers = item.rows[row]
    known = _rules(item.folder)
    assert rules <= set(known)
    told = {text for rule in rules for one in known[rule] for text in (*one.get("warn", ()), *one.get("report", ()))}
    assert texts == told
    assert texts <= set(TEXTS)
    assert answers <= KNOWLEDGE
    assert rules or answers


@each
def test_each_theme_has_its_scenario_with_its_forms(item: Item) -> None:
    found = {read(path)["theme"]: whole(path) for path in SCENARIOS if path.parent.name == item.folder}
    assert {theme: [one["form"] for one in found[theme]["permits"]] for theme in item.themes} == item.themes


@each
def test_most_of_what_the_form_asks_is_asked_for_food_as_well(item: Item) -> None:
    """One fact, one source: at least sixty in a hundred fields are facts that the food form has too."""
    mine = [field["fact"] for field in fields(item.form)]
    theirs = {field["fact"] for field in fields("food_operation")}
    assert sum(fact in theirs for fact in mine) >= 0.6 * len(mine)


@each
def test_what_old_rules_and_agents_ask_for_is_no_material(item: Item) -> None:
    labels = "".join(one["label"] for one in read(FORMS[item.form] / "materials.yml")["materials"])
    assert not [word for word in item.no_material if word in labels]
