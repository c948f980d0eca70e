"""The held-out files, and when a value is the one that was meant."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any, Final

from bot.engine.values import Rejection, Value

FOLDER: Final = Path(__file__).resolve().parents[1] / "heldout"
ROOT: Final = FOLDER.parents[2]
#: Those that have been tuned on, to which the tests hold.
SETS: Final = tuple(
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth".split()
)
#: Reference day of lines that name none.
TODAY: Final = date(2026, 11, 24)
#: Sets whose authors were told another one, and wrote it into no line.
_SAID_ON: Final = dict.fromkeys(("twelfth", "thirteenth", "fourteenth"), date(2026, 11, 30))

Row = dict[str, Any]


def rows(path: Path) -> list[Row]:
    """The lines of a file; none when there is no such file."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()] if path.exists() else []


def said_on(which: str, row: Row) -> date:
    """The day on which a line of that set was said."""
    return date.fromisoformat(row["today"]) if "today" in row else _SAID_ON.get(which, TODAY)


def outcome(found: Value | Rejection) -> Row:
    """What a reader gave, in the shape of the files."""
    if isinstance(found, Rejection):
        return {"rejection": True}
    if found.range is not None:
        return {"range": list(found.range)}
    return {"value": found.value} | ({"approx": True} if found.approx else {})


def same(one: Any, other: Any) -> bool:
    """Whether two values are equal; numbers up to a hundredth."""
    if isinstance(one, bool) or isinstance(other, bool):
        return one is other
    if isinstance(one, (int, float)) and isinstance(other, (int, float)):
        return abs(one - other) < 0.011
    if isinstance(one, list) and isinstance(other, list):
        if all(isinstance(part, str) and part.isidentifier() for part in (*one, *other)):  # choices have no order
            return sorted(one) == sorted(other)
        return len(one) == len(other) and all(map(same, one, other))
    return bool(one == other)


def accepted(got: Row, accept: list[Row]) -> bool:
    """Whether the outcome is one of those that count as right."""
    return any(got.keys() == one.keys() and all(same(got[key], one[key]) for key in got) for one in accept)
