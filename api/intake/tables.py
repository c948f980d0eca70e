"""The intake's own tables. Columns named ``sealed`` hold whole documents, encrypted; times are UTC microseconds."""

from __future__ import annotations

from typing import Final

from sqlalchemy import BigInteger, Column, LargeBinary, MetaData, Table, Text, UniqueConstraint

METADATA: Final = MetaData()

#: Clients and their keys: a key is 256 random bits, so its plain hash cannot be turned back.
clients: Final = Table(
    "intake_clients",
    METADATA,
    Column("key_hash", Text, primary_key=True),
    Column("client", Text, nullable=False),
    Column("scopes", Text, nullable=False),
    Column("created", BigInteger, nullable=False),
    Column("revoked", BigInteger),
)

applications: Final = Table(
    "intake_applications",
    METADATA,
    Column("reference", Text, primary_key=True),
    Column("client", Text, nullable=False),
    Column("idempotency_key", Text, nullable=False),
    Column("form", Text, nullable=False),
    Column("form_version", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("received", BigInteger, nullable=False),
    Column("updated", BigInteger, nullable=False),
    Column("sealed", LargeBinary, nullable=False),
    UniqueConstraint("client", "idempotency_key", name="intake_applications_key"),
)

#: One row a data key: a known text sealed with it, so that a wrong key is found at start-up.
key_checks: Final = Table(
    "intake_key_checks",
    METADATA,
    Column("key_id", Text, primary_key=True),
    Column("sealed", LargeBinary, nullable=False),
)
