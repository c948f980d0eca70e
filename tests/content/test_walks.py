"""Whatever is answered, a scenario ends in an application that the schema takes, or in a named outcome."""

from __future__ import annotations

from typing import Any

import pytest

from .rules import broken
from .shops import DUCTED, OPEN, SHOPS, walk_through


def _trade(
    main: str, kinds: tuple[str, ...], notes: tuple[str, ...] = (), types: tuple[str, ...] = ()
) -> dict[str, Any]:
    """A trade that no shipped scenario covers, so that the form's other conditions are walked too."""
    assumed = {
        "item_id": "food_sales_license" if main == "food_sales_operator" else "catering_license",
        "application_type": "new",
        "theme_id": "T99",
        "apply_channel": "online",
        "main_business_type": main,
        "business_items": kinds,
        "business_item_annotations": notes,
        "business_type_annotations": types,
        "inspection": "required",
        "inspection_reason": "I-1",
    }
    return {
        "id": "trade",
        "theme": "T99",
        "title": "",
        "assume": assumed,
        "rules": [],
        "permits": [{"form": "food_operation"}],
    }


CATERING, CANTEEN, SALES = "catering_service_operator", "collective_canteen", "food_sales_operator"
TRADES = {
    "headquarters": _trade(CATERING, ("chain_catering_mgmt",)),
    "central-kitchen": _trade(CATERING, ("semi_finished", "hot_food"), types=("central_kitchen",)),
    "meal-delivery": _trade(CATERING, ("hot_food",), types=("collective_meal_distribution", "group_meal_takeout")),
    "sushi": _trade(
        CATERING, ("raw_food", "cold_food"), notes=("cold_food.incl_cold_meat", "cold_food.incl_cold_pastry")
    ),
    "school-canteen": _trade(CANTEEN, ("hot_food",), types=("school_contracted",)),
    "wholesaler": _trade(
        SALES,
        ("bulk_food_sales",),
        notes=("bulk_food_sales.incl_bulk_cooked_food",),
        types=("wholesale", "auto_equipment"),
    ),
}
#: What rules of a scenario would have settled.
SETTLED = {"simple_only": False, "bulk_cooked.source": "purchased", "alcohol_mode": "none"}


def _books(kind: str, **more: Any) -> dict[str, Any]:
    """An application of books that no shipped scenario covers."""
    assumed = {"application_type": kind, "apply_channel": "online", **more}
    return {
        "id": "books",
        "theme": "PB-99",
        "title": "",
        "assume": assumed,
        "rules": [],
        "permits": [{"form": "publication_retail"}],
    }


STORE = {"publication.channels": ("store", "online_platform", "own_site"), "publication.mode": "retail"}
BOOKS = {
    "change": _books("change", **STORE),
    "renew": _books("renew", **{**STORE, "publication.channels": ("store",)}),
    "reissue": _books("reissue"),
    "cancel": _books("cancel"),
    "online": _books("report", **{"publication.filing_kind": "online", "publication.channels": ("own_site",)}),
    "rent": _books("report", **{"publication.filing_kind": "rent"}),
    "branch": _books("report", **{"publication.filing_kind": "branch"}),
    "temp": _books("report", **{"publication.filing_kind": "temp"}),
}


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("scenario", SHOPS)
def test_a_shop_ends_in_a_valid_application_or_an_outcome(scenario: str, seed: int) -> None:
    end = walk_through(SHOPS[scenario], seed, DUCTED if seed % 2 else OPEN)
    for form, application in end.applications.items():
        assert end.outcome is not None or (application.missing == () and broken(application.document, form) == set())


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("trade", TRADES)
def test_other_trades_fill_the_form_validly(trade: str, seed: int) -> None:
    end = walk_through(TRADES[trade], seed, SETTLED)
    assert end.application.missing == ()
    assert broken(end.application.document) == set()


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("kind", BOOKS)
def test_every_kind_of_application_of_books_fills_the_form_validly(kind: str, seed: int) -> None:
    end = walk_through(BOOKS[kind], seed, {"publication.textbook": False, "premises.lease_until": "2028-12-31"})
    assert end.application.missing == ()
    assert broken(end.application.document, "publication_retail") == set()
