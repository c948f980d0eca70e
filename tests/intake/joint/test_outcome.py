"""How bundles end, what is promised for them, and what is handed in for them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from api.intake.clock import Limit, open_clock
from api.intake.clock.limits import Kind, Unit
from api.intake.joint import (
    Bundle,
    Decision,
    Done,
    Opinion,
    OutcomeKind,
    decisions_of,
    joint_limits,
    open_tasks,
    outcome,
    shared_materials,
)
from bot.catalog.processes import JointLicence, ProcessStep, Result, StepKind, Term

from .shops import TODAY, made, published, said

STEPS = (ProcessStep("accept", "受理", StepKind.accept), ProcessStep("decide", "决定", StepKind.decision))
G, C, R, X = Decision.granted, Decision.granted_with_conditions, Decision.refused, Decision.not_accepted


def three(*kinds: str) -> Bundle:
    """A bundle with a composite licence; what its parts a, b and c give is of these kinds."""
    bundle = made(dict.fromkeys("abc", STEPS))
    parts = [replace(part, result=Result(kind, part.form)) for part, kind in zip(bundle.parts, kinds, strict=True)]
    return replace(
        bundle, parts=tuple(parts), definition=replace(bundle.definition, licence=JointLicence("综合", "某号"))
    )


@pytest.mark.parametrize(
    ("decisions", "kind", "lead_decides"),
    [
        pytest.param({}, OutcomeKind.pending, False, id="nothing-yet"),
        pytest.param({"a": R, "b": R}, OutcomeKind.pending, False, id="one-is-missing"),
        pytest.param({"a": G, "b": C, "c": G}, OutcomeKind.granted, False, id="all-granted"),
        pytest.param({"a": G, "b": R, "c": G}, OutcomeKind.partly_granted, True, id="one-refused"),
        pytest.param({"a": G, "b": X, "c": X}, OutcomeKind.partly_granted, True, id="two-not-accepted"),
        pytest.param({"a": R, "b": R, "c": X}, OutcomeKind.refused, False, id="none-granted"),
    ],
)
def test_the_kind_of_end(decisions: dict[str, Decision], kind: OutcomeKind, lead_decides: bool) -> None:
    found = outcome(three("permit", "permit", "permit"), decisions)
    assert (found.kind, found.lead_decides, found.lead) == (kind, lead_decides, "d0")
    assert {*(one.form for one in found.granted), *found.refused, *found.undecided} == set("abc")
    assert (found.composite is not None) == (kind is OutcomeKind.granted)


@pytest.mark.parametrize("decisions", [{}, {"a": G, "b": G, "c": G}, {"a": R, "b": C, "c": X}], ids=str)
def test_a_bundle_whose_part_is_awaited_has_not_ended(decisions: dict[str, Decision]) -> None:
    found = outcome(replace(three("permit", "permit", "permit"), awaited=("d",)), decisions)
    assert (found.kind, found.composite, found.lead_decides) == (OutcomeKind.pending, None, False)
    assert found.undecided[-1] == "d"


@pytest.mark.parametrize(
    ("kinds", "permits"),
    [
        pytest.param(("permit", "permit", "filing"), ["a", "b"], id="a-filing-is-no-permit"),
        pytest.param(("permit", "filing", "filing"), None, id="one-permit-is-no-composite"),
        pytest.param(("other", "filing", "other"), None, id="no-permit-at-all"),
        pytest.param(("permit", "permit", "permit"), ["a", "b", "c"], id="all-three"),
    ],
)
def test_the_composite_licence_stands_for_two_permits_or_more(
    kinds: tuple[str, ...], permits: list[str] | None
) -> None:
    found = outcome(three(*kinds), dict.fromkeys("abc", G)).composite
    assert (found and [one.form for one in found.permits]) == permits


def test_a_bundle_without_a_composite_licence_gives_the_single_ones() -> None:
    found = outcome(made(dict.fromkeys("ab", STEPS)), {"a": G, "b": C})
    assert (found.kind, found.composite) == (OutcomeKind.granted, None)
    assert [(one.form, one.with_conditions) for one in found.granted] == [("a", False), ("b", True)]


@pytest.mark.parametrize(
    ("opinion", "decision"),
    [(Opinion.agree, G), (Opinion.agree_with_conditions, C), (Opinion.refuse, R)],
)
def test_a_part_is_decided_by_its_decision(opinion: Opinion, decision: Decision) -> None:
    bundle = made({"a": STEPS})
    done: list[Done] = [said(open_tasks(bundle, [])[0])]
    assert decisions_of(bundle, done) == {}
    done.append(said(open_tasks(bundle, done)[1], opinion))
    assert decisions_of(bundle, done) == {"a": decision}


def test_a_part_that_is_not_accepted_is_decided_by_that() -> None:
    bundle = made({"a": STEPS})
    assert decisions_of(bundle, [said(open_tasks(bundle, [])[0], Opinion.refuse)]) == {"a": X}


def test_what_the_law_allows_together_and_what_was_promised() -> None:
    law = open_clock().law("joint_decision", TODAY)
    bundle = made({"a": STEPS, "b": STEPS})
    assert (law.days, law.extension, law.unit) == (45, 15, Unit.working)
    assert joint_limits(bundle, law).promised is None
    promised = replace(
        bundle, definition=replace(bundle.definition, promised=Term(14, "working", "办事指南", certain=False))
    )
    found = joint_limits(promised, law)
    assert found.statutory == law
    assert found.promised == Limit("一次办", 14, Unit.working, Kind.promised, "办事指南", certain=False)


@pytest.mark.parametrize(
    ("examples", "scenario", "permits"),
    [
        pytest.param(
            dict.fromkeys(("entertainment_venue", "public_hygiene", "food_operation"), "valid-ktv_all"),
            "ktv_all",
            ["娱乐经营许可证", "上海市公共场所卫生许可证", "食品经营许可证"],
            id="karaoke",
        ),
        pytest.param(
            dict.fromkeys(("publication_retail", "food_operation"), "valid-bookshop_cafe"),
            "bookshop_cafe",
            ["出版物经营许可证（零售）", "食品经营许可证"],
            id="bookshop-with-coffee",
        ),
        pytest.param(
            dict.fromkeys(("public_hygiene", "medical_device_filing"), "valid-beauty_devices"),
            "beauty_devices",
            None,
            id="a-permit-and-a-filing",
        ),
    ],
)
def test_the_published_bundles(examples: dict[str, str], scenario: str, permits: list[str] | None) -> None:
    bundle = published(examples, scenario)
    found = outcome(bundle, dict.fromkeys(examples, G))
    assert (found.composite and [one.result.title for one in found.composite.permits]) == permits
    assert found.composite is None or not found.composite.licence.certain


def test_what_several_parts_need_is_listed_once() -> None:
    bundle = published(dict.fromkeys(("publication_retail", "food_operation"), "valid-bookshop_cafe"), "bookshop_cafe")
    listed = {one.label: one for one in shared_materials(bundle)}
    assert listed["营业执照"].places == (("publication_retail", "PM02"), ("food_operation", "M02"))
    assert listed["营业执照"].forms == ("publication_retail", "food_operation")
    assert listed["出版物经营许可证申请登记表"].forms == ("publication_retail",)
    wanted = [(part.form, one.id) for part in bundle.parts for one in part.materials]
    assert sorted(place for one in listed.values() for place in one.places) == sorted(wanted)


def test_alone_a_material_keeps_its_own_name() -> None:
    bundle = published({"food_operation": "valid-bookshop_cafe"})
    assert "营业执照或者其他主体资格证明" in {one.label for one in shared_materials(bundle)}
