"""The audit trail, which the database itself lets nobody change or take away."""

from __future__ import annotations

from typing import Final

import sqlalchemy as sa
from alembic import op

revision = "applicants_0016"
down_revision = "applicants_0015"
branch_labels = None
depends_on = None

_REFUSED: Final = "the audit trail is only added to"
_SQLITE: Final = tuple(
    f"CREATE TRIGGER audit_trail_no_{act.lower()} BEFORE {act} ON audit_trail BEGIN SELECT RAISE(ABORT, '{_REFUSED}'); END"
    for act in ("UPDATE", "DELETE")
)
_POSTGRESQL: Final = (
    "CREATE FUNCTION audit_trail_refuse() RETURNS trigger LANGUAGE plpgsql AS"
    f" $$ BEGIN RAISE EXCEPTION '{_REFUSED}' USING ERRCODE = 'restrict_violation'; END $$",
    "CREATE TRIGGER audit_trail_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_trail"
    " FOR EACH STATEMENT EXECUTE FUNCTION audit_trail_refuse()",
)


def upgrade() -> None:
    """An empty trail; what staff did before is on no record."""
    text, binary = sa.Text, sa.LargeBinary
    op.create_table(
        "audit_trail",
        sa.Column("number", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        *(sa.Column(name, text, nullable=False) for name in ("who", "role", "organisation", "address", "act")),
        sa.Column("allowed", sa.Boolean, nullable=False),
        sa.Column("about", text, nullable=False),
        sa.Column("sealed", binary, nullable=False),
        sa.Column("digest", binary, nullable=False),
        sa.Column("key", text, nullable=False),
        sa.Column("mark", binary, nullable=False),
    )
    for name in ("who", "act", "about"):
        op.create_index(f"audit_trail_{name}", "audit_trail", [name, "number"])
    for statement in _SQLITE if op.get_bind().dialect.name == "sqlite" else _POSTGRESQL:
        op.execute(statement)


def downgrade() -> None:
    """The trail is lost: an older version has no place for it. Export it before."""
    op.drop_table("audit_trail")
    if op.get_bind().dialect.name != "sqlite":
        op.execute("DROP FUNCTION audit_trail_refuse()")
