"""What the interfaces tell of applications after they were handed in: each step, and what is to be put right."""

from __future__ import annotations

from typing import Any

from bot.engine import Case, Position
from bot.engine.guiding import standings
from bot.engine.happening import correctable_keys
from bot.engine.happenings import StatusEvent
from bot.engine.happenings_json import dump_event, dump_point
from bot.engine.points import unsettled
from bot.engine.standing import Open


def describe_standing(case: Case, position: Position) -> list[dict[str, Any]]:
    """Of each application that intake holds: its number, its steps in order, and what was sent and has no answer yet."""
    submission = case.submission
    if submission is None or submission.state != "received":
        return []
    forms = position.view.release.forms if position.view is not None else {}
    today = position.view.today if position.view is not None else None
    found = standings(submission, today) if today is not None else ()
    left = {one.reference: one for one in found}
    told = []
    for form, reference in submission.references.items():
        one = left.get(reference)
        told.append(
            {
                "form": form,
                "title": forms[form].title if form in forms else form,
                "reference": reference,
                "events": [describe_event(event) for event in submission.happened.get(reference, ())],
                **({"left": one.left} if one is not None and one.left is not None else {}),
                **({"under_way": one.under_way} if one is not None and one.under_way else {}),
            }
        )
    return told


def describe_event(event: StatusEvent) -> dict[str, Any]:
    """A step as intake tells it, without what a correction wants: that is told apart while it is open."""
    return {name: one for name, one in dump_event(event).items() if name != "correction"}


def describe_corrections(case: Case, position: Position) -> list[dict[str, Any]]:
    """What is to be put right now: for each application its points, with the questions behind them and whether they are settled.

    ``editable``: keys of the answers that may be changed meanwhile.
    """
    submission, view = case.submission, position.view
    if submission is None or view is None or not position.corrections:
        return []
    keys = correctable_keys(case, submission, position.corrections, position.wanted_keys)
    editable = sorted(key for key in keys if key in case.answers or key in position.wanted_keys)
    return [
        {
            "form": one.form,
            "reference": one.reference,
            "until": one.correction.until,
            "points": _points(case, position, one),
            "editable": editable,
        }
        for one in position.corrections
    ]


def _points(case: Case, position: Position, one: Open) -> list[dict[str, Any]]:
    submission, view = case.submission, position.view
    reopened = submission.reopened.get(one.correction.id) if submission is not None else None
    if reopened is None or view is None:
        return [{**dump_point(point), "facts": [], "settled": False} for point in one.correction.points]
    left = {wanted.address.key for wanted in unsettled(view, reopened)}
    asks = [*reopened.asks, *(() for _ in one.correction.points)]
    return [
        {**dump_point(point), "facts": list(keys), "settled": bool(keys) and not left & set(keys)}
        for point, keys in zip(one.correction.points, asks, strict=False)
    ]
