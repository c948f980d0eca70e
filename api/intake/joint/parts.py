"""One application's process, with its conditions settled by the application itself; several of them are a bundle."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from bot.catalog.processes import (
    Definitions,
    Fee,
    JointBundle,
    Process,
    ProcessStep,
    Result,
    SameMaterial,
    bundle_for,
    process_for,
)
from bot.engine.conditions import Condition, Environment, evaluate
from bot.engine.errors import FigureExpired
from bot.engine.forms import Form, Material

_LOG: Final = logging.getLogger("daoban.intake")


@dataclass(frozen=True, slots=True)
class HandedIn:
    """An application that was handed in. ``facts``: the document read by fact (``cross_checks.document_of``)."""

    form: Form
    facts: Environment


@dataclass(frozen=True, slots=True)
class Part:
    """One application of a bundle.

    Args:
        lead: the department that leads it, whoever else acts on it.
        needed: ids of the steps that are part of this case; the others fall away.
        result: what is given when it is granted.
        materials: what has to be handed in for it.
        fees: what is to be paid before its licence is made.
    """

    form: str
    title: str
    lead: str
    steps: tuple[ProcessStep, ...]
    needed: frozenset[str]
    result: Result
    materials: tuple[Material, ...]
    process: Process
    fees: tuple[Fee, ...] = ()

    def department(self, step: ProcessStep) -> str:
        """Who does the step."""
        return step.department if step.department is not None else self.lead


@dataclass(frozen=True, slots=True)
class Bundle:
    """The applications of one hand-in, each form once, and what is said of them together.

    Args:
        awaited: forms of the same hand-in of which no application is in yet.
    """

    definition: JointBundle
    parts: tuple[Part, ...]
    same: tuple[SameMaterial, ...] = ()
    awaited: tuple[str, ...] = ()

    def part(self, form: str) -> Part:
        """The part of this form. Raises KeyError."""
        return {part.form: part for part in self.parts}[form]

    @property
    def departments(self) -> tuple[str, ...]:
        """Whoever acts on this case: 牵头部门 first, then the cooperating ones (协同部门) in the order of the steps."""
        acting = (part.department(step) for part in self.parts for step in part.steps if step.id in part.needed)
        return tuple(dict.fromkeys((self.definition.lead, *acting)))


def bundle_of(
    definitions: Definitions, handed_in: Sequence[HandedIn], scenario: str | None = None, awaited: Sequence[str] = ()
) -> Bundle:
    """The bundle that these applications (at least one) are, together with those that are awaited."""
    definition = bundle_for(definitions, [*(one.form.id for one in handed_in), *awaited], scenario)
    parts = tuple(part_of(one.form, process_for(definitions, one.form.id), one.facts) for one in handed_in)
    return Bundle(definition, parts, definitions.materials, tuple(awaited))


def part_of(form: Form, process: Process, facts: Environment) -> Part:
    """The application's own process.

    A step, or a material, whose condition cannot be told is needed: nobody is spared a review for want of an answer.
    What others lead, or what is given, changes only where its condition is known to hold; and nobody pays for want of an answer.
    """
    lead = next((one.lead for one in process.elsewhere if _truth(one.when, facts, form.id) is True), process.lead)
    holding = (one for one in process.results if _truth(one.when, facts, form.id) is True)
    return Part(
        form=form.id,
        title=form.title,
        lead=lead,
        steps=process.steps,
        needed=frozenset(step.id for step in process.steps if _truth(step.when, facts, form.id) is not False),
        result=next(holding, process.results[-1]),
        materials=tuple(one for one in form.materials if _truth(one.when, facts, form.id) is not False),
        process=process,
        fees=tuple(one for one in process.fees if _truth(one.when, facts, form.id) is True),
    )


def _truth(condition: Condition | None, facts: Environment, form: str) -> Any:
    if condition is None:
        return True
    try:
        return evaluate(condition, facts)
    except FigureExpired as fault:
        _LOG.error("a condition of the process of form %s needs %s", form, fault)
        return None
