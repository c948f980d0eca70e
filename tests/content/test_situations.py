"""What the applicant says of the shop decides items, inspection, outcome, warnings and reports."""

from __future__ import annotations

from typing import Any

import pytest

from .rules import broken
from .shops import DUCTED, SHOPS, walk_through

SHOP = {
    **DUCTED,
    "drinks": ("brew",),
    "products": ("heated",),
    "simple_only": True,
    "alcohol_mode": "none",
    "premises.total_area": 80,
    "premises.food_handling_area": 18.5,
    "bright_kitchen.status": "installed",
    "chain.is_store": False,
    "online_business.enabled": True,
    "uses_auto_devices": False,
    "goods": ("prepackaged",),
    "fresh_meat": ("none",),
    "bulk_cooked.source": "none",
    "trade_mode": "retail",
}
NOTHING_MADE = {"products": None, "drinks": None}
CASES: list[Any] = [
    pytest.param(
        "beverage_shop", {}, None, ["self_made_beverage", "hot_food"], "E-2", id="small-tea-shop-with-cameras"
    ),
    pytest.param(
        "beverage_shop", {"premises.total_area": 150}, None, ["self_made_beverage", "hot_food"], "E-2", id="just-150"
    ),
    pytest.param(
        "beverage_shop", {"premises.total_area": 150.5}, None, ["self_made_beverage", "hot_food"], "I-1", id="over-150"
    ),
    pytest.param(
        "beverage_shop",
        {"bright_kitchen.status": "none"},
        None,
        ["self_made_beverage", "hot_food"],
        "I-1",
        id="no-cameras",
    ),
    pytest.param(
        "beverage_shop",
        {"products": ("cream_cake",)},
        None,
        ["self_made_beverage", "cold_food"],
        "E-2-ROOM",
        id="cake-room",
    ),
    pytest.param(
        "beverage_shop",
        {"chain.is_store": True, "chain.hq_evaluated": True, "premises.total_area": 320},
        None,
        ["self_made_beverage", "hot_food"],
        "E-3",
        id="evaluated-chain",
    ),
    pytest.param("beverage_shop", {"licence_state": "none"}, "licence_first", None, None, id="no-licence"),
    pytest.param("beverage_shop", {"banned_person": True}, "banned", None, None, id="banned"),
    pytest.param("beverage_shop", {"drinks": ("brew", "home_brew")}, "home_brew", None, None, id="home-brew"),
    pytest.param("beverage_shop", {"drinks": ("fresh_milk",)}, "fresh_milk", None, None, id="fresh-milk"),
    pytest.param(
        "noodle_shop",
        {"products": ("noodles", "cold_dishes"), "cold_dish_meat": False},
        None,
        ["hot_food", "cold_food", "self_made_beverage"],
        "E-2",
        id="cold-dishes-without-meat",
    ),
    pytest.param(
        "noodle_shop",
        {"products": ("noodles", "cold_noodles"), "cold_dish_meat": True},
        None,
        ["hot_food", "cold_food", "self_made_beverage"],
        "E-2-ROOM",
        id="cold-noodles-with-meat",
    ),
    pytest.param(
        "noodle_shop",
        {"products": ("noodles", "cold_meat")},
        None,
        ["hot_food", "cold_food", "self_made_beverage"],
        "E-2-ROOM",
        id="cold-meat",
    ),
    pytest.param(
        "noodle_shop", {"products": ("noodles",)}, None, ["hot_food", "self_made_beverage"], "E-2", id="plain-noodles"
    ),
    pytest.param(
        "noodle_shop",
        {"has_cooking_fume": True, "premises.residential_relation": "in_residential_building"},
        "fume",
        None,
        None,
        id="noodles-in-a-residential-building",
    ),
    pytest.param("convenience_store", {}, None, ["hot_food", "self_made_beverage"], "I-1", id="heated-food-and-coffee"),
    pytest.param(
        "convenience_store",
        {"alcohol_mode": "retail", "near_school": True},
        None,
        ["bulk_and_prepackaged_sales", "hot_food", "self_made_beverage"],
        "I-1",
        id="beer-beside-a-school",
    ),
    pytest.param(
        "convenience_store",
        {"goods": ("bulk",), "bulk_cooked.source": "purchased"},
        None,
        ["bulk_food_sales", "hot_food", "self_made_beverage"],
        "I-1",
        id="bulk-cooked-food",
    ),
    pytest.param("convenience_store", NOTHING_MADE, "filing", None, None, id="only-prepackaged"),
    pytest.param(
        "convenience_store", {**NOTHING_MADE, "goods": ("produce",)}, "farm_produce", None, None, id="only-produce"
    ),
    pytest.param(
        "convenience_store",
        {**NOTHING_MADE, "alcohol_mode": "retail", "near_school": False},
        None,
        ["bulk_and_prepackaged_sales"],
        "E-1",
        id="bottles-only",
    ),
]


@pytest.mark.parametrize("scenario, said, outcome, kinds, reason", CASES)
def test_the_situation_decides_items_inspection_and_outcome(
    scenario: str, said: dict[str, Any], outcome: str | None, kinds: list[str] | None, reason: str | None
) -> None:
    """Source: the guide's rules R-2xx, R-8xx, P-07 and E-1 to E-3, and its worked examples."""
    end = walk_through(SHOPS[scenario], 3, {**SHOP, **said})
    assert end.outcome == outcome
    if outcome is None:
        assert broken(end.application.document) == set()
        assert [one["id"] for one in end.application.document["business_items"]] == kinds
        assert end.application.document["derived"]["inspection_reason"] == reason


TOLD: list[Any] = [
    pytest.param("beverage_shop", {}, {"W-NET", "R-301", "R-309"}, {"W-ROOM", "R-302", "W-SCHOOL"}, id="takeout"),
    pytest.param(
        "beverage_shop",
        {"online_business.enabled": False},
        set(),
        {"W-NET", "R-301", "R-309", "W-NODINE"},
        id="offline",
    ),
    pytest.param("beverage_shop", {"products": ("cream_cake",)}, {"W-ROOM", "W-SIMPLE"}, {"W-RAW"}, id="cake"),
    pytest.param("beverage_shop", {"drinks": ("juice",)}, {"W-JUICE"}, {"W-ROOM", "W-ZONE"}, id="juice"),
    pytest.param("beverage_shop", {"has_warehouse": True}, {"R-302"}, set(), id="warehouse"),
    pytest.param("beverage_shop", {"uses_auto_devices": True}, {"W-AUTO", "R-305"}, set(), id="vending-machine"),
    pytest.param("beverage_shop", {"premises.same_as_registered": False}, {"W-ADDR"}, set(), id="other-address"),
    pytest.param("beverage_shop", {"premises.pollution_within_25m": True}, {"W-SITE"}, set(), id="polluted-site"),
    pytest.param("beverage_shop", {"premises.property_use": "residential"}, {"W-RESIDENTIAL"}, set(), id="dwelling"),
    pytest.param(
        "beverage_shop",
        {"staff.total": 5, "staff.need_health_cert": 2, "health_cert_state": "some"},
        {"W-HEALTH"},
        set(),
        id="health",
    ),
    pytest.param(
        "beverage_shop",
        {"dine_in": False, "online_business.modes": ("platform_takeout",)},
        {"W-NODINE"},
        set(),
        id="takeout-without-dining",
    ),
    pytest.param(
        "noodle_shop",
        {"products": ("noodles", "cold_dishes"), "cold_dish_meat": False},
        {"W-ZONE"},
        {"W-ROOM"},
        id="cold-dishes",
    ),
    pytest.param("noodle_shop", {"products": ("raw_seafood",)}, {"W-RAW", "W-ROOM"}, set(), id="raw"),
    pytest.param(
        "noodle_shop",
        {"alcohol_mode": "retail", "near_school": True},
        {"W-ALCOHOL", "W-SCHOOL"},
        set(),
        id="beer-beside-a-school",
    ),
    pytest.param("noodle_shop", {"has_cooking_fume": True}, {"W-EXHAUST"}, {"W-FUME"}, id="fume-with-a-flue"),
    pytest.param("convenience_store", {"fresh_meat": ("pork",)}, {"W-MEAT"}, set(), id="pork"),
    pytest.param("convenience_store", {"trade_mode": "both"}, {"W-WHOLESALE"}, set(), id="wholesale"),
    pytest.param(
        "convenience_store",
        {"special_foods": ("infant_formula_powder",)},
        {"W-SPECIAL"},
        {"W-FSMP"},
        id="infant-formula",
    ),
]


@pytest.mark.parametrize("scenario, said, told, untold", TOLD)
def test_the_situation_decides_warnings_and_reports(
    scenario: str, said: dict[str, Any], told: set[str], untold: set[str]
) -> None:
    """Source: the guide's warnings and its reports after a licence."""
    end = walk_through(SHOPS[scenario], 3, {**SHOP, **said})
    rules = [rule for rule in end.view.release.scenario.rules if end.view.truth(rule.when) is True]
    texts = {text for rule in rules for text in (*rule.warnings, *rule.reports)}
    assert told <= texts
    assert not untold & texts
