"""Errands: what events bring about elsewhere."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "intake_0004"
down_revision = "intake_0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Licences that are issued from now on go into the library, and paper on its way is followed."""
    op.create_table(
        "intake_errands",
        sa.Column("reference", sa.Text, sa.ForeignKey("intake_applications.reference"), primary_key=True),
        sa.Column("seq", sa.Integer, primary_key=True),
        sa.Column("client", sa.Text, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("next_at", sa.BigInteger, nullable=False),
        sa.Column("lease_until", sa.BigInteger),
        sa.Column("last_error", sa.Text),
    )
    waiting = sa.text("state = 'waiting'")
    op.create_index("intake_errands_due", "intake_errands", ["next_at"], sqlite_where=waiting, postgresql_where=waiting)
    op.create_table(
        "intake_tracking",
        sa.Column("reference", sa.Text, sa.ForeignKey("intake_applications.reference"), primary_key=True),
        sa.Column("issued", sa.Integer, primary_key=True),
        sa.Column("seq", sa.Integer, primary_key=True),
        sa.Column("number", sa.Text, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
    )


def downgrade() -> None:
    """What was still to be done elsewhere is forgotten."""
    for table in ("intake_tracking", "intake_errands"):
        op.drop_table(table)
