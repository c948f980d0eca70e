"""Bundles to try: the published ones with real applications, and small ones that are made up."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

from api.intake.joint import Bundle, Done, HandedIn, Opinion, Part, State, Task, bundle_of
from bot.catalog import open_forms
from bot.catalog.processes import JointBundle, JointOrder, JointPart, Process, ProcessStep, Result
from bot.engine.cross_checks import document_of

ROOT = Path(__file__).resolve().parents[3]
TODAY = date(2026, 11, 30)
BUILT = open_forms(ROOT, today=TODAY)
DEFINITIONS = BUILT.definitions()
NOON = datetime(2026, 11, 30, 12, tzinfo=timezone(timedelta(hours=8)))


def example(form: str, name: str) -> dict[str, Any]:
    """A published example of a form."""
    found: dict[str, Any] = json.loads((ROOT / "forms" / form / "examples" / f"{name}.json").read_text("utf-8"))
    return found


def handed_in(form: str, application: Mapping[str, Any]) -> HandedIn:
    """The application as intake reads it."""
    return HandedIn(BUILT.forms[form], document_of(BUILT.forms[form], application, BUILT.figures, TODAY))


def published(examples: Mapping[str, str], scenario: str | None = None) -> Bundle:
    """The bundle of these examples: form -> name."""
    return bundle_of(DEFINITIONS, [handed_in(form, example(form, name)) for form, name in examples.items()], scenario)


def made(parts: Mapping[str, Sequence[ProcessStep]], order: Sequence[JointOrder] = ()) -> Bundle:
    """A bundle of these parts; each form's permit is its name, all steps are the case's."""
    found = tuple(made_part(form, steps) for form, steps in parts.items())
    definition = JointBundle("x", "一次办", "店", (), "d0", tuple(map(JointPart, parts)), order=tuple(order))
    return Bundle(definition, found)


def made_part(form: str, steps: Sequence[ProcessStep], left_out: Sequence[str] = ()) -> Part:
    """One part whose steps are all needed but those left out."""
    result = Result("permit", f"{form}证")
    process = Process(form, "d0", (result,), tuple(steps))
    needed = frozenset(step.id for step in steps) - frozenset(left_out)
    return Part(form, form, "d0", tuple(steps), needed, result, (), process)


def said(task: Task, opinion: Opinion = Opinion.agree, minutes: int = 0) -> Done:
    """The opinion of the task's own department."""
    return Done(task.part, task.step, task.department, opinion, NOON + timedelta(minutes=minutes))


def standing(tasks: Sequence[Task], part: str | None = None) -> dict[str, str]:
    """Step -> state, of one part or of all as ``part/step``."""
    return {
        task.step if part is not None else f"{task.part}/{task.step}": task.state.value
        for task in tasks
        if part in (None, task.part)
    }


def with_state(tasks: Sequence[Task], state: State) -> list[Task]:
    """The tasks that stand so."""
    return [task for task in tasks if task.state is state]
