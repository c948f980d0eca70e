"""What each department has to do now, what waits for what, and what falls away."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from bot.catalog.processes import ProcessStep, StepKind

from ..clock.limits import TimeLimits
from .limits import step_limits
from .order import Place, in_order, needs_of, standing
from .parts import Bundle, Part


class Opinion(str, Enum):
    """What a department says at the end of a step, the mildest first."""

    agree = "agree"
    agree_with_conditions = "agree_with_conditions"
    refuse = "refuse"


_SEVERITY = {one: rank for rank, one in enumerate(Opinion)}


class State(str, Enum):
    """Where a task stands."""

    waiting = "waiting"
    open = "open"
    done = "done"
    not_needed = "not_needed"


@dataclass(frozen=True, slots=True)
class Done:
    """An opinion that was given. ``part``: the form. Of several on one task the last counts; at one moment, the severest."""

    part: str
    step: str
    department: str
    opinion: Opinion
    at: datetime


@dataclass(frozen=True, slots=True)
class Task:
    """One step of one part.

    Args:
        limit: the law's and the promised one; None where nothing sets one for this step alone.
        since: ``opened`` (the step itself) or ``accepted`` (the part): the day 0 of ``limit``. None without a limit.
        waits_for: what has to be done first; empty unless it is waiting.
        reason: of a special step, why the part's clock stands still while it lasts; else None.
        opinion: what was said; None unless it is done.
        fell_away: it is not needed because of a refusal, not because of what the application says.
    """

    part: str
    step: str
    title: str
    kind: StepKind
    department: str
    limit: TimeLimits | None
    since: str | None
    state: State
    waits_for: tuple[Place, ...] = ()
    reason: str | None = None
    opinion: Opinion | None = None
    fell_away: bool = False


def open_tasks(bundle: Bundle, done: Sequence[Done]) -> tuple[Task, ...]:
    """All tasks of the bundle as they stand, in the order of parts and steps; the order of ``done`` does not matter.

    A refusal ends what would have followed it, but the decision, which hears it; what goes on beside it goes on, so that the
    applicant is told everything at once. Refused acceptance ends the part. An opinion counts from another department than
    the task's, on a step that the part does not have, or given before what must come first, as not given (the last, until it
    has come).
    """
    told = _opinions(bundle, done)
    needs = needs_of(bundle)
    gone: dict[Place, frozenset[Place]] = {}
    ended: dict[Place, tuple[ProcessStep, Opinion]] = {}
    found: dict[Place, Task] = {}
    for place, part, step in in_order(bundle, needs):
        first = standing(needs[place], gone)
        refused = _stopped(place, step, first, ended)
        if step.id not in part.needed or refused:
            gone[place] = first
            found[place] = _task(part, step, State.not_needed, fell_away=refused and step.id in part.needed)
        elif waiting := tuple(sorted(one for one in first if one not in ended)):
            found[place] = _task(part, step, State.waiting, waits_for=waiting)
        elif place in told:
            ended[place] = step, told[place]
            found[place] = _task(part, step, State.done, opinion=told[place])
        else:
            found[place] = _task(part, step, State.open)
    return tuple(found[Place(part.form, step.id)] for part in bundle.parts for step in part.steps)


def _opinions(bundle: Bundle, done: Sequence[Done]) -> dict[Place, Opinion]:
    """The opinion that counts on each step, from the department whose it is."""
    whose = {Place(part.form, step.id): part.department(step) for part in bundle.parts for step in part.steps}
    valid = [one for one in done if whose.get(Place(one.part, one.step)) == one.department]
    ordered = sorted(valid, key=lambda one: (one.at, _SEVERITY[one.opinion]))
    return {Place(one.part, one.step): one.opinion for one in ordered}


def _stopped(
    place: Place, step: ProcessStep, first: frozenset[Place], ended: Mapping[Place, tuple[ProcessStep, Opinion]]
) -> bool:
    """Whether something in the same part that comes before was refused, and that is the end of it."""
    refusing = [
        ended[one][0].kind
        for one in first
        if one.form == place.form and one in ended and ended[one][1] is Opinion.refuse
    ]
    return any(kind is StepKind.accept or step.kind is not StepKind.decision for kind in refusing)


def _task(
    part: Part,
    step: ProcessStep,
    state: State,
    *,
    waits_for: tuple[Place, ...] = (),
    opinion: Opinion | None = None,
    fell_away: bool = False,
) -> Task:
    return Task(
        part=part.form,
        step=step.id,
        title=step.title,
        kind=step.kind,
        department=part.department(step),
        limit=step_limits(step),
        since=step.limit.since if step.limit is not None else None,
        state=state,
        waits_for=waits_for,
        reason=step.reason,
        opinion=opinion,
        fell_away=fell_away,
    )
