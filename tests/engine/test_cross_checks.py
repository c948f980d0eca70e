"""Checks across fields on the document alone, and that the review holds them against it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from bot.engine import Address, Value
from bot.engine.commands import Confirm, Correct, Submit
from bot.engine.condition_parser import parse_condition
from bot.engine.cross_checks import contradiction, judged
from bot.engine.errors import FigureExpired
from bot.engine.events import ReviewProblem
from bot.engine.figures import Figure, Period
from bot.engine.forms import Check, Problem

from .shop import Tester, make_catalog, make_form, make_release

FIGURES = {"small": Figure("small", "小店", "㎡", (Period(150, date(2024, 1, 1), date(2027, 12, 31), "law"),))}
DOCUMENT: dict[str, Any] = {
    "name": "阿婆",
    "place": {"area": 80, "kitchen": 20},
    "dine_in": False,
    "items": [{"id": "cold", "annotations": ["pastry"]}, {"id": "beverage", "annotations": []}],
    "staff": [{"name": "张伟"}],
}
DAY = date(2026, 11, 24)


def check(condition: str, fact: str = "kitchen") -> Check:
    """A check that refuses where the condition holds."""
    return Check("c", parse_condition(condition), fact, "不行。", "law")


@pytest.mark.parametrize(
    ("condition", "verdict"),
    [
        pytest.param("kitchen > area", False, id="holds-not"),
        pytest.param("kitchen < area", True, id="holds"),
        pytest.param("items has 'cold' and notes has 'cold.pastry'", True, id="annotations-are-read"),
        pytest.param("notes has 'beverage.pastry'", False, id="annotations-of-another-item"),
        pytest.param("seats > 0", False, id="an-empty-place-is-absent"),
        pytest.param("seats != 3", True, id="an-absent-value-differs-from-any"),
        pytest.param("not licensed", None, id="no-place-on-the-form-is-unknown"),
        pytest.param("area < figure.small", True, id="dated-figure"),
    ],
)
def test_a_check_reads_facts_from_their_places(condition: str, verdict: bool | None) -> None:
    form = make_form(checks=(check(condition),))
    assert [found for _, found in judged(form, DOCUMENT, FIGURES, DAY)] == [verdict]


def test_a_figure_that_ran_out_is_said_and_the_other_checks_go_on() -> None:
    form = make_form(checks=(check("area < figure.small"), check("kitchen < area")))
    first, second = (found for _, found in judged(form, DOCUMENT, FIGURES, date(2028, 1, 1)))
    assert isinstance(first, FigureExpired) and second is True


@pytest.mark.parametrize(("fact", "pointer"), [("kitchen", "/place/kitchen"), ("licensed", "")])
def test_a_contradiction_is_told_where_it_is_to_be_mended(fact: str, pointer: str) -> None:
    form = make_form()
    assert contradiction(form, check("kitchen < area", fact)) == Problem(pointer, "不行。")


def test_an_answer_that_counts_again_is_checked_again() -> None:
    """The seats were right for eighty square metres, and did not count while the shop became small."""
    tester = Tester(make_catalog(make_release(form=make_form(checks=(check("seats > area", "seats"),)))))
    tester.start().fill(dine_in=True)
    tester.answer("seats", 40)
    for key, value in (("dine_in", False), ("area", 30), ("dine_in", True)):
        if "Previewed" in tester.do(Correct(Address(key), Value(value), str(value))):
            tester.do(Confirm())
    problem = tester.event(ReviewProblem)
    assert (problem.pointer, problem.message, tester.asked()) == ("/seats", "不行。", "seats")
    tester.answer("seats", 20)
    assert "SubmitRequested" in tester.do(Submit())
