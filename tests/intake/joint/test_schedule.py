"""Days added up by hand: after one another, at once, with pauses and an order between parts."""

from __future__ import annotations

from collections.abc import Mapping
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.intake.joint import Bundle
from api.intake.joint.order import Place
from api.intake.joint.schedule import parallel, plan, serial
from api.intake.joint.simulation import Sampled, compared, simulate
from bot.catalog.processes import After, JointOrder, ProcessStep, StepKind, StepLimit, Term, working_days

from .shops import BUILT, DEFINITIONS, example, handed_in, made
from .test_invariants import Case, cases

DAYS = Term(20, "working", "《某法》")
ACCEPT = ProcessStep("accept", "受理", StepKind.accept)
PAPER = ProcessStep("paper", "书面审查", StepKind.review)
INSPECT = ProcessStep("inspect", "现场核查", StepKind.inspection)
FOLLOWS = ProcessStep("inspect", "现场核查", StepKind.inspection, after=(After("paper", "《某条例》"),))
HEARING = ProcessStep("hearing", "听证", StepKind.special, reason="hearing")
NOTICE = ProcessStep("notice", "公示", StepKind.special, reason="publication")
DECIDE = ProcessStep("decide", "决定", StepKind.decision, limit=StepLimit("accepted", DAYS))
ISSUE = ProcessStep("issue", "制证", StepKind.issue)
GIVEN = {"accept": 2, "paper": 3, "inspect": 4, "hearing": 5, "notice": 7, "decide": 10, "issue": 1}


def taken(bundle: Bundle, days: Mapping[str, int] = GIVEN) -> tuple[int, int]:
    """Serial and parallel, each step taking the days of its name."""
    steps = plan(bundle)
    each = {one.place: days[one.place.step] for one in steps}
    return serial(steps, each), parallel(steps, each)


@pytest.mark.parametrize(
    ("bundle", "one_by_one", "at_once"),
    [
        pytest.param(made({"a": (ACCEPT, DECIDE, ISSUE)}), 13, 13, id="one-item"),
        # Two reviews of 3 and 4 days end within the 10 days from acceptance either way.
        pytest.param(made({"a": (ACCEPT, PAPER, INSPECT, DECIDE)}), 12, 12, id="reviews-within-the-limit"),
        pytest.param(made({"a": (PAPER, INSPECT)}), 7, 4, id="reviews-at-once"),
        pytest.param(made({"a": (PAPER, FOLLOWS)}), 7, 7, id="reviews-that-the-law-orders"),
        # 2 + 10, and the days of the hearing on top.
        pytest.param(made({"a": (ACCEPT, HEARING, DECIDE)}), 17, 17, id="a-special-procedure-stops-the-clock"),
        # At once both stop it for 7 days, one after the other for 12.
        pytest.param(made({"a": (ACCEPT, HEARING, NOTICE, DECIDE)}), 24, 19, id="two-at-a-time-stop-it-once"),
        pytest.param(made({"a": (ACCEPT, DECIDE), "b": (ACCEPT, DECIDE, ISSUE)}), 25, 13, id="two-items"),
        pytest.param(
            made({"a": (ACCEPT, DECIDE, ISSUE), "b": (ACCEPT, DECIDE)}, [JointOrder("a", "b", "《某法》")]),
            25,
            13,
            id="an-order-that-was-kept-anyhow",
        ),
    ],
)  # fmt: skip
def test_the_days_add_up(bundle: Bundle, one_by_one: int, at_once: int) -> None:
    assert taken(bundle) == (one_by_one, at_once)


def test_a_decision_waits_for_another_items_decision() -> None:
    plain = ProcessStep("decide", "决定", StepKind.decision)
    bundle = made({"a": (PAPER, plain), "b": (INSPECT, plain)}, [JointOrder("a", "b", "《某法》")])
    # Review 3 and 4 at once, then b's decision, then a's.
    assert taken(bundle, {"paper": 3, "inspect": 4, "decide": 2}) == (11, 8)


@given(cases(), st.data())
def test_at_once_is_never_slower(case: Case, data: st.DataObject) -> None:
    steps = plan(case.bundle)
    days: dict[Place, int] = {one.place: data.draw(st.integers(0, 30)) for one in steps}
    assert parallel(steps, days) <= serial(steps, days)


def test_seven_natural_days_hold_five_working_ones() -> None:
    assert [working_days(days, "natural") for days in (0, 1, 7, 10, 20)] == [0, 1, 5, 8, 15]
    assert working_days(20, "working") == 20


EXAMPLES = {
    form: [handed_in(form, example(form, name))]
    for form, name in {
        "publication_retail": "valid-bookshop_cafe",
        "food_operation": "valid-bookshop_cafe",
        "public_hygiene": "valid-beauty_devices",
        "medical_device_filing": "valid-beauty_devices",
    }.items()
}


def test_the_same_seed_draws_the_same_cases_of_the_bundles_that_have_examples() -> None:
    first, again = (simulate(DEFINITIONS, EXAMPLES, 200, Random(7)) for _ in range(2))
    assert first == again
    assert {one.bundle for one in first} == {"bookshop_cafe", "beauty_devices"}
    assert simulate(DEFINITIONS, EXAMPLES, 200, Random(8)) != first
    assert all(one.saved >= 0 for one in first)
    assert simulate(DEFINITIONS, {}, 200, Random(7)) == []


def test_no_case_takes_longer_than_all_limits_together() -> None:
    # Accept 5, decide 10 or 15 (twenty natural days) from there, issue 5 or 10: food 20, publication 30.
    cafe = [one for one in simulate(DEFINITIONS, EXAMPLES, 400, Random(1)) if one.bundle == "bookshop_cafe"]
    assert max(one.parallel for one in cafe) <= 30
    assert max(one.serial for one in cafe) <= 50
    assert min(one.parallel for one in cafe) >= 3


def test_medians_and_the_ninetieth_percentile() -> None:
    sampled = [Sampled("x", 100 + saved, 100) for saved in range(1, 11)]
    found = compared(sampled)
    assert (found.cases, found.serial, found.parallel, found.saved, found.saved_by_a_tenth) == (10, 105, 100, 5, 9)


def test_every_published_bundle_can_be_drawn() -> None:
    assert {form for bundle in DEFINITIONS.bundles.values() for form in bundle.forms} <= set(BUILT.forms)
