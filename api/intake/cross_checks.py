"""Checks across fields, on the document alone: intake does not know the conversation it came from."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from bot.engine.conditions import ABSENT, UNKNOWN, evaluate
from bot.engine.errors import FigureExpired
from bot.engine.figures import Figure
from bot.engine.forms import Form, Problem
from bot.engine.pointers import find

_LOG: Final = logging.getLogger("daoban.intake")
_NOWHERE: Final = object()


@dataclass(frozen=True, slots=True)
class Document:
    """An application read by fact: the Environment of conditions.

    A fact whose place is empty is absent; a fact that the form has no place for is unknown, and no check that needs it
    is held against the document.
    """

    facts: Mapping[str, Any]
    figures: Mapping[str, Figure]
    today: date

    def read(self, fact: str) -> Any:
        """The fact's value, or UNKNOWN, or ABSENT."""
        return self.facts.get(fact, UNKNOWN)

    def figure(self, name: str) -> float:
        """The figure's value today. Raises FigureExpired."""
        return self.figures[name].on(self.today).value


def contradictions(
    form: Form, application: Mapping[str, Any], figures: Mapping[str, Figure], today: date
) -> tuple[Problem, ...]:
    """What the form's checks hold against an application that its schema accepts."""
    document = document_of(form, application, figures, today)
    pointers = {field.fact: field.pointer for field in form.fields}
    found = []
    for check in form.checks:
        try:
            broken = evaluate(check.refuse, document)
        except FigureExpired as fault:
            _LOG.error("check %s of form %s needs %s", check.id, form.id, fault)
            continue
        if broken is True:
            found.append(Problem(pointers.get(check.fact, ""), check.text))
    return tuple(found)


def document_of(form: Form, application: Mapping[str, Any], figures: Mapping[str, Figure], today: date) -> Document:
    """The application read by fact, for conditions that are about it alone."""
    return Document(_facts(form, application), figures, today)


def _facts(form: Form, application: Mapping[str, Any]) -> dict[str, Any]:
    facts: dict[str, Any] = {}
    for field in form.fields:
        value = find(application, field.pointer, _NOWHERE)
        if value is _NOWHERE:
            # One fact may have several places; a place that is filled says more than an empty one.
            facts.setdefault(field.fact, ABSENT)
        elif field.annotations is None:
            facts[field.fact] = value
        else:
            facts[field.fact] = [item["id"] for item in value]
            facts[field.annotations] = [f"{item['id']}.{note}" for item in value for note in item["annotations"]]
    return facts
