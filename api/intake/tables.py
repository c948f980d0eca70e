"""The intake's own tables. Columns named ``sealed`` hold whole documents, encrypted; times are UTC microseconds."""

from __future__ import annotations

from typing import Final

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
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

from .worked_on import client_table, waiting_table

METADATA: Final = MetaData()

clients: Final = client_table("intake_clients", METADATA)

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
    #: The number of its latest event, whose kind ``status`` is.
    Column("seq", Integer, nullable=False, server_default="1"),
    #: The client's name for the bundle that it is a part of.
    Column("bundle", Text),
    #: The last day of the step it is in, as ISO date; None where nothing runs.
    Column("due", Text),
    #: By how many events and opinions its tasks were found (``reviewing/open_tasks.py``); 0: they are to be found anew.
    Column("listed", Integer, nullable=False, server_default="0"),
    UniqueConstraint("client", "idempotency_key", name="intake_applications_key"),
)
Index("intake_applications_bundle", applications.c.client, applications.c.bundle)
Index("intake_applications_status", applications.c.status, applications.c.received)

Index("intake_applications_due", applications.c.form, applications.c.due)

#: What each department has to do now, found out from the events and opinions.
tasks: Final = Table(
    "intake_tasks",
    METADATA,
    Column("reference", Text, ForeignKey("intake_applications.reference"), primary_key=True),
    #: Of the application's process; empty for what is left when all are done.
    Column("step", Text, primary_key=True),
    Column("title", Text, nullable=False),
    Column("office", Text, nullable=False),
    #: The last day, as ISO date, and the same as it is told, as JSON.
    Column("due", Text),
    Column("told", Text),
)
Index("intake_tasks_office", tasks.c.office, tasks.c.due)

#: Who among the officers looked at what, for good: rows are only added.
looks: Final = Table(
    "intake_looks",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("at", BigInteger, nullable=False),
    Column("officer", Text, nullable=False),
    Column("office", Text, nullable=False),
    Column("reference", Text, ForeignKey("intake_applications.reference"), nullable=False),
    #: The place of the form that was shown in full; None: the application was opened.
    Column("pointer", Text),
)
Index("intake_looks_reference", looks.c.reference, looks.c.at)

#: What happened to an application, for good: rows are only added.
events: Final = Table(
    "intake_events",
    METADATA,
    Column("reference", Text, ForeignKey("intake_applications.reference"), primary_key=True),
    Column("seq", Integer, primary_key=True),
    Column("status", Text, nullable=False),
    Column("at", BigInteger, nullable=False),
    #: None for what happened before there were events.
    Column("sealed", LargeBinary),
)

#: What answered a correction, whole: the application as it stands from the event ``seq`` on.
supplements: Final = Table(
    "intake_supplements",
    METADATA,
    Column("client", Text, primary_key=True),
    Column("idempotency_key", Text, primary_key=True),
    Column("reference", Text, ForeignKey("intake_applications.reference"), nullable=False),
    Column("seq", Integer, nullable=False),
    Column("form_version", Text, nullable=False),
    Column("sealed", LargeBinary, nullable=False),
    UniqueConstraint("reference", "seq", name="intake_supplements_seq"),
)

#: What a department found in one step of the review.
opinions: Final = Table(
    "intake_opinions",
    METADATA,
    Column("reference", Text, ForeignKey("intake_applications.reference"), primary_key=True),
    Column("step", Text, primary_key=True),
    Column("verdict", Text, nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("sealed", LargeBinary, nullable=False),
)

#: Where a client hears of events; ``sealed`` is the secret that they are signed with.
subscriptions: Final = Table(
    "intake_subscriptions",
    METADATA,
    Column("client", Text, primary_key=True),
    Column("url", Text, nullable=False),
    Column("sealed", LargeBinary, nullable=False),
)

#: Events that a client is to hear of, and (number 0) the answer to a rating.
callbacks: Final = waiting_table("intake_callbacks", METADATA, "intake_applications.reference")

#: What events bring about elsewhere, in the shape of callbacks: ``seq`` is the errand's number, ``client`` the client that handed in.
errands: Final = waiting_table("intake_errands", METADATA, "intake_applications.reference")

#: Where a paper that was sent off is: what the courier told, each step once. ``issued``: number of the event that it was sent for.
tracking: Final = Table(
    "intake_tracking",
    METADATA,
    Column("reference", Text, ForeignKey("intake_applications.reference"), primary_key=True),
    Column("issued", Integer, primary_key=True),
    Column("seq", Integer, primary_key=True),
    Column("number", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("at", BigInteger, nullable=False),
)

#: What is to be paid (缴款单), made for the event ``event`` that granted the application; ``sealed`` is the page where it is paid.
bills: Final = Table(
    "intake_bills",
    METADATA,
    Column("reference", Text, ForeignKey("intake_applications.reference"), primary_key=True),
    Column("event", Integer, primary_key=True),
    Column("number", Text, nullable=False, unique=True),
    #: The latest step that is known, and what it came to.
    Column("seq", Integer, nullable=False),
    Column("state", Text, nullable=False),
    Column("cents", BigInteger, nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("sealed", LargeBinary, nullable=False),
    #: When whoever takes the money was last asked how it stands.
    Column("looked", BigInteger, nullable=False),
)
Index(
    "intake_bills_unpaid",
    bills.c.looked,
    sqlite_where=text("state = 'unpaid'"),
    postgresql_where=text("state = 'unpaid'"),
)

#: Bad ratings (差评), one an application. ``due``: the last day for the answer, as ISO date; ``answer`` is sealed too.
ratings: Final = Table(
    "intake_ratings",
    METADATA,
    Column("reference", Text, ForeignKey("intake_applications.reference"), primary_key=True),
    Column("client", Text, nullable=False),
    Column("idempotency_key", Text, nullable=False),
    Column("grade", Integer, nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("due", Text),
    Column("answered", BigInteger),
    Column("sealed", LargeBinary, nullable=False),
    Column("answer", LargeBinary),
    UniqueConstraint("client", "idempotency_key", name="intake_ratings_key"),
    CheckConstraint("grade IN (1, 2)", name="intake_ratings_grade"),
)
Index("intake_ratings_due", ratings.c.answered, ratings.c.due)

#: One row a data key: a known text sealed with it, so that a wrong key is found at start-up.
key_checks: Final = Table(
    "intake_key_checks",
    METADATA,
    Column("key_id", Text, primary_key=True),
    Column("sealed", LargeBinary, nullable=False),
)
