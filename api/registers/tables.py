"""The registers' own tables. What is in the registers stands in a file; here stands who asks, and who asked. Times are UTC microseconds."""

from __future__ import annotations

from typing import Final

from sqlalchemy import BigInteger, Boolean, Column, Index, Integer, LargeBinary, MetaData, Table, Text

from ..intake.worked_on import client_table

METADATA: Final = MetaData()

clients: Final = client_table("registers_clients", METADATA)

#: Every question, answered or not: one row for each whom it was about. It is only added to.
uses: Final = Table(
    "registers_uses",
    METADATA,
    Column("id", BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=True),
    Column("client", Text, nullable=False),
    #: persons, firms, addresses or properties.
    Column("register", Text, nullable=False),
    #: Of the number that it was about, so that it is found and not read; None: it was about nobody.
    Column("subject", Text),
    Column("found", Boolean, nullable=False),
    Column("at", BigInteger, nullable=False),
    #: Purpose, and the kinds of what was told.
    Column("sealed", LargeBinary, nullable=False),
)
Index("registers_uses_subject", uses.c.subject, uses.c.id)

#: One row a data key: a known text sealed with it, so that a wrong key is found at start-up.
key_checks: Final = Table(
    "registers_key_checks",
    METADATA,
    Column("key_id", Text, primary_key=True),
    Column("sealed", LargeBinary, nullable=False),
)
