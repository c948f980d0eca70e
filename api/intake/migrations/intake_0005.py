"""Bad ratings of applications, and how they were answered."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "intake_0005"
down_revision = "intake_0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """The table of ratings exists."""
    op.create_table(
        "intake_ratings",
        sa.Column("reference", sa.Text, sa.ForeignKey("intake_applications.reference"), primary_key=True),
        sa.Column("client", sa.Text, nullable=False),
        sa.Column("idempotency_key", sa.Text, nullable=False),
        sa.Column("grade", sa.Integer, nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("due", sa.Text),
        sa.Column("answered", sa.BigInteger),
        sa.Column("sealed", sa.LargeBinary, nullable=False),
        sa.Column("answer", sa.LargeBinary),
        sa.UniqueConstraint("client", "idempotency_key", name="intake_ratings_key"),
        sa.CheckConstraint("grade IN (1, 2)", name="intake_ratings_grade"),
    )
    op.create_index("intake_ratings_due", "intake_ratings", ["answered", "due"])


def downgrade() -> None:
    """The table is gone, with all ratings and answers, and the callbacks that tell them."""
    op.execute("DELETE FROM intake_callbacks WHERE seq = 0")
    op.drop_index("intake_ratings_due", "intake_ratings")
    op.drop_table("intake_ratings")
