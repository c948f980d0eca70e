"""How content applicants are."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "applicants_0007"
down_revision = "applicants_0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """The table of ratings exists."""
    op.create_table(
        "ratings",
        sa.Column("conversation", sa.Text, sa.ForeignKey("conversations.id"), primary_key=True),
        sa.Column("grade", sa.BigInteger, nullable=False),
        sa.Column("sealed", sa.LargeBinary, nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.CheckConstraint("grade BETWEEN 1 AND 5", name="ratings_grade"),
    )


def downgrade() -> None:
    """The table is gone, with all ratings."""
    op.drop_table("ratings")
