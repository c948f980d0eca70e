"""Which tasks are open, wait, are done or fall away: tables over small bundles and the published ones."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from api.intake.joint import (
    Bundle,
    Done,
    Opinion,
    Part,
    Place,
    Stage,
    State,
    ancestors_of,
    least_advanced,
    open_tasks,
    stages,
)
from bot.catalog.processes import After, JointOrder, ProcessStep, StepKind

from .shops import NOON, made, made_part, published, said, standing

ACCEPT = ProcessStep("accept", "受理", StepKind.accept)
PAPER = ProcessStep("paper", "书面审查", StepKind.review)
VERIFY = ProcessStep("verify", "核查声明", StepKind.review, "d1")
INSPECT = ProcessStep("inspect", "实地检查", StepKind.inspection, after=(After("verify", "《某条例》第九条"),))
DECIDE = ProcessStep("decide", "决定", StepKind.decision)
ISSUE = ProcessStep("issue", "制证", StepKind.issue)
WHOLE = (ACCEPT, PAPER, VERIFY, INSPECT, DECIDE, ISSUE)


def told(bundle: Bundle, **opinions: Opinion) -> dict[str, str]:
    """The one part's states after these opinions, each of the department whose it is."""
    part = bundle.parts[0]
    steps = {step.id: step for step in part.steps}
    done = [Done(part.form, name, part.department(steps[name]), one, NOON) for name, one in opinions.items()]
    return standing(open_tasks(bundle, done), part.form)


AGREE, REFUSE = Opinion.agree, Opinion.refuse
W, P, D, N = "waiting", "open", "done", "not_needed"


@pytest.mark.parametrize(
    ("opinions", "states"),
    [
        pytest.param({}, [P, W, W, W, W, W], id="acceptance-first"),
        pytest.param({"accept": AGREE}, [D, P, P, W, W, W], id="reviews-at-once-but-what-the-law-orders"),
        pytest.param({"accept": AGREE, "verify": AGREE}, [D, P, D, P, W, W], id="the-ordered-step-follows"),
        pytest.param({"accept": AGREE, "verify": REFUSE}, [D, P, D, N, W, W], id="a-refusal-ends-what-follows-it"),
        pytest.param(
            {"accept": AGREE, "verify": REFUSE, "paper": AGREE}, [D, D, D, N, P, W], id="the-decision-hears-the-refusal"
        ),
        pytest.param({"accept": AGREE, "paper": REFUSE}, [D, D, P, W, W, W], id="what-goes-on-beside-it-goes-on"),
        pytest.param({"accept": REFUSE}, [D, N, N, N, N, N], id="not-accepted"),
        pytest.param(
            {"accept": AGREE, "paper": AGREE, "verify": AGREE, "inspect": AGREE, "decide": REFUSE},
            [D, D, D, D, D, N],
            id="nothing-is-issued-that-was-refused",
        ),
        pytest.param(
            {"accept": AGREE, "paper": AGREE, "verify": AGREE, "inspect": AGREE, "decide": AGREE},
            [D, D, D, D, D, P],
            id="granted-and-to-be-issued",
        ),
        pytest.param({"paper": AGREE, "decide": AGREE}, [P, W, W, W, W, W], id="what-came-too-early-does-not-count"),
    ],
)
def test_one_part(opinions: dict[str, Opinion], states: list[str]) -> None:
    assert list(told(made({"a": WHOLE}), **opinions).values()) == states


def test_a_step_the_case_does_not_have_hands_its_place_on() -> None:
    part = made_part("a", WHOLE, left_out=["verify", "accept"])
    tasks = {task.step: task for task in open_tasks(Bundle(made({"a": WHOLE}).definition, (part,)), [])}
    assert {name: task.state.value for name, task in tasks.items()} == {
        "accept": N,
        "paper": P,
        "verify": N,
        "inspect": P,
        "decide": W,
        "issue": W,
    }
    assert not tasks["verify"].fell_away
    assert {place.step for place in tasks["decide"].waits_for} == {"paper", "inspect"}


def test_what_fell_away_by_a_refusal_is_told_apart() -> None:
    bundle = made({"a": WHOLE})
    first = open_tasks(bundle, [])[0]
    assert all(task.fell_away for task in open_tasks(bundle, [said(first, REFUSE)])[1:])


def test_between_parts_only_the_decision_waits_and_a_refusal_there_does_not_end_it() -> None:
    bundle = made({"a": WHOLE, "b": (ACCEPT, PAPER, DECIDE)}, [JointOrder("b", "a", "《某法》第十五条")])
    done: list[Done] = []
    for place in ("b/accept", "b/paper", "a/accept"):
        done += [said(task) for task in open_tasks(bundle, done) if f"{task.part}/{task.step}" == place]
    tasks = {f"{task.part}/{task.step}": task for task in open_tasks(bundle, done)}
    assert tasks["b/decide"].waits_for == (("a", "decide"),)
    for place, opinion in (("a/verify", REFUSE), ("a/paper", AGREE), ("a/decide", REFUSE)):
        done += [said(task, opinion) for task in open_tasks(bundle, done) if f"{task.part}/{task.step}" == place]
    assert standing(open_tasks(bundle, done))["b/decide"] == P


def test_the_decision_waits_for_a_part_that_is_not_in_and_nothing_else_does() -> None:
    bundle = replace(made({"b": (ACCEPT, PAPER, DECIDE)}, [JointOrder("b", "a", "《某法》")]), awaited=("a", "c"))
    done: list[Done] = []
    for _ in range(2):
        done += [said(task) for task in open_tasks(bundle, done) if task.state is State.open]
    tasks = {task.step: task for task in open_tasks(bundle, done)}
    assert [tasks[step].state for step in ("accept", "paper")] == [State.done, State.done]
    assert (tasks["decide"].state, tasks["decide"].waits_for) == (State.waiting, (("a", ""),))
    assert ancestors_of(bundle, Place("b", "decide")) == {("a", ""), ("b", "accept"), ("b", "paper")}


@pytest.mark.parametrize(
    ("done", "state"),
    [
        pytest.param([Done("a", "accept", "d9", AGREE, NOON)], P, id="another-department"),
        pytest.param([Done("a", "acceptance", "d0", AGREE, NOON)], P, id="no-such-step"),
        pytest.param([Done("z", "accept", "d0", AGREE, NOON)], P, id="no-such-part"),
        pytest.param([Done("a", "accept", "d0", AGREE, NOON)], D, id="its-own"),
    ],
)
def test_an_opinion_counts_from_the_department_whose_task_it_is(done: list[Done], state: str) -> None:
    assert standing(open_tasks(made({"a": WHOLE}), done))["a/accept"] == state


def test_of_two_opinions_the_last_counts_and_at_one_moment_the_severer() -> None:
    bundle = made({"a": WHOLE})
    accept = open_tasks(bundle, [])[0]
    later = NOON + timedelta(minutes=1)
    for done, opinion in (
        ([said(accept, REFUSE), Done("a", "accept", "d0", AGREE, later)], AGREE),
        ([said(accept, REFUSE), said(accept, AGREE)], REFUSE),
    ):
        for order in (done, done[::-1]):
            assert open_tasks(bundle, order)[0].opinion is opinion


def test_a_karaoke_bar_of_three_permits_opens_at_three_departments() -> None:
    bundle = published(
        {"entertainment_venue": "valid-ktv_all", "public_hygiene": "valid-ktv_all", "food_operation": "valid-ktv_all"},
        "ktv_all",
    )
    assert (bundle.definition.id, [part.lead for part in bundle.parts]) == ("ktv", ["culture", "health", "market"])
    assert bundle.departments == ("culture", "police", "health", "market")
    accepting = [task for task in open_tasks(bundle, []) if task.state is State.open]
    assert {(task.part, task.step, task.department) for task in accepting} == {
        ("entertainment_venue", "accept", "culture"),
        ("public_hygiene", "accept", "health"),
        ("food_operation", "accept", "market"),
    }
    after = open_tasks(bundle, [said(task) for task in accepting])
    opened = {
        (task.step, task.department)
        for task in after
        if task.state is State.open and task.part == "entertainment_venue"
    }
    assert opened == {("paper", "culture"), ("verify", "police"), ("publicise", "culture"), ("hearing", "culture")}
    assert {task.step: task.reason for task in after if task.kind is StepKind.special} == {
        "publicise": "publication",
        "hearing": "hearing",
    }


def test_limits_are_those_of_the_file_with_their_day_0() -> None:
    bundle = published({"food_operation": "valid-beverage_shop"})
    tasks = {task.step: task for task in open_tasks(bundle, [])}
    decide = tasks["decide"].limit
    assert decide is not None
    assert decide.promised is not None
    assert tasks["decide"].since == "accepted"
    assert (decide.statutory.days, decide.statutory.extension, decide.statutory.certain) == (10, 5, False)
    assert (decide.promised.days, decide.promised.source) == (10, "上海市「一网通办」办事指南")
    assert (tasks["paper"].limit, tasks["paper"].since) == (None, None)


def test_the_bundle_is_as_far_as_its_least_advanced_part() -> None:
    bundle = made({"a": (ACCEPT, PAPER, DECIDE, ISSUE), "b": (ACCEPT, DECIDE)})
    done: list[Done] = []
    seen = [(stages(bundle, done), least_advanced(bundle, done))]
    for place in ("b/accept", "b/decide", "a/accept", "a/paper", "a/decide", "a/issue"):
        done += [said(task) for task in open_tasks(bundle, done) if f"{task.part}/{task.step}" == place]
        seen.append((stages(bundle, done), least_advanced(bundle, done)))
    assert seen == [
        ({"a": Stage.received, "b": Stage.received}, Stage.received),
        ({"a": Stage.received, "b": Stage.reviewing}, Stage.received),
        ({"a": Stage.received, "b": Stage.ended}, Stage.received),
        ({"a": Stage.reviewing, "b": Stage.ended}, Stage.reviewing),
        ({"a": Stage.reviewing, "b": Stage.ended}, Stage.reviewing),
        ({"a": Stage.decided, "b": Stage.ended}, Stage.decided),
        ({"a": Stage.ended, "b": Stage.ended}, Stage.ended),
    ]


def test_a_foreign_investor_is_led_by_the_city() -> None:
    bundle = published({"entertainment_venue": "valid-foreign_ktv"})
    assert [type(part) for part in bundle.parts] == [Part]
    assert {task.department for task in open_tasks(bundle, []) if task.state is not State.not_needed} == {
        "city_culture",
        "police",
    }
