"""What the law makes of a shop beyond its items: annotations, materials, rooms and zones, and what is only advised."""

from __future__ import annotations

from typing import Any

import pytest

from .rules import broken
from .shops import DUCTED, OPEN, SHOPS, walk_through
from .walking import Walk

#: A beverage shop, noodle shop or store about which nothing special is said.
PLAIN = {
    **DUCTED,
    "drinks": ("brew",),
    "products": None,
    "simple_only": True,
    "alcohol_mode": "none",
    "near_school": False,
    "premises.total_area": 80,
    "premises.food_handling_area": 18.5,
    "bright_kitchen.status": "none",
    "chain.is_store": False,
    "uses_auto_devices": False,
    "goods": ("prepackaged", "bulk"),
    "fresh_meat": ("none",),
    "bulk_cooked.source": "none",
    "trade_mode": "retail",
    "has_agent": False,
    "premises.tenure": "owned",
    "operator.business_scope": "餐饮服务；食品销售",
}


def _end(scenario: str, said: dict[str, Any]) -> Walk:
    return walk_through(SHOPS[scenario], 5, {**PLAIN, **said})


def _annotated(end: Walk) -> dict[str, list[str]]:
    return {one["id"]: sorted(one["annotations"]) for one in end.application.document["business_items"]}


def _told(end: Walk) -> set[str]:
    rules = [rule for rule in end.view.release.scenario.rules if end.view.truth(rule.when) is True]
    return {text for rule in rules for text in (*rule.warnings, *rule.reports)}


def _materials(end: Walk) -> set[str]:
    materials = end.view.release.forms["food_operation"].materials
    return {one.id for one in materials if end.view.truth(one.when) is True}


ANNOTATIONS: list[Any] = [
    pytest.param("beverage_shop", {}, {"self_made_beverage": ["simple_only"]}, id="tea-brewed-only"),
    pytest.param(
        "beverage_shop",
        {"products": ("baked", "cream_cake")},
        {"self_made_beverage": [], "hot_food": [], "cold_food": ["incl_cold_pastry"]},
        id="cakes-baked-and-iced-R-221-R-222",
    ),
    pytest.param(
        "beverage_shop",
        {"products": ("open_package",)},
        {"self_made_beverage": ["simple_only"], "cold_food": ["simple_only"]},
        id="cake-cut-and-plated-R-237",
    ),
    pytest.param(
        "beverage_shop",
        {"alcohol_mode": "ethanol_beverage"},
        {"self_made_beverage": ["ethanol_beverage", "simple_only"]},
        id="cocktails-R-231",
    ),
    pytest.param(
        "noodle_shop",
        {"products": ("noodles", "cold_dishes"), "cold_dish_meat": True, "drinks": None},
        {"hot_food": [], "cold_food": ["incl_cold_meat"]},
        id="cold-beef-R-223",
    ),
    pytest.param(
        "noodle_shop",
        {"products": ("noodles", "raw_seafood"), "drinks": None},
        {"hot_food": [], "raw_food": []},
        id="raw-fish-R-225",
    ),
    pytest.param(
        "convenience_store",
        {"products": ("oden", "steamed_bun"), "alcohol_mode": "retail"},
        {"bulk_and_prepackaged_sales": [], "hot_food": ["simple_only"], "self_made_beverage": ["simple_only"]},
        id="store-of-the-guide's-third-example",
    ),
    pytest.param(
        "convenience_store",
        {"bulk_cooked.source": "purchased", "drinks": None},
        {"bulk_and_prepackaged_sales": ["incl_bulk_cooked_food"]},
        id="bought-cooked-food-R-235",
    ),
    pytest.param(
        "convenience_store",
        {"bulk_cooked.source": "own", "drinks": None},
        {"bulk_and_prepackaged_sales": [], "hot_food": [], "cold_food": ["incl_cold_meat"]},
        id="braised-in-the-store-R-223",
    ),
]


@pytest.mark.parametrize("scenario, said, annotated", ANNOTATIONS)
def test_items_are_annotated_as_the_guide_derives(
    scenario: str, said: dict[str, Any], annotated: dict[str, list[str]]
) -> None:
    end = _end(scenario, said)
    assert broken(end.application.document) == set()
    assert _annotated(end) == annotated


MATERIALS: list[Any] = [
    pytest.param("beverage_shop", {}, {"M01", "M02", "M04", "M05", "M06"}, {"M07", "M08", "M10", "M14"}, id="plain"),
    pytest.param("beverage_shop", {"has_agent": True}, {"M10", "M10-ID"}, set(), id="agent"),
    pytest.param(
        "beverage_shop", {"chain.is_store": True, "chain.hq_evaluated": True}, {"M14"}, {"M04"}, id="evaluated-chain"
    ),
    pytest.param(
        "beverage_shop", {"chain.is_store": True, "chain.hq_evaluated": False}, {"M04"}, {"M14"}, id="other-chain"
    ),
    pytest.param("beverage_shop", {"bright_kitchen.status": "booked"}, {"M15"}, set(), id="cameras-booked"),
    pytest.param(
        "beverage_shop",
        {"bright_kitchen.status": "booked", "premises.total_area": 150.5},
        set(),
        {"M15"},
        id="cameras-but-large",
    ),
    pytest.param("beverage_shop", {"premises.tenure": "booth"}, {"M11"}, {"M11-OWN"}, id="booth"),
    pytest.param("noodle_shop", {"uses_auto_devices": True}, {"M07"}, set(), id="machine"),
    pytest.param("convenience_store", {"drinks": None}, {"M04", "M06"}, {"M05"}, id="sales-only"),
    pytest.param(
        "convenience_store", {"bulk_cooked.source": "purchased"}, {"M08", "M08-SC"}, set(), id="bought-cooked-food"
    ),
    pytest.param("convenience_store", {"bulk_cooked.source": "own"}, set(), {"M08", "M08-SC"}, id="own-cooked-food"),
    pytest.param("convenience_store", {"alcohol_mode": "wholesale"}, {"M23"}, set(), id="liquor-wholesale"),
    pytest.param(
        "convenience_store",
        {"goods": ("prepackaged",), "alcohol_mode": "retail", "drinks": None},
        {"M01", "M02", "M06"},
        {"M04", "M05"},
        id="bottles-only",
    ),
]


@pytest.mark.parametrize("scenario, said, due, waived", MATERIALS)
def test_materials_follow_their_conditions(
    scenario: str, said: dict[str, Any], due: set[str], waived: set[str]
) -> None:
    """Source: the guide's list of materials, its exceptions and its waivers."""
    end = _end(scenario, said)
    assert broken(end.application.document) == set()
    assert due <= _materials(end)
    assert not waived & _materials(end)


ROOMS: list[Any] = [
    pytest.param("beverage_shop", {"products": ("cut_fruit",)}, {"zone"}, id="fruit"),
    pytest.param("beverage_shop", {"products": ("cream_cake",), "has_zone": False}, {"cold_pastry_room"}, id="cake"),
    pytest.param(
        "beverage_shop",
        {"products": ("cream_cake", "cut_fruit"), "has_zone": True},
        {"cold_pastry_room", "zone"},
        id="cake-and-fruit",
    ),
    pytest.param("beverage_shop", {"drinks": ("brew",)}, set(), id="tea"),
    pytest.param("beverage_shop", {"drinks": ("juice",), "has_zone": True}, {"zone"}, id="juice-in-a-zone"),
    pytest.param("beverage_shop", {"drinks": ("juice",), "has_zone": False}, set(), id="juice-without"),
    pytest.param(
        "noodle_shop",
        {"products": ("noodles", "cold_meat", "raw_seafood"), "has_zone": False},
        {"cold_meat_room", "raw_room"},
        id="two-rooms",
    ),
    pytest.param(
        "convenience_store",
        {"bulk_cooked.source": "purchased", "drinks": None, "has_zone": True},
        {"zone"},
        id="cooked-food-in-a-zone",
    ),
]


@pytest.mark.parametrize("scenario, said, rooms", ROOMS)
def test_rooms_and_zones_are_asked_where_they_are_needed(scenario: str, said: dict[str, Any], rooms: set[str]) -> None:
    """Source: the guide's rules R-222 to R-227, R-235 and the kinds of its 专间/专区 list."""
    end = _end(scenario, said)
    assert broken(end.application.document) == set()
    assert set(end.application.document.get("special_rooms", {})) == rooms


TOLD: list[Any] = [
    pytest.param("beverage_shop", {"simple_only": True}, {"W-SIMPLE-ONLY"}, {"W-SIMPLE"}, id="simple-I-3"),
    pytest.param("beverage_shop", {"bright_kitchen.status": "installed"}, {"W-EXEMPT"}, set(), id="exempt-E-2"),
    pytest.param("beverage_shop", {"alcohol_mode": "ethanol_beverage"}, {"W-ETHANOL"}, set(), id="cocktails"),
    pytest.param("beverage_shop", {"products": ("fried",)}, {"W-OIL"}, set(), id="frying-R-413"),
    pytest.param("beverage_shop", {"products": ("open_package",)}, {"W-ZONE"}, {"W-ROOM"}, id="plating-R-237"),
    pytest.param("beverage_shop", {}, {"W-FALSE", "W-INSURE", "W-ONE"}, {"W-OIL", "W-EXEMPT", "W-SCOPE"}, id="plain"),
    pytest.param("beverage_shop", {"operator.business_scope": "服装零售"}, {"W-SCOPE"}, set(), id="scope-silent"),
    pytest.param("convenience_store", {}, {"W-INSURE"}, {"W-ONE"}, id="made-in-a-store-R-412"),
    pytest.param("convenience_store", {"drinks": None}, set(), {"W-INSURE"}, id="nothing-made"),
    pytest.param(
        "convenience_store", {"premises.same_as_registered": False}, {"W-ADDR-STORE"}, {"W-ADDR"}, id="store-elsewhere"
    ),
    pytest.param(
        "convenience_store",
        {"goods": ("prepackaged",), "alcohol_mode": "retail", "drinks": None},
        {"W-PREPACKAGED", "W-LIQUOR", "W-ALCOHOL"},
        set(),
        id="bottles-only",
    ),
    pytest.param(
        "noodle_shop",
        {
            **OPEN,
            "products": ("hot_dishes",),
            "has_cooking_fume": True,
            "premises.residential_relation": "mixed_no_flue",
        },
        {"W-FUME", "W-FUME-FINE", "W-EXHAUST"},
        set(),
        id="mixed-building-without-flue-P-07",
    ),
]


@pytest.mark.parametrize("scenario, said, told, untold", TOLD)
def test_advice_follows_the_situation(scenario: str, said: dict[str, Any], told: set[str], untold: set[str]) -> None:
    """Source: the guide's rules P-07, P-15, R-237, R-412, R-413, E-1, E-2, I-3 and R-504. None of them refuses."""
    end = _end(scenario, said)
    assert end.outcome is None
    assert told <= _told(end)
    assert not untold & _told(end)


OUTCOMES: list[Any] = [
    pytest.param("convenience_store", {"drinks": ("home_brew",)}, "home_brew", id="store-brews-R-232"),
    pytest.param("convenience_store", {"drinks": ("fresh_milk",)}, "fresh_milk", id="store-makes-yoghurt-R-233"),
    pytest.param("noodle_shop", {"place_kind": "fair"}, "fair", id="fair-R-115"),
    pytest.param(
        "noodle_shop",
        {"has_cooking_fume": True, "premises.residential_relation": "in_residential_building"},
        "fume",
        id="fourteenth-example",
    ),
    pytest.param("convenience_store", {"goods": ("prepackaged",), "drinks": None}, "filing", id="prepackaged-R-101"),
]


@pytest.mark.parametrize("scenario, said, outcome", OUTCOMES)
def test_what_is_not_applied_for_here_goes_elsewhere(scenario: str, said: dict[str, Any], outcome: str) -> None:
    assert _end(scenario, said).outcome == outcome
