"""The open tasks of each department, to list and sort by; they are found out from the events, and made anew at any time."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "intake_0006"
down_revision = "intake_0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """No task is listed yet; they are found at the start, or when a list is asked for."""
    op.add_column("intake_applications", sa.Column("listed", sa.Integer, nullable=False, server_default="0"))
    op.create_table(
        "intake_tasks",
        sa.Column("reference", sa.Text, sa.ForeignKey("intake_applications.reference"), primary_key=True),
        sa.Column("step", sa.Text, primary_key=True),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("office", sa.Text, nullable=False),
        sa.Column("due", sa.Text),
        sa.Column("told", sa.Text),
    )
    op.create_index("intake_tasks_office", "intake_tasks", ["office", "due"])


def downgrade() -> None:
    """Nothing is lost that the events do not tell."""
    op.drop_index("intake_tasks_office", "intake_tasks")
    op.drop_table("intake_tasks")
    op.drop_column("intake_applications", "listed")
