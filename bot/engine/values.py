"""What an answer can turn into: a value, or a rejection that says what would be accepted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Union

#: A fact's value as JSON holds it. Areas are square metres, money is yuan, dates are ISO 8601 text.
Scalar = Union[str, int, float, bool]
Json = Union[None, Scalar, list["Json"], dict[str, "Json"]]


@dataclass(frozen=True)
class Value:
    """A phrase understood as a value of one kind.

    Args:
        value: the normalised value; None only when ``range`` holds two bounds.
        approx: True when it was said roughly (「差不多80」); it must be confirmed before it is written.
        range: the two bounds when two values were said (「50到60平」); it must be asked back.
    """

    value: Json
    approx: bool = False
    range: tuple[Json, Json] | None = None


@dataclass(frozen=True)
class Rejection:
    """An answer that cannot be taken; nothing was written and nothing was lost.

    Args:
        code: which rule refused, e.g. ``id_card.check_digit``; the wording is looked up under it.
        params: what was understood and what would be accepted, for the wording's placeholders.
        fact: the fact that was being answered, or None when the text belongs to no fact.
    """

    code: str
    params: Mapping[str, Json] = field(default_factory=dict)
    fact: str | None = None
