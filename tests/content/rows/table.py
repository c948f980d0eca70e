"""What the facts on an item ask of its content, as a table: each decision row by its number, and each theme."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

#: Of one row: the rules that carry it out (scenarios' or the form's own), the texts they say, the policy answers that tell it.
Row = tuple[set[str], set[str], set[str]]


@dataclass(frozen=True)
class Item:
    """One item.

    Args:
        folder: of its scenarios, below ``scenarios``.
        form: its form.
        numbered: the numbers of all its rows, from the facts.
        rows: number -> where the row is told.
        elsewhere: number of a row that holds in none of the shipped themes -> why.
        themes: theme of a shipped scenario -> the forms it fills.
        no_material: words that name no material of it, though old rules or agents ask for such.
    """

    folder: str
    form: str
    numbered: Sequence[str]
    rows: Mapping[str, Row]
    elsewhere: Mapping[str, str]
    themes: Mapping[str, Sequence[str]]
    no_material: Sequence[str] = field(default=())
