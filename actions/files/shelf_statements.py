"""The statements of the shelf, compiled once for the database at hand."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import and_, bindparam, delete, exists, or_, select, update

from ..database import Database, Statement
from ..tables import conversations, file_contents, files


@dataclass(frozen=True, slots=True)
class Statements:
    """What the shelf asks of its tables."""

    list: Statement
    content: Statement
    move: Statement
    add: Statement
    add_content: Statement
    remove: Statement
    remove_content: Statement
    to_scan: Statement
    set_state: Statement
    drop_content: Statement


def prepare(database: Database) -> Statements:
    """All statements, compiled."""
    file, content = files.c, file_contents.c
    described = (file.id, file.material, file.content, content.state, file.sealed)
    scanned = update(file_contents).where(content.id == bindparam("scanned"))
    in_use = exists().where(file.content == content.id)
    return Statements(
        list=database.prepare(
            select(*described)
            .join(file_contents, content.id == file.content)
            .where(file.conversation == bindparam("conversation"))
            .order_by(file.created, file.id)
        ),
        content=database.prepare(select(content.state, content.sealed).where(content.id == bindparam("content"))),
        move=database.prepare(
            update(conversations)
            .where(
                and_(
                    conversations.c.id == bindparam("conversation_id"),
                    conversations.c.version == bindparam("expected"),
                )
            )
            .values(version=bindparam("next"), updated=bindparam("now"))
        ),
        add=database.prepare(files.insert(), ("id", "conversation", "material", "content", "sealed", "created")),
        add_content=database.prepare(file_contents.insert(), ("id", "conversation", "state", "created", "sealed")),
        remove=database.prepare(delete(files).where(file.id == bindparam("file"))),
        remove_content=database.prepare(delete(file_contents).where(and_(content.id == bindparam("unused"), ~in_use))),
        to_scan=database.prepare(
            select(content.id, content.sealed)
            .where(or_(content.state == bindparam("first"), content.state == bindparam("second")))
            .order_by(content.created, content.id)
            .limit(bindparam("most"))
        ),
        set_state=database.prepare(scanned.values(state=bindparam("found"))),
        drop_content=database.prepare(scanned.values(state=bindparam("found"), sealed=None)),
    )
