"""Work of the outbox that nobody tries any more, since when; and what is done once a night."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "applicants_0010"
down_revision = "applicants_0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """What waits goes on waiting."""
    op.add_column("outbox", sa.Column("died", sa.BigInteger))
    op.create_table(
        "nights",
        sa.Column("job", sa.Text, primary_key=True),
        sa.Column("day", sa.Text, primary_key=True),
        sa.Column("started", sa.BigInteger, nullable=False),
        sa.Column("ended", sa.BigInteger),
        sa.Column("found", sa.BigInteger),
    )


def downgrade() -> None:
    """What was dead waits again: an earlier version knows no other state."""
    op.drop_table("nights")
    op.execute("UPDATE outbox SET state = 'waiting' WHERE state = 'dead'")
    op.drop_column("outbox", "died")
