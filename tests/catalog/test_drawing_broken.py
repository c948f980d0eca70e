"""Pictures of files with mistakes: what cannot be reached is red, and other mistakes are told instead of drawn."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from bot.catalog import CatalogInvalid, load_for_drawing
from bot.catalog.drawing import Drawing, draw, mermaid, svg
from tests.broken.test_broken import CASES, HERE
from tests.broken.test_broken import lay_out as plant_case

from .test_drawing import red
from .tree import TEA, TODAY, edit, plant

#: Broken tree -> what is red in the picture of its scenario.
RED = {
    "REACH-01": {"question:shop.area"},
    "REACH-02": {"rule:R-9"},
    "REACH-03": {"question:shop.dine_in"},
    "REACH-04": {"form:permit"},
    "OUTCOME-02": {"outcome:stall"},
}
#: Broken trees of which the stories alone are broken.
IN_STORIES = {
    case
    for case in CASES
    if all(
        line.startswith("scenarios/stories/")
        for line in (HERE / case / "expected.txt").read_text("utf-8").splitlines()
        if re.match(r"\S+:\d+  ", line)
    )
}


def drawn(root: Path, scenario: str) -> Drawing:
    drawable = load_for_drawing(root, today=TODAY)
    return draw(drawable.catalog.release(scenario), unreachable=drawable.unreachable[scenario], on=TODAY)


@pytest.mark.parametrize("case", RED)
def test_what_check_says_cannot_be_reached_is_red_and_nothing_else(case: str, tmp_path: Path) -> None:
    plant_case(case, tmp_path / "tree")
    drawing = drawn(tmp_path / "tree", "noodle")
    assert red(drawing) == RED[case]
    assert red(drawn(tmp_path / "tree", "tea")) == set()
    marked = [one for one in ElementTree.fromstring(svg(drawing)).iter() if one.get("data-unreachable")]
    assert {one.get("data-node") for one in marked} - {None} == RED[case]
    assert mermaid(drawing).count(":::unreachable") == 1


def test_a_dead_rule_that_leads_to_an_outcome_is_a_red_way(tmp_path: Path) -> None:
    root = plant(tmp_path / "tree")
    edit(root, TEA, "when: shop.place == 'stall'", "when: shop.area > 9 and shop.area < 3")
    drawing = drawn(root, "tea")
    assert red(drawing) == {"rule:R-1"}
    (edge,) = [edge for edge in drawing.edges if edge.unreachable]
    assert (edge.target, edge.label) == ("outcome:stall", "面积超过9㎡，且面积小于3㎡")
    assert f"linkStyle {[*drawing.edges].index(edge)} stroke:#c53030" in mermaid(drawing)


def test_of_several_things_on_one_line_the_named_one_is_red(tmp_path: Path) -> None:
    root = plant(tmp_path / "tree")
    edit(root, TEA, "  - {fact: shop.place}\n  - {fact: shop.drinks}", "  [{fact: shop.place}, {fact: shop.dine_in}]")
    assert red(drawn(root, "tea")) == {"question:shop.dine_in"}


@pytest.mark.parametrize("case", sorted({*CASES} - RED.keys() - IN_STORIES - {"REACH-05", "FRAGMENT-02"}))
def test_other_mistakes_are_told_instead_of_drawn(case: str, tmp_path: Path) -> None:
    plant_case(case, tmp_path / "tree")
    with pytest.raises(CatalogInvalid) as caught:
        load_for_drawing(tmp_path / "tree", today=TODAY)
    assert caught.value.issues


@pytest.mark.parametrize("case", sorted(IN_STORIES))
def test_a_mistake_in_a_story_keeps_no_scenario_from_being_drawn(case: str, tmp_path: Path) -> None:
    plant_case(case, tmp_path / "tree")
    assert red(drawn(tmp_path / "tree", "tea")) == set()
