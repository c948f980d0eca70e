"""Whatever the processes, and in whatever order opinions come: the same end, nothing too early, nothing stuck."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from api.intake.joint import (
    Bundle,
    Decision,
    Done,
    Opinion,
    OutcomeKind,
    Part,
    Stage,
    State,
    Task,
    decisions_of,
    least_advanced,
    open_tasks,
    outcome,
)
from api.intake.joint.order import needs_of
from bot.catalog.processes import After, JointOrder, ProcessStep, StepKind

from .shops import made, made_part, said, with_state

_MIDDLE = (StepKind.review, StepKind.inspection, StepKind.special)


@dataclass(frozen=True)
class Case:
    """A bundle, what each task would be answered, and an order of all tasks to answer them in."""

    bundle: Bundle
    opinions: dict[tuple[str, str], Opinion]
    shuffled: list[tuple[str, str]]


@st.composite
def parts(draw: st.DrawFn, form: str) -> Part:
    """A part with up to five steps of review in any lawful order, some of them not needed."""
    middle = []
    for number in range(draw(st.integers(0, 5))):
        earlier = draw(st.lists(st.sampled_from(middle), unique=True, max_size=3)) if middle else []
        after = tuple(After(step.id, "《某条例》") for step in earlier)
        department = draw(st.sampled_from([None, "d1", "d2"]))
        middle.append(ProcessStep(f"s{number}", "审查", draw(st.sampled_from(_MIDDLE)), department, after=after))
    steps = [*middle, ProcessStep("decide", "决定", StepKind.decision)]
    steps += draw(st.sampled_from([(), (ProcessStep("accept", "受理", StepKind.accept),)]))
    steps += draw(st.sampled_from([(), (ProcessStep("issue", "制证", StepKind.issue),)]))
    spare = [step.id for step in steps if step.id != "decide"]
    left_out = draw(st.lists(st.sampled_from(spare), unique=True)) if spare else []
    return made_part(form, draw(st.permutations(steps)), left_out)


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """A bundle of one to three parts, the law ordering some of them."""
    forms = "abc"[: draw(st.integers(1, 3))]
    pairs = [(later, first) for at, later in enumerate(forms) for first in forms[:at]]
    order = [JointOrder(later, first, "《某法》") for later, first in pairs if draw(st.booleans())]
    found = tuple(draw(parts(form)) for form in forms)
    bundle = Bundle(made(dict.fromkeys(forms, ()), order).definition, found)
    places = [(part.form, step.id) for part in found for step in part.steps]
    opinions = {place: draw(st.sampled_from(Opinion)) for place in places}
    return Case(bundle, opinions, draw(st.permutations(places)))


def answered(case: Case, order: Sequence[tuple[str, str]]) -> list[Done]:
    """The opinions given as tasks open, of those that are open at a time the first in ``order`` first."""
    done: list[Done] = []
    while now := with_state(open_tasks(case.bundle, done), State.open):
        task = min(now, key=lambda one: order.index((one.part, one.step)))
        done.append(said(task, case.opinions[task.part, task.step], len(done)))
    return done


@given(cases())
def test_nothing_deadlocks_and_each_part_is_decided(case: Case) -> None:
    done = answered(case, case.shuffled)
    assert {task.state for task in open_tasks(case.bundle, done)} <= {State.done, State.not_needed}
    assert outcome(case.bundle, decisions_of(case.bundle, done)).kind is not OutcomeKind.pending
    assert least_advanced(case.bundle, done) is Stage.ended


@given(cases())
def test_every_order_of_opinions_ends_in_the_same(case: Case) -> None:
    done, other = answered(case, case.shuffled), answered(case, case.shuffled[::-1])
    assert open_tasks(case.bundle, done) == open_tasks(case.bundle, other) == open_tasks(case.bundle, done[::-1])
    assert decisions_of(case.bundle, done) == decisions_of(case.bundle, other)


@given(cases(), st.data())
def test_no_task_is_open_or_done_before_what_it_must_come_after(case: Case, data: st.DataObject) -> None:
    # Any opinions at all, also ones that were not asked for yet.
    some = data.draw(st.lists(st.sampled_from(case.shuffled), unique=True))
    whose = {(task.part, task.step): task for task in open_tasks(case.bundle, [])}
    tasks = open_tasks(case.bundle, [said(whose[place], case.opinions[place]) for place in some])
    states = {(task.part, task.step): task.state for task in tasks}
    for place, first in needs_of(case.bundle).items():
        if states[place] in (State.open, State.done):
            assert {states[one] for one in first} <= {State.done, State.not_needed}


@given(cases(), st.data())
def test_an_opinion_more_never_takes_back_what_was_done(case: Case, data: st.DataObject) -> None:
    done = answered(case, case.shuffled)
    upto = data.draw(st.integers(0, len(done)))
    before = with_state(open_tasks(case.bundle, done[:upto]), State.done)
    after = with_state(open_tasks(case.bundle, done), State.done)
    assert set(map(_place, before)) <= set(map(_place, after))


@given(st.integers(1, 6), st.integers(1, 3))
def test_with_no_order_everything_is_open_at_once(steps: int, forms: int) -> None:
    part = [ProcessStep(f"s{number}", "审查", _MIDDLE[number % 3]) for number in range(steps)]
    decide = ProcessStep("decide", "决定", StepKind.decision)
    bundle = made({form: [*part, decide] for form in "abc"[:forms]})
    tasks = open_tasks(bundle, [])
    assert len(with_state(tasks, State.open)) == steps * forms


@given(cases())
def test_a_part_is_granted_only_where_its_own_decision_says_so(case: Case) -> None:
    decisions = decisions_of(case.bundle, answered(case, case.shuffled))
    for form, decision in decisions.items():
        if decision is not Decision.not_accepted:
            assert (decision is Decision.refused) == (case.opinions[form, "decide"] is Opinion.refuse)


def _place(task: Task) -> tuple[str, str]:
    return task.part, task.step
