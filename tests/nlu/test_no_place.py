"""What is told for a fact that the scenario does not ask for is said to have no place, and answers no other question."""

from __future__ import annotations

import pytest

from .shop import show
from .test_real_content import asking
from .test_said_by_others import load_once, understander

#: Scenario; asked; said; what is understood.
ROWS: list[tuple[str, str, str, list[str]]] = [
    ("beverage_shop", "legal_rep.name", "质量负责人是卫兰", ["md.quality_head.name = !answer.no_place"]),
    ("beverage_shop", "operator.name", "质量负责人是卫兰", ["md.quality_head.name = !answer.no_place"]),
    ("beverage_shop", "premises.total_area", "包厢8个", ["ent.box_count = !answer.no_place"]),
    (
        "beverage_shop",
        "premises.total_area",
        "45平，质量负责人是卫兰",
        ["md.quality_head.name = !answer.no_place", "= 45"],
    ),
    # the head of a shop is not the head of its quality
    ("optician", "md.quality_head.name", "主要负责人卫兰", ["drug.principal.name = !answer.no_place"]),
    ("optician", "md.quality_head.name", "质量负责人卫兰", ["= 卫兰"]),
    ("pharmacy", "drug.quality.name", "主要负责人是卫兰", ["drug.principal.name = 卫兰"]),
    ("pharmacy", "drug.principal.name", "质量负责人是卫兰", ["drug.quality.name = 卫兰"]),
    # by another word for the one that is asked for, and somebody who is both
    ("beverage_shop", "legal_rep.name", "负责人叫卫兰", ["= 卫兰"]),
    ("beverage_shop", "legal_rep.name", "老板是卫兰", ["= 卫兰"]),
    ("beverage_shop", "premises.seats", "座位8个", ["= 8"]),
]


@pytest.mark.parametrize(("scenario", "asked", "text", "meant"), ROWS, ids=[f"{one[1]}-{one[2]}" for one in ROWS])
def test_what_has_no_place_here(scenario: str, asked: str, text: str, meant: list[str]) -> None:
    catalog = load_once()
    said = understander().read(text, asking(catalog, scenario, asked), catalog.current[scenario])
    assert [show(command) for command in said.commands] == meant
