"""The statements of the applicant store, compiled once for the database at hand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from sqlalchemy import and_, bindparam, or_, select, update

from .database import Database, Statement
from .tables import conversations, former_tokens, outbox, turns

#: States of the outbox's rows.
WAITING: Final = "waiting"
DONE: Final = "done"
#: Not done, and not tried until somebody has looked. To the applicant it is as if it waited.
DEAD: Final = "dead"

#: Columns of a row of the outbox by which work is asked for.
EFFECT: Final = ("conversation", "kind", "key", "sealed", "state", "attempts", "next_at", "created")


@dataclass(frozen=True, slots=True)
class Statements:
    """What the store asks of its tables."""

    create: Statement
    version: Statement
    find: Statement
    move: Statement
    add_turn: Statement
    add_effect: Statement
    finish_effect: Statement
    turn: Statement
    turns_after: Statement
    turns_before: Statement
    held_before: Statement
    bind: Statement


_TURN = (turns.c.inbound, turns.c.seq, turns.c.cause, turns.c.at, turns.c.sealed)
_ID = conversations.c.id == bindparam("conversation")
_HEAD = (
    conversations.c.channel,
    conversations.c.token_hash,
    conversations.c.identity,
    conversations.c.version,
    conversations.c.consent,
)


def prepare(database: Database) -> Statements:
    """All statements, compiled."""
    place = ("scenario", "pinned", "organisation", "searchable")
    columns = ("id", "channel", "token_hash", "identity", "version", "sealed", "created", "updated", "consent", *place)
    return Statements(
        create=database.prepare(conversations.insert(), columns),
        version=database.prepare(select(*_HEAD).where(_ID)),
        find=database.prepare(select(*_HEAD, conversations.c.sealed).where(_ID)),
        bind=database.prepare(
            update(conversations)
            .where(_ID, or_(conversations.c.identity.is_(None), conversations.c.identity == bindparam("whose")))
            .values(identity=bindparam("whose"))
        ),
        move=database.prepare(
            update(conversations)
            .where(and_(_ID, conversations.c.version == bindparam("expected")))
            .values(
                version=bindparam("next"),
                sealed=bindparam("sealed_case"),
                updated=bindparam("now"),
                scenario=bindparam("on_scenario"),
                pinned=bindparam("on_version"),
                received=bindparam("is_received"),
                clerk=bindparam("by_clerk"),
                called=bindparam("called_at"),
                call=bindparam("call_reason"),
                district=bindparam("in_district"),
                searchable=bindparam("found_by"),
            )
        ),
        add_turn=database.prepare(turns.insert(), ("conversation", "seq", "inbound", "cause", "sealed", "at")),
        add_effect=database.prepare(outbox.insert(), EFFECT),
        finish_effect=database.prepare(
            update(outbox)
            .where(and_(outbox.c.id == bindparam("effect"), outbox.c.conversation == bindparam("conversation_id")))
            .where(outbox.c.state != DONE)
            .values(state=DONE, died=None, lease_until=None, last_error=None)
        ),
        turn=database.prepare(
            select(*_TURN).where(
                and_(turns.c.conversation == bindparam("conversation"), turns.c.inbound == bindparam("inbound"))
            )
        ),
        turns_after=database.prepare(
            select(*_TURN)
            .where(and_(turns.c.conversation == bindparam("conversation"), turns.c.seq > bindparam("after")))
            .order_by(turns.c.seq)
        ),
        turns_before=database.prepare(
            select(*_TURN)
            .where(and_(turns.c.conversation == bindparam("conversation"), turns.c.seq < bindparam("before")))
            .order_by(turns.c.seq.desc())
            .limit(bindparam("most"))
        ),
        held_before=database.prepare(
            select(former_tokens.c.conversation).where(former_tokens.c.token_hash == bindparam("token"))
        ),
    )
