"""A form's checks across fields, on the finished document alone: the applicant's side and intake judge by the same code."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, Union

from .conditions import ABSENT, UNKNOWN, Truth, evaluate
from .errors import FigureExpired
from .figures import Figure
from .forms import Check, Form, Problem
from .pointers import find

_NOWHERE: Final = object()
#: True: the document contradicts itself. False and None: it does not, or that cannot be told from it.
Verdict = Union[Truth, FigureExpired]


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


def judged(
    form: Form, application: Mapping[str, Any], figures: Mapping[str, Figure], today: date
) -> Iterator[tuple[Check, Verdict]]:
    """Each check of the form and what it says of an application that its schema accepts.

    A check that needs a figure which ran out decides nothing; the figure's error says so.
    """
    document = document_of(form, application, figures, today)
    for check in form.checks:
        try:
            yield check, evaluate(check.refuse, document)
        except FigureExpired as fault:
            yield check, fault


def document_of(form: Form, application: Mapping[str, Any], figures: Mapping[str, Figure], today: date) -> Document:
    """The application read by fact, for conditions that are about it alone."""
    return Document(_facts(form, application), figures, today)


def contradiction(form: Form, check: Check) -> Problem:
    """The check, as a problem at the place where it is to be mended."""
    pointers = {field.fact: field.pointer for field in form.fields}
    return Problem(pointers.get(check.fact, ""), check.text)


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
