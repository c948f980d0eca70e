"""Who follows an account of WeChat, and what was answered to them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "applicants_0008"
down_revision = "applicants_0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """The tables of followers and of answers exist."""
    op.create_table(
        "followers",
        sa.Column("mark", sa.LargeBinary, primary_key=True),
        sa.Column("conversation", sa.Text, sa.ForeignKey("conversations.id"), nullable=False),
        sa.Column("sealed", sa.LargeBinary, nullable=False),
        sa.Column("updated", sa.BigInteger, nullable=False),
    )
    op.create_index("followers_of", "followers", ["conversation"])
    op.create_table(
        "push_answers",
        sa.Column("mark", sa.LargeBinary, primary_key=True),
        sa.Column("key", sa.Text, primary_key=True),
        sa.Column("conversation", sa.Text, sa.ForeignKey("conversations.id"), nullable=False),
        sa.Column("sealed", sa.LargeBinary, nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
    )
    op.create_index("push_answers_of", "push_answers", ["conversation"])


def downgrade() -> None:
    """The tables are gone, with who follows; their conversations stay."""
    op.drop_table("push_answers")
    op.drop_table("followers")
