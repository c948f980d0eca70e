"""Checks across fields, on the document alone: intake does not know the conversation it came from."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from bot.engine.cross_checks import contradiction, judged
from bot.engine.errors import FigureExpired
from bot.engine.figures import Figure
from bot.engine.forms import Form, Problem

_LOG: Final = logging.getLogger("daoban.intake")


def contradictions(
    form: Form, application: Mapping[str, Any], figures: Mapping[str, Figure], today: date
) -> tuple[Problem, ...]:
    """What the form's checks hold against an application that its schema accepts."""
    found = []
    for check, verdict in judged(form, application, figures, today):
        if isinstance(verdict, FigureExpired):
            _LOG.error("check %s of form %s needs %s", check.id, form.id, verdict)
        elif verdict:
            found.append(contradiction(form, check))
    return tuple(found)
