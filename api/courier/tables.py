"""The courier's own tables. ``sealed`` holds who gets the papers and where, encrypted; times are UTC microseconds."""

from __future__ import annotations

from typing import Final

from sqlalchemy import BigInteger, Column, ForeignKey, Integer, LargeBinary, MetaData, Table, Text

from ..intake.worked_on import waiting_table

METADATA: Final = MetaData()

shipments: Final = Table(
    "courier_shipments",
    METADATA,
    Column("number", Text, primary_key=True),
    #: The Idempotency-Key that it was ordered under.
    Column("ordered_as", Text, nullable=False, unique=True),
    Column("sealed", LargeBinary, nullable=False),
)

steps: Final = Table(
    "courier_steps",
    METADATA,
    Column("number", Text, ForeignKey("courier_shipments.number"), primary_key=True),
    Column("seq", Integer, primary_key=True),
    Column("state", Text, nullable=False),
    Column("at", BigInteger, nullable=False),
)

#: Steps that whoever ordered is to hear of, in the shape of the intake's callbacks: ``reference`` is the shipment's number.
callbacks: Final = waiting_table("courier_callbacks", METADATA, "courier_shipments.number")
