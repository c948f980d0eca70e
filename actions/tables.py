"""The applicant store's tables. Columns named ``sealed`` hold whole documents, encrypted; times are UTC microseconds."""

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
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    false,
    text,
)

METADATA: Final = MetaData()

#: ``scenario`` and ``pinned`` name the release that the case stands on; no personal data. Both are empty where it needs
#: none (no scenario chosen, closed, or handed in), and null where that has not been looked up yet. ``consent``: the scopes
#: that the applicant agreed to, by spaces; null where the client never asks. ``received``: handed in, so no draft any more.
#: ``clerk``: id of who helps; ``called``, ``call``: since when the applicant waits for one, and why; ``district``: where the matter is,
#: as far as it was said; all four follow the case. ``organisation``: the window where the case was begun, null elsewhere.
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
    *(Column(name, Text) for name in ("call", "clerk", "district", "organisation")),
    Index("conversations_pinned", "scenario", "pinned"),
    Index("conversations_identity", "identity"),
    Index("conversations_lapsing", "received", "updated"),
    *(Index(f"conversations_{name}", name) for name in ("called", "clerk", "organisation")),
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

#: Who follows an account of WeChat, by a keyed mark of account and openid, and the conversation that is theirs now.
#: ``seen``: the version of it up to which they were told everything; ``busy_by`` and ``busy_until``: which process answers
#: them, and until when it may. ``sealed`` holds the openid and what waits for them.
followers: Final = Table(
    "followers",
    METADATA,
    Column("mark", LargeBinary, primary_key=True),
    Column("conversation", Text, ForeignKey("conversations.id"), nullable=False),
    Column("sealed", LargeBinary, nullable=False),
    Column("updated", BigInteger, nullable=False),
    Column("seen", BigInteger, nullable=False, server_default="0"),
    Column("busy_by", Text),
    Column("busy_until", BigInteger, nullable=False, server_default="0"),
    Index("followers_of", "conversation"),
)

#: Conversations that a follower left for another: what they are still to be told of. ``seen`` and ``told`` as a follower has them.
earlier_matters: Final = Table(
    "earlier_matters",
    METADATA,
    Column("mark", LargeBinary, primary_key=True),
    Column("conversation", Text, ForeignKey("conversations.id"), primary_key=True),
    Column("holder", Text, nullable=False),
    Column("seen", BigInteger, nullable=False),
    Column("told", BigInteger, nullable=False),
    Index("earlier_matters_of", "conversation"),
)

#: What WeChat pushed, and what was answered to it, so that every try of it gets the same. ``mark`` is the follower's, ``key``
#: tells their pushes apart; ``sent`` and ``number`` order them. ``batch``: key of the first that it is taken together with.
#: ``gone``: WeChat waits no longer. ``conversation`` is the one they were in.
pushes: Final = Table(
    "pushes",
    METADATA,
    Column("mark", LargeBinary, primary_key=True),
    Column("key", Text, primary_key=True),
    Column("conversation", Text, ForeignKey("conversations.id"), nullable=False),
    Column("sent", BigInteger, nullable=False),
    Column("number", BigInteger, nullable=False),
    Column("arrived", BigInteger, nullable=False),
    Column("batch", Text),
    Column("gone", Boolean, nullable=False),
    Column("sealed", LargeBinary, nullable=False),
    Column("answer", LargeBinary),
    Index("pushes_of", "conversation"),
    Index("pushes_open", "arrived", sqlite_where=text("answer IS NULL"), postgresql_where=text("answer IS NULL")),
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
