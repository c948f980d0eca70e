"""Who follows an account is told of what happens in the matters before the present one."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "applicants_0012"
down_revision = "applicants_0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Matters that were left before this are not known."""
    op.create_table(
        "earlier_matters",
        sa.Column("mark", sa.LargeBinary, primary_key=True),
        sa.Column("conversation", sa.Text, sa.ForeignKey("conversations.id"), primary_key=True),
        sa.Column("holder", sa.Text, nullable=False),
        sa.Column("seen", sa.BigInteger, nullable=False),
        sa.Column("told", sa.BigInteger, nullable=False),
    )
    op.create_index("earlier_matters_of", "earlier_matters", ["conversation"])


def downgrade() -> None:
    """Nothing more is told of them."""
    op.drop_table("earlier_matters")
