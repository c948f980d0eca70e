"""What staff did, for auditors. Triggers refuse to change or take away a row."""

from __future__ import annotations

from typing import Final

from sqlalchemy import BigInteger, Boolean, Column, Index, LargeBinary, Table, Text

from .metadata import METADATA

#: ``about``: id of a conversation, which may be erased meanwhile: so it is no foreign key. ``sealed``: the detail. ``digest`` binds the
#: row to the one before; ``mark`` proves that it was written with the data key named ``key``.
audit_trail: Final = Table(
    "audit_trail",
    METADATA,
    Column("number", BigInteger, primary_key=True, autoincrement=False),
    Column("at", BigInteger, nullable=False),
    *(Column(name, Text, nullable=False) for name in ("who", "role", "organisation", "address", "act")),
    Column("allowed", Boolean, nullable=False),
    Column("about", Text, nullable=False),
    Column("sealed", LargeBinary, nullable=False),
    Column("digest", LargeBinary, nullable=False),
    Column("key", Text, nullable=False),
    Column("mark", LargeBinary, nullable=False),
    *(Index(f"audit_trail_{name}", name, "number") for name in ("who", "act", "about")),
)
