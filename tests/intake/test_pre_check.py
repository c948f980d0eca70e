"""What the review lets through intake takes: both judge by the published schema and the form's checks, by the same code."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.intake.checking import Checking
from api.intake.published import PublishedForm
from api.problems import Problem
from bot.engine import Address, Case, Value
from bot.engine.commands import Confirm, Correct, Submit
from bot.engine.condition_parser import parse_condition
from bot.engine.events import ReviewProblem, SubmitRequested
from bot.engine.forms import Check
from tests.engine.shop import NOW, Tester, make_catalog, make_release
from tests.intake.permit import permit

CHECKS = (
    Check("kitchen", parse_condition("kitchen > area"), "kitchen", "厨房不能比店大。", "law"),
    Check("seats", parse_condition("seats > area"), "seats", "座位比平方米还多。", "law"),
    Check(
        "exempt", parse_condition("inspection == 'exempt' and copies > 2"), "copies", "不用查验的不要这么多份。", "law"
    ),
    Check("cakes", parse_condition("notes has 'cold.pastry' and kitchen < 15"), "kitchen", "裱花间放不下。", "law"),
    Check("small", parse_condition("area < figure.small and seats > 60"), "seats", "小店坐不下。", "law"),
    Check("absent", parse_condition("seats != 3 and copies == 9"), "copies", "没有这么多。", "law"),
)
FORM = permit(checks=CHECKS)
CATALOG = make_catalog(make_release(form=FORM))


CHECKING = Checking({"permit": PublishedForm(FORM, CATALOG.current["tea"].figures)}, lambda: NOW + timedelta(minutes=1))


def change(tester: Tester, key: str, value: Any) -> None:
    """The answer is another one, if that is allowed; what it would do was looked at."""
    if "Previewed" in tester.do(Correct(Address.parse(key), Value(value), str(value))):
        tester.do(Confirm())


def test_an_answer_that_counts_again_is_checked_again() -> None:
    """The seats were right for eighty square metres, and did not count while the shop became small."""
    tester = Tester(CATALOG, Case("c_1")).start().fill(dine_in=True)
    tester.answer("seats", 40)
    tester.fill()
    for key, value in (("dine_in", False), ("kitchen", 10), ("area", 30), ("dine_in", True)):
        change(tester, key, value)
    problem = tester.event(ReviewProblem)
    assert (problem.pointer, problem.message) == ("/seats", "座位比平方米还多。")
    assert tester.asked() == "seats"
    tester.answer("seats", 20)
    assert "SubmitRequested" in tester.do(Submit())
    handed_in(tester)


def handed_in(tester: Tester) -> None:
    """Intake takes what was asked to be handed in."""
    event = tester.event(SubmitRequested)
    for form, application in event.applications.items():
        CHECKING.fitting(form, application)


def test_intake_finds_what_a_review_without_checks_let_through() -> None:
    """The test's own instrument: without the checks on our side, intake refuses."""
    loose = make_catalog(make_release(form=permit(checks=())))
    tester = Tester(loose, Case("c_1")).start().fill(kitchen=200)
    assert "SubmitRequested" in tester.do(Submit())
    with pytest.raises(Problem) as refused:
        handed_in(tester)
    assert [pointer for pointer, _ in refused.value.errors] == ["/application/place/kitchen"]


CHANGES = st.one_of(
    st.tuples(st.just("dine_in"), st.booleans()),
    st.tuples(st.sampled_from(["area", "kitchen"]), st.sampled_from([8, 12, 20, 61, 80, 160, 200])),
    st.tuples(st.just("seats"), st.sampled_from([1, 3, 10, 61, 100])),
    st.tuples(st.just("copies"), st.sampled_from([0, 1, 3, 9])),
    st.tuples(st.just("camera"), st.sampled_from(["yes", "no"])),
    st.tuples(st.just("drinks"), st.sampled_from([["brew"], ["brew", "cake"], ["cake"]])),
)


@given(st.lists(CHANGES, max_size=12), st.booleans())
def test_whatever_the_review_lets_through_intake_takes(changes: list[tuple[str, Any]], dine_in: bool) -> None:
    tester = Tester(CATALOG, Case("c_1")).start().fill(dine_in=dine_in)
    if dine_in:
        tester.answer("seats", 3)
        tester.fill()
    for key, value in changes:
        change(tester, key, value)
    if tester.asked() == "seats":
        tester.answer("seats", 3)
    if "SubmitRequested" in tester.do(Submit()):
        handed_in(tester)
