"""Checks across fields on the document alone."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from api.intake.cross_checks import contradictions
from bot.engine.condition_parser import parse_condition
from bot.engine.figures import Figure, Period
from bot.engine.forms import Check, Problem
from tests.intake.permit import permit

FIGURES = {"small": Figure("small", "小店", "㎡", (Period(150, date(2024, 1, 1), date(2027, 12, 31), "law"),))}
DOCUMENT: dict[str, Any] = {
    "name": "阿婆",
    "place": {"area": 80, "kitchen": 20},
    "dine_in": False,
    "items": [{"id": "cold", "annotations": ["pastry"]}, {"id": "beverage", "annotations": []}],
    "staff": [{"name": "张伟"}],
}


@pytest.mark.parametrize(
    ("condition", "refused"),
    [
        pytest.param("kitchen > area", False, id="holds-not"),
        pytest.param("kitchen < area", True, id="holds"),
        pytest.param("items has 'cold' and notes has 'cold.pastry'", True, id="annotations-are-read"),
        pytest.param("notes has 'beverage.pastry'", False, id="annotations-of-another-item"),
        pytest.param("seats > 0", False, id="an-empty-place-is-absent"),
        pytest.param("seats != 3", True, id="an-absent-value-differs-from-any"),
        pytest.param("not licensed", False, id="no-place-on-the-form-is-unknown"),
        pytest.param("area < figure.small", True, id="dated-figure"),
    ],
)
def test_a_check_reads_facts_from_their_places(condition: str, refused: bool) -> None:
    form = permit(checks=(Check("c", parse_condition(condition), "kitchen", "不行。", "law"),))
    found = contradictions(form, DOCUMENT, FIGURES, date(2026, 11, 24))
    assert found == ((Problem("/place/kitchen", "不行。"),) if refused else ())


def test_a_figure_that_ran_out_decides_nothing() -> None:
    form = permit(checks=(Check("c", parse_condition("area < figure.small"), "kitchen", "不行。", "law"),))
    assert contradictions(form, DOCUMENT, FIGURES, date(2028, 1, 1)) == ()
