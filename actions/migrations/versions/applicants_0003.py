"""What was not understood, counted by question and day."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "applicants_0003"
down_revision = "applicants_0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """The table of misses exists."""
    op.create_table(
        "misses",
        sa.Column("day", sa.Text, primary_key=True),
        sa.Column("scenario", sa.Text, primary_key=True),
        sa.Column("version", sa.Text, primary_key=True),
        sa.Column("question", sa.Text, primary_key=True),
        sa.Column("kind", sa.Text, primary_key=True),
        sa.Column("said", sa.Text, primary_key=True),
        sa.Column("person", sa.Text, primary_key=True),
        sa.Column("times", sa.BigInteger, nullable=False),
        sa.Column("sealed", sa.LargeBinary),
        sqlite_with_rowid=False,
    )
    op.create_index("misses_said", "misses", ["said"])


def downgrade() -> None:
    """The table is gone, with all it held."""
    op.drop_table("misses")
