"""Who is signed in, and with whom they sign in."""

from __future__ import annotations

from typing import Final

from sqlalchemy import BigInteger, Column, Index, LargeBinary, Table, Text

from .metadata import METADATA

#: ``expires``: when it is over unless it is used; ``ends``: when it is over however much it is; null: no use makes it longer.
sessions: Final = Table(
    "sessions",
    METADATA,
    Column("token_hash", Text, primary_key=True),
    Column("identity", Text, nullable=False),
    Column("expires", BigInteger, nullable=False),
    Column("ends", BigInteger),
    Index("sessions_expires", "expires"),
    Index("sessions_identity", "identity"),
)

#: Who signed in by a provider. ``id``: opaque, what sessions and conversations name; ``seen``: when they last did.
principals: Final = Table(
    "principals",
    METADATA,
    Column("id", Text, primary_key=True),
    Column("sealed", LargeBinary, nullable=False),
    Column("seen", BigInteger, nullable=False),
)

#: Sign-ins whose provider led back already: none leads back twice. ``mark``: keyed mark of its state.
sign_ins: Final = Table(
    "sign_ins",
    METADATA,
    Column("mark", LargeBinary, primary_key=True),
    Column("expires", BigInteger, nullable=False),
)
