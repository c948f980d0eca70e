"""A fact's value with where it came from, or what keeps it from being known."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from .case import Stored
from .conditions import ABSENT, UNKNOWN, Condition


@dataclass(frozen=True, slots=True)
class Resolved:
    """A fact's value with where it came from. ``value`` may be UNKNOWN or ABSENT.

    ``source`` is one of ``case.SOURCES``, ``parked`` (not relevant now), or empty when the value is unknown;
    ``waits`` is what keeps an unknown value from being known: conditions or facts, in the order they are to be settled.
    """

    value: Any
    source: str = ""
    stored: Stored | None = None
    origin: str = ""
    waits: tuple[Condition | str, ...] = ()


#: Not relevant now.
PARKED: Final = Resolved(ABSENT, "parked")
#: To be asked.
OPEN: Final = Resolved(UNKNOWN)
