"""Conversations, and what belongs to one: turns, work for the outside, consent, files, ratings."""

from __future__ import annotations

from typing import Final

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    Table,
    Text,
    UniqueConstraint,
    false,
    text,
)

from .metadata import METADATA

#: ``scenario`` and ``pinned`` name the release that the case stands on; no personal data. Both are empty where it needs
#: none (no scenario chosen, closed, or handed in), and null where that has not been looked up yet. ``consent``: the scopes
#: that the applicant agreed to, by spaces; null where the client never asks. ``received``: handed in, so no draft any more.
#: ``clerk``: id of who helps; ``called``, ``call``: since when the applicant waits for one, and why; ``district``: where the matter is,
#: as far as it was said; all four follow the case. ``organisation``: the window where the case was begun, null elsewhere. ``searchable``: name of the
#: search key with which what it is found by was marked; null: that was not done yet.
conversations: Final = Table(
    "conversations",
    METADATA,
    Column("id", Text, primary_key=True),
    Column("channel", Text, nullable=False),
    Column("token_hash", Text),
    Column("identity", Text),
    Column("version", BigInteger, nullable=False),
    Column("sealed", LargeBinary, nullable=False),
    Column("created", BigInteger, nullable=False),
    Column("updated", BigInteger, nullable=False),
    Column("scenario", Text),
    Column("pinned", Text),
    Column("consent", Text),
    Column("received", Boolean, nullable=False, server_default=false()),
    Column("called", BigInteger),
    *(Column(name, Text) for name in ("call", "clerk", "district", "organisation", "searchable")),
    Index("conversations_pinned", "scenario", "pinned"),
    Index("conversations_identity", "identity"),
    Index("conversations_lapsing", "received", "updated"),
    *(Index(f"conversations_{name}", name) for name in ("called", "clerk", "organisation", "searchable")),
)

#: By what a conversation is found at the windows' desk: keyed marks of its receipt's numbers, and of names, credit codes and
#: phone numbers in its case. They are made with a key of their own, and tell nothing to who has it not.
search_marks: Final = Table(
    "search_marks",
    METADATA,
    Column("conversation", Text, ForeignKey("conversations.id"), primary_key=True),
    Column("mark", LargeBinary, primary_key=True),
    Index("search_marks_of", "mark"),
)

#: ``sealed`` holds the outcome, the events and the digest of what was asked: a bare digest of a short message, such as
#: an ID number, could be guessed back.
turns: Final = Table(
    "turns",
    METADATA,
    Column("conversation", Text, ForeignKey("conversations.id"), primary_key=True),
    Column("seq", BigInteger, primary_key=True),
    Column("inbound", Text, nullable=False),
    Column("cause", Text),
    Column("sealed", LargeBinary, nullable=False),
    Column("at", BigInteger, nullable=False),
    UniqueConstraint("conversation", "inbound", name="turns_inbound"),
)

#: ``state``: waiting, done, or dead (not tried until somebody has looked) since ``died``.
outbox: Final = Table(
    "outbox",
    METADATA,
    # SQLite gives out row ids only for a column of exactly this type.
    Column("id", BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=True),
    Column("conversation", Text, ForeignKey("conversations.id"), nullable=False),
    Column("kind", Text, nullable=False),
    Column("key", Text, nullable=False),
    Column("sealed", LargeBinary, nullable=False),
    Column("state", Text, nullable=False),
    Column("attempts", BigInteger, nullable=False),
    Column("next_at", BigInteger, nullable=False),
    Column("lease_until", BigInteger),
    Column("last_error", Text),
    Column("created", BigInteger, nullable=False),
    Column("died", BigInteger),
    UniqueConstraint("key", name="outbox_key"),
    Index("outbox_due", "state", "next_at"),
    Index("outbox_conversation", "conversation"),
)

#: What is done once a night, by whichever process wrote the row first. ``day`` is the local one; ``ended`` and ``found`` (how
#: many things somebody has to look at) are null until it is done.
nights: Final = Table(
    "nights",
    METADATA,
    Column("job", Text, primary_key=True),
    Column("day", Text, primary_key=True),
    Column("started", BigInteger, nullable=False),
    Column("ended", BigInteger),
    Column("found", BigInteger),
)

#: Which conversations a browser was let into, and the hash of the token it got there. ``device`` is the hash of its cookie.
device_conversations: Final = Table(
    "device_conversations",
    METADATA,
    Column("device", Text, primary_key=True),
    Column("conversation", Text, ForeignKey("conversations.id"), primary_key=True),
    Column("token_hash", Text, nullable=False),
    Index("device_conversations_of", "conversation"),
)

#: Tokens that wrote before the conversation went on elsewhere; they read, and can take it back.
former_tokens: Final = Table(
    "former_tokens",
    METADATA,
    Column("token_hash", Text, primary_key=True),
    Column("conversation", Text, ForeignKey("conversations.id"), nullable=False),
    Column("since", BigInteger, nullable=False),
    Index("former_tokens_of", "conversation"),
)

#: The latest code that lets another browser go on with a conversation. ``holder``: hash of the token it was made with, and it
#: is void when that no longer writes. ``locator`` finds the row of a short code; ``mark`` is a keyed mark of the whole of it.
handovers: Final = Table(
    "handovers",
    METADATA,
    Column("conversation", Text, ForeignKey("conversations.id"), primary_key=True),
    Column("holder", Text, nullable=False),
    Column("token_hash", Text, nullable=False),
    Column("locator", Text, nullable=False),
    Column("mark", LargeBinary, nullable=False),
    Column("wrong", BigInteger, nullable=False),
    Column("expires", BigInteger, nullable=False),
    Column("taken", BigInteger),
    UniqueConstraint("token_hash", name="handovers_token"),
    UniqueConstraint("locator", name="handovers_locator"),
)

#: What the applicant said to the notice on personal data. ``version``: hash of the notice they read.
consents: Final = Table(
    "consents",
    METADATA,
    Column("id", BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=True),
    Column("conversation", Text, ForeignKey("conversations.id"), nullable=False),
    Column("scope", Text, nullable=False),
    Column("decision", Text, nullable=False),
    Column("version", Text, nullable=False),
    Column("at", BigInteger, nullable=False),
    Index("consents_of", "conversation"),
)

#: Conversations that were erased, and why: proof of it, and what makes erasing twice the same as once. Ids are random.
erased: Final = Table(
    "erased",
    METADATA,
    Column("conversation", Text, primary_key=True),
    Column("token_hash", Text),
    Column("reason", Text, nullable=False),
    Column("at", BigInteger, nullable=False),
)

#: One row a data key: a known text sealed with it, so that a wrong key is found at start-up.
key_checks: Final = Table(
    "key_checks",
    METADATA,
    Column("key_id", Text, primary_key=True),
    Column("sealed", LargeBinary, nullable=False),
)

#: One row a matter that was rated. ``grade``: 5 (the best) to 1; ``reasons``: ids of those that were ticked, joined by spaces;
#: ``sealed`` holds the words that were added, ``answer`` what the office said to a bad one.
ratings: Final = Table(
    "ratings",
    METADATA,
    Column("conversation", Text, ForeignKey("conversations.id"), primary_key=True),
    Column("grade", BigInteger, nullable=False),
    Column("sealed", LargeBinary, nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("reasons", Text, nullable=False, server_default=text("''")),
    Column("answer", LargeBinary),
    CheckConstraint("grade BETWEEN 1 AND 5", name="ratings_grade"),
)

#: What applicants hand in as materials, sealed. ``sealed`` tells name, kind, size, pages and digests.
files: Final = Table(
    "files",
    METADATA,
    Column("id", Text, primary_key=True),
    Column("conversation", Text, ForeignKey("conversations.id"), nullable=False),
    Column("material", Text, nullable=False),
    Column("content", Text, ForeignKey("file_contents.id"), nullable=False),
    Column("created", BigInteger, nullable=False),
    Column("sealed", LargeBinary, nullable=False),
    Index("files_conversation", "conversation"),
    Index("files_content", "content"),
)

#: Contents of files; one that serves for two materials is kept once. ``state``: what is known of viruses in it; of an
#: infected one nothing is kept.
file_contents: Final = Table(
    "file_contents",
    METADATA,
    Column("id", Text, primary_key=True),
    Column("conversation", Text, ForeignKey("conversations.id"), nullable=False),
    Column("state", Text, nullable=False),
    Column("created", BigInteger, nullable=False),
    Column("sealed", LargeBinary),
    Index("file_contents_state", "state", "created"),
)

#: What was applied for by whom, and taken up (一企一档). ``subject``: keyed mark of their number; ``sealed``: title, form and the answers.
#: It outlives the conversation, whose number is nowhere in it.
earlier_applications: Final = Table(
    "earlier_applications",
    METADATA,
    Column("reference", Text, primary_key=True),
    Column("subject", LargeBinary, nullable=False),
    Column("accepted", BigInteger, nullable=False),
    Column("sealed", LargeBinary, nullable=False),
    Index("earlier_applications_of", "subject", "accepted"),
)
