"""Each decision row of the facts on an item is somewhere in what authors wrote, or it is said why not."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from typing import Any

import pytest

from .published import FORMS, ROOT, SCENARIOS, fields, nodes, read, schema, whole
from .rows import drug, entertainment, food, hotel, hygiene, medical, publication
from .rows.table import Item
from .rules import rule_id

ITEMS = [
    food.ITEM,
    food.FILING,
    food.AMENDMENT,
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
    """Rules of the folder's scenarios by id, fragments' among them, of the themes that an item there lists."""
    listed = {theme for item in ITEMS if item.folder == folder for theme in item.themes}
    found: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    for path in SCENARIOS:
        for rule in whole(path)["rules"] if path.parent.name == folder and read(path)["theme"] in listed else ():
            found[rule["id"]].append(rule)
    return dict(found)


@cache
def _of_form(form: str) -> set[str]:
    """Rules that the form itself keeps."""
    return {name for _, node in nodes(schema(form)) if (name := rule_id(node)) is not None}


@cache
def _expected() -> set[str]:
    """Texts and outcomes that some story expects by name."""
    found: set[str] = set()
    for path in sorted((ROOT / "scenarios" / "stories").glob("*.yml")):
        for _, node in nodes(read(path)):
            expect = node.get("expect") if isinstance(node, dict) else None
            if not isinstance(expect, dict):
                continue
            for key in ("warnings", "warnings_only", "reports", "reports_only"):
                found.update(expect.get(key, ()))
            found.add(expect.get("outcome", ""))
    return found


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
    assert rules <= {*known, *_of_form(item.form)}
    carrying = [one for rule in rules for one in known.get(rule, ())]
    assert texts == {text for one in carrying for text in (*one.get("warn", ()), *one.get("report", ()))}
    assert texts <= set(TEXTS)
    assert {*texts, *(one["outcome"] for one in carrying if "outcome" in one)} <= _expected()
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
