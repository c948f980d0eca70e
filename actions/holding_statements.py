"""The statements of holding, compiled once for the database at hand."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import and_, bindparam, delete, select, update

from .database import Database, Statement
from .tables import conversations, device_conversations, former_tokens, handovers


@dataclass(frozen=True, slots=True)
class HoldingStatements:
    """What holding asks of its tables."""

    head: Statement
    pass_on: Statement
    retire: Statement
    former: Statement
    drop_former: Statement
    unnote: Statement
    note: Statement
    sweep: Statement
    void: Statement
    issue: Statement
    code_of: Statement
    by_token: Statement
    by_locator: Statement
    count_wrong: Statement
    spend: Statement


_CODE = (
    handovers.c.conversation,
    handovers.c.holder,
    handovers.c.mark,
    handovers.c.wrong,
    handovers.c.expires,
    handovers.c.taken,
)
_OWN = handovers.c.conversation == bindparam("conversation")


def prepare(database: Database) -> HoldingStatements:
    """All statements, compiled."""
    made = database.prepare
    own = conversations.c.id == bindparam("conversation")
    head = (conversations.c.token_hash, conversations.c.identity, conversations.c.channel)
    link = device_conversations.c
    columns = ("conversation", "holder", "token_hash", "locator", "mark", "wrong", "expires")
    return HoldingStatements(
        head=made(select(*head).where(own)),
        pass_on=made(
            update(conversations)
            .where(and_(own, conversations.c.token_hash == bindparam("holder")))
            .values(token_hash=bindparam("next"), channel=bindparam("on_channel"))
        ),
        retire=made(former_tokens.insert(), ("token_hash", "conversation", "since")),
        former=made(select(former_tokens.c.conversation).where(former_tokens.c.token_hash == bindparam("token"))),
        drop_former=made(delete(former_tokens).where(former_tokens.c.token_hash == bindparam("token"))),
        unnote=made(
            delete(device_conversations).where(
                and_(link.device == bindparam("device"), link.conversation == bindparam("conversation"))
            )
        ),
        note=made(device_conversations.insert(), ("device", "conversation", "token_hash")),
        sweep=made(delete(handovers).where(handovers.c.expires <= bindparam("now"))),
        void=made(delete(handovers).where(_OWN)),
        issue=made(handovers.insert(), columns),
        code_of=made(select(handovers.c.wrong, handovers.c.expires, handovers.c.taken).where(_OWN)),
        by_token=made(select(*_CODE).where(handovers.c.token_hash == bindparam("token"))),
        by_locator=made(select(*_CODE).where(handovers.c.locator == bindparam("locator"))),
        count_wrong=made(update(handovers).where(_OWN).values(wrong=handovers.c.wrong + 1)),
        spend=made(update(handovers).where(and_(_OWN, handovers.c.taken.is_(None))).values(taken=bindparam("now"))),
    )
