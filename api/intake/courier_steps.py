"""What a courier says of papers, read strictly: the order's key, and the step they are at."""

from __future__ import annotations

import re
from typing import Any, Final

from bot.engine.moments import read_moment

from .elsewhere import Step
from .tracking import STATES

#: Numbers of papers are letters and digits; applicants read them.
_NUMBER: Final = re.compile(r"[A-Za-z0-9-]{1,64}")
_MOST_STEPS: Final = 1000


class BadStep(ValueError):
    """It is no step of papers on their way."""


def read_step(said: Any) -> tuple[str, Step]:
    """The key and the step of ``{"order", "number", "seq", "state", "at"}``. Raises BadStep."""
    if not isinstance(said, dict):
        raise BadStep("no object")
    order, number, seq, state = (said.get(name) for name in ("order", "number", "seq", "state"))
    if not isinstance(order, str) or not isinstance(number, str) or not _NUMBER.fullmatch(number):
        raise BadStep("order or number")
    if type(seq) is not int or not 0 < seq <= _MOST_STEPS or not isinstance(state, str) or state not in STATES:
        raise BadStep("seq or state")
    try:
        at = read_moment(said.get("at"))
    except ValueError as fault:
        raise BadStep("at") from fault
    return order, Step(seq, state, number, at)
