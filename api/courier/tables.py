"""The courier's own tables. ``sealed`` holds who gets the papers and where, encrypted; times are UTC microseconds."""

from __future__ import annotations

from typing import Final

from sqlalchemy import BigInteger, Column, ForeignKey, Index, Integer, LargeBinary, MetaData, Table, Text, text

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
callbacks: Final = Table(
    "courier_callbacks",
    METADATA,
    Column("reference", Text, ForeignKey("courier_shipments.number"), primary_key=True),
    Column("seq", Integer, primary_key=True),
    Column("client", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("next_at", BigInteger, nullable=False),
    Column("lease_until", BigInteger),
    Column("last_error", Text),
)
_WAITING: Final = text("state = 'waiting'")
Index("courier_callbacks_due", callbacks.c.next_at, sqlite_where=_WAITING, postgresql_where=_WAITING)
