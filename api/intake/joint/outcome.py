"""How a bundle ends once every part is decided: one composite licence, the single ones, or a matter for the lead department."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from bot.catalog.processes import JointLicence, Result, StepKind

from .parts import Bundle
from .tasks import Done, Opinion, State, Task, open_tasks

#: Fewer permits than this are no composite licence. Source: 沪府规〔2021〕5号.
_SEVERAL = 2


class Decision(str, Enum):
    """How one part was decided."""

    granted = "granted"
    granted_with_conditions = "granted_with_conditions"
    refused = "refused"
    not_accepted = "not_accepted"


_GRANTED = (Decision.granted, Decision.granted_with_conditions)


class OutcomeKind(str, Enum):
    """How the bundle stands: not all parts are decided, all granted, some (部分准予), none."""

    pending = "pending"
    granted = "granted"
    partly_granted = "partly_granted"
    refused = "refused"


@dataclass(frozen=True, slots=True)
class Granted:
    """A part that was granted, and what is given for it."""

    form: str
    result: Result
    with_conditions: bool = False


@dataclass(frozen=True, slots=True)
class Composite:
    """The composite licence, and the single permits that it stands for, which are issued too."""

    licence: JointLicence
    permits: tuple[Granted, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """How the bundle ended.

    Args:
        granted, refused, undecided: the parts, in the bundle's order; those refused by their form. What is awaited is undecided.
        composite: where all were granted and it stands for at least two permits; else None.
        lead: 牵头部门.
        lead_decides: some parts were granted and some not, so that it is the lead department's to say how to go on.
    """

    kind: OutcomeKind
    granted: tuple[Granted, ...]
    refused: tuple[str, ...]
    undecided: tuple[str, ...]
    composite: Composite | None
    lead: str
    lead_decides: bool


def outcome(bundle: Bundle, decisions: Mapping[str, Decision]) -> Outcome:
    """How the bundle ends by the decisions (form -> decision) that there are; pending while one is missing, or a part.

    Source: 沪府规〔2021〕5号: a composite licence is given where two or more single permits were applied for, stands for them,
    and leaves them as they are.
    """
    known = [(part, decisions[part.form]) for part in bundle.parts if part.form in decisions]
    granted = tuple(
        Granted(part.form, part.result, one is Decision.granted_with_conditions)
        for part, one in known
        if one in _GRANTED
    )
    refused = tuple(part.form for part, one in known if one not in _GRANTED)
    undecided = (*(part.form for part in bundle.parts if part.form not in decisions), *bundle.awaited)
    kind = _kind(granted, refused, undecided)
    return Outcome(
        kind=kind,
        granted=granted,
        refused=refused,
        undecided=undecided,
        composite=_composite(bundle, granted) if kind is OutcomeKind.granted else None,
        lead=bundle.definition.lead,
        lead_decides=kind is OutcomeKind.partly_granted,
    )


def decisions_of(bundle: Bundle, done: Sequence[Done]) -> dict[str, Decision]:
    """Form -> how it was decided, for the parts that are."""
    tasks = open_tasks(bundle, done)
    found = {part.form: _decision([task for task in tasks if task.part == part.form]) for part in bundle.parts}
    return {form: decision for form, decision in found.items() if decision is not None}


def _kind(granted: Sequence[Granted], refused: Sequence[str], undecided: Sequence[str]) -> OutcomeKind:
    if undecided:
        return OutcomeKind.pending
    if not refused:
        return OutcomeKind.granted
    return OutcomeKind.partly_granted if granted else OutcomeKind.refused


def _composite(bundle: Bundle, granted: tuple[Granted, ...]) -> Composite | None:
    permits = tuple(one for one in granted if one.result.kind == "permit")
    licence = bundle.definition.licence
    return Composite(licence, permits) if licence is not None and len(permits) >= _SEVERAL else None


def _decision(tasks: Sequence[Task]) -> Decision | None:
    if any(task.kind is StepKind.accept and task.opinion is Opinion.refuse for task in tasks):
        return Decision.not_accepted
    deciding = [task for task in tasks if task.kind is StepKind.decision and task.state is not State.not_needed]
    if not deciding or any(task.state is not State.done for task in deciding):
        return None
    said = {task.opinion for task in deciding}
    if Opinion.refuse in said:
        return Decision.refused
    return Decision.granted_with_conditions if Opinion.agree_with_conditions in said else Decision.granted
