"""Which JSON each value kind takes: the last gate for values that come from a form, a button or a register."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from datetime import date
from typing import Any, Final

from .facts import Fact
from .unseen import has_unseen


def _is_number(value: Any) -> bool:
    return (
        isinstance(value, (int, float)) and not isinstance(value, bool) and math.isfinite(value) and abs(value) < 1e15
    )


def _is_integer(value: Any) -> bool:
    return _is_number(value) and float(value).is_integer()


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and value.strip() != "" and not has_unseen(value)


def _is_date(value: Any) -> bool:
    if not isinstance(value, str) or not re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
        return False
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True


def _is_slot(value: Any) -> bool:
    return (
        isinstance(value, (list, tuple))
        and len(value) == 2
        and all(isinstance(end, str) and _CLOCK.fullmatch(end) for end in value)
    )


def _is_hours(value: Any) -> bool:
    if not isinstance(value, dict) or set(value) != {"days", "slots"}:
        return False
    days, slots = value["days"], value["slots"]
    return (
        isinstance(days, (list, tuple))
        and all(day in range(1, 8) for day in days)
        and isinstance(slots, (list, tuple))
        and all(_is_slot(slot) for slot in slots)
    )


def _is_texts(value: Any) -> bool:
    return isinstance(value, (list, tuple)) and all(isinstance(one, str) and not has_unseen(one) for one in value)


_CLOCK: Final = re.compile(r"(?:[01]\d|2[0-3]):[0-5]\d|24:00")

#: Kind -> whether a JSON value has its shape. Kinds not named here hold text.
SHAPES: Final[dict[str, Callable[[Any], bool]]] = {
    "integer": _is_integer,
    "number": _is_number,
    "area": _is_number,
    "money": _is_number,
    "percentage": _is_number,
    "date": _is_date,
    "boolean": lambda value: isinstance(value, bool),
    "multi_choice": _is_texts,
    "time_range": _is_slot,
    "business_hours": _is_hours,
    "file": lambda value: isinstance(value, dict),
}


#: Kinds whose values are numbers.
NUMERIC: Final = frozenset({"area", "integer", "money", "number", "percentage"})


def has_shape(fact: Fact, value: Any) -> bool:
    """Whether a JSON value has the shape of the fact's kind; says nothing of limits or options."""
    return SHAPES.get(fact.kind, _is_text)(value)
