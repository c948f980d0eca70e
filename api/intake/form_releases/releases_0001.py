"""The releases whose forms this intake took."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "intake_releases_0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """The table exists."""
    op.create_table(
        "intake_releases",
        sa.Column("scenario", sa.Text, primary_key=True),
        sa.Column("version", sa.Text, primary_key=True),
        sa.Column("bundle", sa.LargeBinary, nullable=False),
        sa.Column("published", sa.BigInteger, nullable=False),
        sa.Column("served", sa.BigInteger, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("marked_at", sa.BigInteger),
        sa.Column("marked_by", sa.Text),
    )


def downgrade() -> None:
    """The table is gone: what was begun on an earlier version of a form is refused."""
    op.drop_table("intake_releases")
