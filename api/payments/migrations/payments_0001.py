"""Bills, their steps, and who is to hear of them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "payments_0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """The first tables exist."""
    op.create_table(
        "payments_bills",
        sa.Column("number", sa.Text, primary_key=True),
        sa.Column("ordered_as", sa.Text, nullable=False, unique=True),
        sa.Column("sealed", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "payments_steps",
        sa.Column("number", sa.Text, sa.ForeignKey("payments_bills.number"), primary_key=True),
        sa.Column("seq", sa.Integer, primary_key=True),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
    )
    op.create_table(
        "payments_callbacks",
        sa.Column("reference", sa.Text, sa.ForeignKey("payments_bills.number"), primary_key=True),
        sa.Column("seq", sa.Integer, primary_key=True),
        sa.Column("client", sa.Text, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("next_at", sa.BigInteger, nullable=False),
        sa.Column("lease_until", sa.BigInteger),
        sa.Column("last_error", sa.Text),
    )
    waiting = sa.text("state = 'waiting'")
    op.create_index(
        "payments_callbacks_due", "payments_callbacks", ["next_at"], sqlite_where=waiting, postgresql_where=waiting
    )


def downgrade() -> None:
    """The tables are gone, with all they held."""
    for table in ("payments_callbacks", "payments_steps", "payments_bills"):
        op.drop_table(table)
