"""How far the parts of a bundle have come; the bundle itself is as far as the part that is least advanced."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum

from bot.catalog.processes import StepKind

from .parts import Bundle
from .tasks import Done, State, Task, open_tasks

_AHEAD = (State.waiting, State.open)


class Stage(IntEnum):
    """How far a part is: received, accepted and under review, decided, and nothing left to do."""

    received = 0
    reviewing = 1
    decided = 2
    ended = 3


def stages(bundle: Bundle, done: Sequence[Done]) -> dict[str, Stage]:
    """Form -> its stage."""
    tasks = open_tasks(bundle, done)
    return {part.form: _stage([task for task in tasks if task.part == part.form]) for part in bundle.parts}


def least_advanced(bundle: Bundle, done: Sequence[Done]) -> Stage:
    """The stage of the bundle; of one whose parts are not all in, the first."""
    return Stage.received if bundle.awaited else min(stages(bundle, done).values())


def _stage(tasks: Sequence[Task]) -> Stage:
    ahead = {task.kind for task in tasks if task.state in _AHEAD}
    if StepKind.accept in ahead:
        return Stage.received
    if StepKind.decision in ahead:
        return Stage.reviewing
    return Stage.decided if ahead else Stage.ended
