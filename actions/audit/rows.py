"""Rows of the trail, in the order of their numbers, read a piece at a time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ..database import Database, Statement


def onward(
    database: Database, piece: Statement, size: int, after: int, values: Mapping[str, Any]
) -> Iterator[Sequence[Any]]:
    """Every row that the statement finds with a number above ``after``.

    Args:
        piece: gives the first ``size`` rows whose number, their first column, is above its parameter ``after``.
        values: its other parameters.
    """
    while True:
        with database.read() as cursor:
            rows = piece.run(cursor, {**values, "after": after}).fetchall()
        yield from rows
        if len(rows) < size:
            return
        after = rows[-1][0]
