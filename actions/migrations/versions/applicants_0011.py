"""Why somebody rated so, and what the office answered."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "applicants_0011"
down_revision = "applicants_0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Ratings from before have no reasons; those that were bad are not handed to intake any more."""
    op.add_column("ratings", sa.Column("reasons", sa.Text, nullable=False, server_default=sa.text("''")))
    op.add_column("ratings", sa.Column("answer", sa.LargeBinary))


def downgrade() -> None:
    """Reasons and answers are lost."""
    op.drop_column("ratings", "answer")
    op.drop_column("ratings", "reasons")
