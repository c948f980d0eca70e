"""The library's own tables. Columns named ``sealed`` hold whole documents, encrypted; times are UTC microseconds."""

from __future__ import annotations

from typing import Final

from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    text,
)

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
    #: The identifier without version and check character: the same for all versions of a licence.
    Column("line", Text, nullable=False, server_default=text("''")),
    UniqueConstraint("client", "idempotency_key", name="library_licences_key"),
)
Index("library_licences_holder", licences.c.holder)
Index("library_licences_line", licences.c.line)

#: What holders agreed to: that a client uses their licences of some types for one purpose.
consents: Final = Table(
    "library_consents",
    METADATA,
    Column("id", Text, primary_key=True),
    Column("client", Text, nullable=False),
    #: Of the holder's number.
    Column("holder", Text, nullable=False),
    #: Of client, number and purpose together: what a use looks for.
    Column("use", Text, nullable=False),
    Column("given", BigInteger, nullable=False),
    #: The last day.
    Column("until", Text, nullable=False),
    #: When it was withdrawn, or another one for the same use took its place.
    Column("ended", BigInteger),
    Column("sealed", LargeBinary, nullable=False),
)
Index("library_consents_holder", consents.c.holder)
Index("library_consents_use", consents.c.use)

#: Every use of a licence, by whom and what for. It is only added to.
uses: Final = Table(
    "library_uses",
    METADATA,
    Column("id", BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=True),
    #: None: the holder showed it (亮证), or looked, themselves; or an officer had its identifier.
    Column("consent", Text, ForeignKey("library_consents.id")),
    Column("client", Text, nullable=False),
    Column("holder", Text, nullable=False),
    #: listed, fetched, verified or checked.
    Column("kind", Text, nullable=False),
    #: None: they were asked for, and there was none.
    Column("identifier", Text),
    #: Of the document that was handed out; the document is not kept.
    Column("sha256", Text),
    Column("at", BigInteger, nullable=False),
    #: Purpose and cause.
    Column("sealed", LargeBinary, nullable=False),
)
Index("library_uses_holder", uses.c.holder, uses.c.id)

#: What holders show: by its token's hash, taken once. Those that are long over are deleted.
showings: Final = Table(
    "library_showings",
    METADATA,
    Column("token_hash", Text, primary_key=True),
    #: Through whom the holder shows it.
    Column("client", Text, nullable=False),
    Column("identifier", Text, ForeignKey("library_licences.identifier"), nullable=False),
    Column("holder", Text, nullable=False),
    Column("until", BigInteger, nullable=False),
    #: When somebody took it; None: nobody did.
    Column("resolved", BigInteger),
)
Index("library_showings_until", showings.c.until)

#: One row a data key: a known text sealed with it, so that a wrong key is found at start-up.
key_checks: Final = Table(
    "library_key_checks",
    METADATA,
    Column("key_id", Text, primary_key=True),
    Column("sealed", LargeBinary, nullable=False),
)
