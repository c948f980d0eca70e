"""Values computed from other facts by a closed table of functions, e.g. a gender from an ID number."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from .values import Json


@dataclass(frozen=True, slots=True)
class Derivation:
    """A function's name and its arguments.

    An argument is a fact id, a fact id with ``@label`` (the chosen option's label), or a text with a leading ``=``.
    """

    function: str
    args: tuple[str, ...]

    def facts(self) -> tuple[str, ...]:
        """The fact ids among the arguments."""
        return tuple(arg.removesuffix("@label") for arg in self.args if not arg.startswith("="))


def _copy(values: Sequence[Any]) -> Json:
    value: Json = values[0]
    return value


def _concat(values: Sequence[Any]) -> Json:
    return "".join(str(value) for value in values if value is not None)


def _gender_of_id(values: Sequence[Any]) -> Json:
    """``male`` or ``female`` by the 17th digit of a resident ID. Source: GB 11643-1999, 4.2.3 (odd is male)."""
    number = str(values[0] or "")
    if len(number) != 18 or not number[16].isdigit():
        return None
    return "male" if int(number[16]) % 2 else "female"


#: Function name -> function. Absent arguments arrive as None; the result None means "cannot be told": it is asked.
FUNCTIONS: Final[dict[str, Callable[[Sequence[Any]], Json]]] = {
    "copy": _copy,
    "concat": _concat,
    "gender_of_id": _gender_of_id,
}
