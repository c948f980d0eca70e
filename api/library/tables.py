"""The library's own tables. Columns named ``sealed`` hold whole documents, encrypted; times are UTC microseconds."""

from __future__ import annotations

from typing import Final

from sqlalchemy import BigInteger, Column, Index, LargeBinary, MetaData, Table, Text, UniqueConstraint

from ..intake.worked_on import client_table

METADATA: Final = MetaData()

clients: Final = client_table("library_clients", METADATA)

licences: Final = Table(
    "library_licences",
    METADATA,
    Column("identifier", Text, primary_key=True),
    Column("client", Text, nullable=False),
    Column("idempotency_key", Text, nullable=False),
    #: Of the holder's number, so that it is found and not read; None: the holder has none.
    Column("holder", Text),
    #: valid, recalled or revoked; that a licence has run out is told by its days.
    Column("status", Text, nullable=False),
    Column("taken", BigInteger, nullable=False),
    Column("ended", BigInteger),
    Column("sealed", LargeBinary, nullable=False),
    #: Why it was ended; None while it is valid.
    Column("reason", LargeBinary),
    UniqueConstraint("client", "idempotency_key", name="library_licences_key"),
)
Index("library_licences_holder", licences.c.holder)

#: One row a data key: a known text sealed with it, so that a wrong key is found at start-up.
key_checks: Final = Table(
    "library_key_checks",
    METADATA,
    Column("key_id", Text, primary_key=True),
    Column("sealed", LargeBinary, nullable=False),
)
