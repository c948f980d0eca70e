"""Tables that the intake's code works on wherever they stand: its own, the library's, the courier's."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, ForeignKey, Index, Integer, MetaData, Table, Text, text


def waiting_table(name: str, metadata: MetaData, whose: str) -> Table:
    """Work that waits until it is done, which ``Callbacks`` claims. ``whose``: the column that ``reference`` names a row of.

    ``state``: waiting, heard, or given up.
    """
    table = Table(
        name,
        metadata,
        Column("reference", Text, ForeignKey(whose), primary_key=True),
        Column("seq", Integer, primary_key=True),
        Column("client", Text, nullable=False),
        Column("state", Text, nullable=False),
        Column("attempts", Integer, nullable=False),
        Column("next_at", BigInteger, nullable=False),
        Column("lease_until", BigInteger),
        Column("last_error", Text),
    )
    waiting = text("state = 'waiting'")
    Index(f"{name}_due", table.c.next_at, sqlite_where=waiting, postgresql_where=waiting)
    return table


def client_table(name: str, metadata: MetaData) -> Table:
    """Clients and their keys, which ``Clients`` keeps: a key is 256 random bits, so its plain hash cannot be turned back."""
    return Table(
        name,
        metadata,
        Column("key_hash", Text, primary_key=True),
        Column("client", Text, nullable=False),
        Column("scopes", Text, nullable=False),
        Column("created", BigInteger, nullable=False),
        Column("revoked", BigInteger),
    )
