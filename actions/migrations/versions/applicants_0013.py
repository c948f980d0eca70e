"""What a firm applied for before is known when it applies again."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "applicants_0013"
down_revision = "applicants_0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Applications that were taken up before this are not in it."""
    op.create_table(
        "earlier_applications",
        sa.Column("reference", sa.Text, primary_key=True),
        sa.Column("subject", sa.LargeBinary, nullable=False),
        sa.Column("accepted", sa.BigInteger, nullable=False),
        sa.Column("sealed", sa.LargeBinary, nullable=False),
    )
    op.create_index("earlier_applications_of", "earlier_applications", ["subject", "accepted"])


def downgrade() -> None:
    """Everything is asked anew."""
    op.drop_table("earlier_applications")
