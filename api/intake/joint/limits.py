"""Limits as the working-day clock reckons them: of one step, and of a whole bundle."""

from __future__ import annotations

from bot.catalog.processes import ProcessStep, Term

from ..clock.limits import Kind, Limit, TimeLimits, Unit
from .parts import Bundle


def step_limits(step: ProcessStep) -> TimeLimits | None:
    """The step's limits; None where it has none of its own."""
    if step.limit is None:
        return None
    promised = step.limit.promised
    return TimeLimits(
        _limit(step.title, step.limit.law, Kind.statutory),
        _limit(step.title, promised, Kind.promised) if promised is not None else None,
    )


def joint_limits(bundle: Bundle, law: Limit) -> TimeLimits:
    """What the law allows the bundle as a whole, and what was promised for it. Each part keeps its own limits besides.

    Args:
        law: ``clock.law("joint_decision", accepted)``: 45 working days, 15 more at most.

    Source: 《行政许可法》第四十二条第二款.
    """
    promised = bundle.definition.promised
    label = bundle.definition.title
    return TimeLimits(law, _limit(label, promised, Kind.promised) if promised is not None else None)


def _limit(label: str, term: Term, kind: Kind) -> Limit:
    return Limit(label, term.days, Unit(term.unit), kind, term.source, term.extension, term.certain)
