"""Releases are archived, and each conversation tells which one it stands on."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "applicants_0002"
down_revision = "applicants_0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """The archive exists, empty; which release an earlier conversation stands on is filled in when a server starts."""
    op.create_table(
        "releases",
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
    op.add_column("conversations", sa.Column("scenario", sa.Text))
    op.add_column("conversations", sa.Column("pinned", sa.Text))
    op.create_index("conversations_pinned", "conversations", ["scenario", "pinned"])


def downgrade() -> None:
    """The archive is gone, with all it held."""
    op.drop_index("conversations_pinned", "conversations")
    op.drop_column("conversations", "pinned")
    op.drop_column("conversations", "scenario")
    op.drop_table("releases")
