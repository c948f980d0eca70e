"""Bills for what is to be paid before a licence is made."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "intake_0007"
down_revision = "intake_0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """There is a table for bills, and none in it."""
    op.create_table(
        "intake_bills",
        sa.Column("reference", sa.Text, sa.ForeignKey("intake_applications.reference"), primary_key=True),
        sa.Column("event", sa.Integer, primary_key=True),
        sa.Column("number", sa.Text, nullable=False, unique=True),
        sa.Column("seq", sa.Integer, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("cents", sa.BigInteger, nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("sealed", sa.LargeBinary, nullable=False),
        sa.Column("looked", sa.BigInteger, nullable=False),
    )
    unpaid = sa.text("state = 'unpaid'")
    op.create_index("intake_bills_unpaid", "intake_bills", ["looked"], sqlite_where=unpaid, postgresql_where=unpaid)


def downgrade() -> None:
    """The bills are gone; who took the money still knows them."""
    op.drop_index("intake_bills_unpaid", "intake_bills")
    op.drop_table("intake_bills")
