"""The day that an application is due, to sort by; and who looked at it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "intake_0003"
down_revision = "intake_0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Due days and looks are kept from now on; an application gets its day with its next event."""
    op.add_column("intake_applications", sa.Column("due", sa.Text))
    op.create_index("intake_applications_due", "intake_applications", ["form", "due"])
    op.create_table(
        "intake_looks",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("officer", sa.Text, nullable=False),
        sa.Column("office", sa.Text, nullable=False),
        sa.Column("reference", sa.Text, sa.ForeignKey("intake_applications.reference"), nullable=False),
        sa.Column("pointer", sa.Text),
    )
    op.create_index("intake_looks_reference", "intake_looks", ["reference", "at"])


def downgrade() -> None:
    """Who looked is lost."""
    op.drop_index("intake_looks_reference", "intake_looks")
    op.drop_table("intake_looks")
    op.drop_index("intake_applications_due", "intake_applications")
    op.drop_column("intake_applications", "due")
