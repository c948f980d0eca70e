"""What intake says of checks across fields; tests/engine/test_cross_checks.py has how they judge."""

from __future__ import annotations

from datetime import date

import pytest

from api.intake.cross_checks import contradictions
from bot.engine.condition_parser import parse_condition
from bot.engine.figures import Figure, Period
from bot.engine.forms import Check, Problem
from tests.intake.permit import permit

FIGURES = {"small": Figure("small", "小店", "㎡", (Period(150, date(2024, 1, 1), date(2027, 12, 31), "law"),))}
DOCUMENT = {"place": {"area": 80, "kitchen": 20}}


@pytest.mark.parametrize(
    ("condition", "refused"),
    [
        pytest.param("kitchen > area", False, id="holds-not"),
        pytest.param("kitchen < area", True, id="holds"),
        pytest.param("not licensed", False, id="cannot-be-told"),
        pytest.param("area < figure.small", True, id="dated-figure"),
    ],
)
def test_what_holds_is_a_problem_at_its_place(condition: str, refused: bool) -> None:
    form = permit(checks=(Check("c", parse_condition(condition), "kitchen", "不行。", "law"),))
    found = contradictions(form, DOCUMENT, FIGURES, date(2026, 11, 24))
    assert found == ((Problem("/place/kitchen", "不行。"),) if refused else ())


def test_a_figure_that_ran_out_decides_nothing() -> None:
    form = permit(checks=(Check("c", parse_condition("area < figure.small"), "kitchen", "不行。", "law"),))
    assert contradictions(form, DOCUMENT, FIGURES, date(2028, 1, 1)) == ()
