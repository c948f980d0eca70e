"""The tables of a place that takes orders. ``sealed`` holds what was ordered and for whom, encrypted; times are UTC microseconds."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import BigInteger, Column, ForeignKey, Integer, LargeBinary, MetaData, Table, Text

from ..intake.worked_on import waiting_table


@dataclass(frozen=True, slots=True)
class OrderTables:
    """Orders, their steps, and the steps that whoever ordered is to hear of, in the shape of the intake's callbacks."""

    orders: Table
    steps: Table
    callbacks: Table


def order_tables(place: str, orders: str, metadata: MetaData) -> OrderTables:
    """The tables ``{place}_{orders}``, ``{place}_steps`` and ``{place}_callbacks``."""
    name = f"{place}_{orders}"
    return OrderTables(
        Table(
            name,
            metadata,
            Column("number", Text, primary_key=True),
            #: The Idempotency-Key that it was ordered under.
            Column("ordered_as", Text, nullable=False, unique=True),
            Column("sealed", LargeBinary, nullable=False),
        ),
        Table(
            f"{place}_steps",
            metadata,
            Column("number", Text, ForeignKey(f"{name}.number"), primary_key=True),
            Column("seq", Integer, primary_key=True),
            Column("state", Text, nullable=False),
            Column("at", BigInteger, nullable=False),
        ),
        waiting_table(f"{place}_callbacks", metadata, f"{name}.number"),
    )
