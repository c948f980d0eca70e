"""Who follows an account of WeChat, and what they sent."""

from __future__ import annotations

from typing import Final

from sqlalchemy import BigInteger, Boolean, Column, ForeignKey, Index, LargeBinary, Table, Text, text

from .metadata import METADATA

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
