"""Pushes of WeChat wait until they are answered, and one process answers somebody at a time."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "applicants_0009"
down_revision = "applicants_0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Answers that were given go: nobody tries again what came before the server was replaced."""
    op.drop_table("push_answers")
    op.create_table(
        "pushes",
        sa.Column("mark", sa.LargeBinary, primary_key=True),
        sa.Column("key", sa.Text, primary_key=True),
        sa.Column("conversation", sa.Text, sa.ForeignKey("conversations.id"), nullable=False),
        sa.Column("sent", sa.BigInteger, nullable=False),
        sa.Column("number", sa.BigInteger, nullable=False),
        sa.Column("arrived", sa.BigInteger, nullable=False),
        sa.Column("batch", sa.Text),
        sa.Column("gone", sa.Boolean, nullable=False),
        sa.Column("sealed", sa.LargeBinary, nullable=False),
        sa.Column("answer", sa.LargeBinary),
    )
    op.create_index("pushes_of", "pushes", ["conversation"])
    waiting = sa.text("answer IS NULL")
    op.create_index("pushes_open", "pushes", ["arrived"], sqlite_where=waiting, postgresql_where=waiting)
    op.add_column("followers", sa.Column("seen", sa.BigInteger, nullable=False, server_default="0"))
    op.add_column("followers", sa.Column("busy_by", sa.Text))
    op.add_column("followers", sa.Column("busy_until", sa.BigInteger, nullable=False, server_default="0"))


def downgrade() -> None:
    """Pushes that wait are lost; who follows stays."""
    for name in ("busy_until", "busy_by", "seen"):
        op.drop_column("followers", name)
    op.drop_table("pushes")
    op.create_table(
        "push_answers",
        sa.Column("mark", sa.LargeBinary, primary_key=True),
        sa.Column("key", sa.Text, primary_key=True),
        sa.Column("conversation", sa.Text, sa.ForeignKey("conversations.id"), nullable=False),
        sa.Column("sealed", sa.LargeBinary, nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
    )
    op.create_index("push_answers_of", "push_answers", ["conversation"])
