"""What must come before what in one process: the permit law's own order, and what other law adds to it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from .definitions import Process, ProcessStep, StepKind

#: A kind -> the kinds that the permit law wants done first. Kinds that are not named beside each other go on at once.
#: Source: 《行政许可法》第三十四条 (what was accepted is reviewed), 第三十七条 (decided after the review), 第四十四条 (then issued).
_FIRST: Final[Mapping[StepKind, frozenset[StepKind]]] = {
    StepKind.accept: frozenset(),
    **dict.fromkeys((StepKind.review, StepKind.inspection, StepKind.special), frozenset({StepKind.accept})),
    StepKind.decision: frozenset({StepKind.accept, StepKind.review, StepKind.inspection, StepKind.special}),
    StepKind.issue: frozenset({StepKind.decision}),
}


def before(process: Process) -> dict[str, frozenset[str]]:
    """Step -> the steps that come before it, if they are part of the case at all."""
    return {step.id: _before(process, step) for step in process.steps}


def _before(process: Process, step: ProcessStep) -> frozenset[str]:
    by_law = {one.id for one in process.steps if one.kind in _FIRST[step.kind]}
    return frozenset(by_law | {one.step for one in step.after})
