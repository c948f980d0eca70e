"""What authors write and release, and what was not understood."""

from __future__ import annotations

from typing import Final

from sqlalchemy import BigInteger, CheckConstraint, Column, ForeignKey, Index, Integer, LargeBinary, Table, Text, text

from .metadata import METADATA

#: An author's unfinished text of a scenario. ``base``: hash of the published text it began from, empty for a new scenario.
drafts: Final = Table(
    "drafts",
    METADATA,
    Column("author", Text, primary_key=True),
    Column("folder", Text, primary_key=True),
    Column("scenario", Text, primary_key=True),
    Column("version", BigInteger, nullable=False),
    Column("text", Text, nullable=False),
    Column("base", Text, nullable=False),
    Column("updated", BigInteger, nullable=False),
)

#: Texts that wait for another author's decision, and those that were decided. One may wait for a scenario at a time.
submissions: Final = Table(
    "submissions",
    METADATA,
    Column("id", BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=True),
    Column("folder", Text, nullable=False),
    Column("scenario", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("text_hash", Text, nullable=False),
    Column("base", Text, nullable=False),
    Column("submitter", Text, nullable=False),
    Column("note", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("decider", Text),
    Column("reason", Text, nullable=False),
    Column("created", BigInteger, nullable=False),
    Column("decided", BigInteger),
    CheckConstraint("decider IS NULL OR decider <> submitter", name="submissions_two_people"),
    CheckConstraint("(state IN ('waiting', 'withdrawn')) = (decider IS NULL)", name="submissions_decided_by_somebody"),
    Index(
        "submissions_waiting",
        "folder",
        "scenario",
        unique=True,
        sqlite_where=text("state = 'waiting'"),
        postgresql_where=text("state = 'waiting'"),
    ),
)

#: What was published. A row without submitter and approver is a file as it was found, changed by other means.
publications: Final = Table(
    "publications",
    METADATA,
    Column("id", BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=True),
    Column("folder", Text, nullable=False),
    Column("scenario", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("text_hash", Text, nullable=False),
    Column("version", Text, nullable=False),
    Column("submission", BigInteger, ForeignKey("submissions.id"), unique=True),
    Column("submitter", Text),
    Column("approver", Text),
    Column("note", Text, nullable=False),
    Column("published", BigInteger, nullable=False),
    CheckConstraint(
        "submitter IS NULL AND approver IS NULL AND submission IS NULL"
        " OR submitter IS NOT NULL AND approver IS NOT NULL AND submission IS NOT NULL AND submitter <> approver",
        name="publications_two_people",
    ),
    Index("publications_of", "folder", "scenario", "id"),
)

#: Every release that was ever served. ``bundle``: the data it was built from, compressed; ``published``: when a server first
#: started with it; ``served``: when one last did. ``state`` is what holds, whatever the bundle says.
releases: Final = Table(
    "releases",
    METADATA,
    Column("scenario", Text, primary_key=True),
    Column("version", Text, primary_key=True),
    Column("bundle", LargeBinary, nullable=False),
    Column("published", BigInteger, nullable=False),
    Column("served", BigInteger, nullable=False),
    Column("state", Text, nullable=False),
    Column("note", Text, nullable=False),
    Column("marked_at", BigInteger),
    Column("marked_by", Text),
)

#: What was not understood, counted a day at a time and without a link to a conversation: no id, no moment, and on SQLite
#: no row number, so that the order of rows tells nothing either. ``question`` is a fact's id, or ``routing``, ``review`` or
#: ``confirm``. ``said`` is a keyed mark of the scrubbed words, empty where they are never kept; ``sealed`` holds the words once
#: enough people have said them. ``person`` is a short keyed mark, good only for counting these people.
misses: Final = Table(
    "misses",
    METADATA,
    Column("day", Text, primary_key=True),
    Column("scenario", Text, primary_key=True),
    Column("version", Text, primary_key=True),
    Column("question", Text, primary_key=True),
    Column("kind", Text, primary_key=True),
    Column("said", Text, primary_key=True),
    Column("person", Text, primary_key=True),
    Column("times", BigInteger, nullable=False),
    Column("sealed", LargeBinary),
    Index("misses_said", "said"),
    sqlite_with_rowid=False,
)
