"""What nobody has confirmed is said to be unconfirmed, and every question says why it is asked."""

from __future__ import annotations

from typing import Any

import pytest

from .published import FORM, ROOT, SCENARIOS, facts, read, whole

TEXTS = read(ROOT / "scenarios" / "shared" / "warnings.zh.yml")
FIGURES = read(ROOT / "forms" / "figures.yml")["figures"]
KNOWLEDGE = {entry["id"]: entry for entry in read(ROOT / "scenarios" / "knowledge" / "food.yml")["entries"]}
MATERIALS = {one["id"]: one for one in read(FORM / "materials.yml")["materials"]}
WINDOW = "以受理窗口为准"


@pytest.mark.parametrize(
    "key",
    [
        *(
            "W-SITE",
            "W-SCHOOL",
            "W-LIQUOR",
            "W-CK",
            "W-AUTO",
            "W-RAW",
            "W-ROOM",
            "W-JUICE",
            "W-BULK-COOKED",
            "W-ETHANOL",
        ),
        *("W-SIMPLE", "W-SIMPLE-ONLY", "W-EXEMPT", "W-PREPACKAGED", "W-MEAT", "W-OIL", "W-FIRE", "W-SPECIAL", "W-NET"),
        *("R-301", "R-302", "R-303", "R-304", "R-305", "R-306"),
    ],
)
def test_a_text_on_what_is_unconfirmed_says_so(key: str) -> None:
    """Source: what the guide marks 待核实 or 条号待核实 in its rules, prohibitions and reports."""
    assert WINDOW in TEXTS[key]


@pytest.mark.parametrize(
    "name, value, certain",
    [
        ("small_shop_area", 150, True),
        ("accept_decision_days", 5, True),
        ("onsite_inspection_days", 5, False),
        ("statutory_decision_days", 10, False),
        ("decision_extension_days", 5, False),
        ("issue_days", 5, False),
        ("promised_days_with_inspection", 10, False),
        ("promised_days_no_inspection", 5, False),
        ("chain_fast_days", 3, True),
        ("licence_validity_years", 5, True),
        ("renew_earliest_days", 90, True),
        ("renew_latest_days", 15, True),
        ("change_apply_days", 10, True),
        ("report_working_days", 10, False),
        ("filing_submit_days", 5, False),
        ("filing_update_days", 15, False),
        ("cancel_days", 30, False),
        ("fair_report_days", 15, False),
        ("public_gathering_area", 300, False),
        ("pollution_distance", 25, False),
    ],
)
def test_figures_are_those_of_the_guide_and_as_certain(name: str, value: int, certain: bool) -> None:
    period = FIGURES[name]["periods"][-1]
    assert (period["value"], period["certain"]) == (value, certain)


@pytest.mark.parametrize("number", [2, 5, 6, 10, 11, 17, 19, 24, 25, 26, 27, 28, 30, 35, 37, 38, 43, 44, 48, 49, 59])
def test_answers_that_rest_on_unconfirmed_clauses_are_not_certain(number: int) -> None:
    assert KNOWLEDGE[f"F-{number:02d}"]["certain"] is False


@pytest.mark.parametrize("key", ["M01", "M03", "M04", "M05", "M06", "M07", "M08", "M09", "M11", "M13", "M22", "M23"])
def test_materials_that_rest_on_unconfirmed_clauses_are_not_certain(key: str) -> None:
    assert MATERIALS[key]["certain"] is False


def test_what_need_not_be_handed_in_says_so_by_name() -> None:
    assert "可选" in MATERIALS["M11"]["label"]
    assert "不用提交" in MATERIALS["M12"]["label"]


@pytest.mark.parametrize("name", [name for name, fact in facts().items() if "ask" in fact])
def test_every_question_says_why_it_is_asked(name: str) -> None:
    assert facts()[name].get("why", "").endswith("。")


@pytest.mark.parametrize("path", SCENARIOS, ids=lambda path: path.stem)
def test_a_rule_that_names_only_a_chapter_is_not_certain(path: Any) -> None:
    """A chapter without an article is how an unconfirmed clause of the 办法 is cited."""
    for rule in whole(path)["rules"]:
        if "办法》第" in rule["source"] and "章" in rule["source"] and "条" not in rule["source"]:
            assert rule.get("certain") is False, rule["id"]
