"""Who may ask the registers, and every question that was asked."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "registers_0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """The first tables."""
    op.create_table(
        "registers_clients",
        sa.Column("key_hash", sa.Text, primary_key=True),
        sa.Column("client", sa.Text, nullable=False),
        sa.Column("scopes", sa.Text, nullable=False),
        sa.Column("created", sa.BigInteger, nullable=False),
        sa.Column("revoked", sa.BigInteger),
    )
    op.create_table(
        "registers_uses",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True, autoincrement=True),
        sa.Column("client", sa.Text, nullable=False),
        sa.Column("register", sa.Text, nullable=False),
        sa.Column("subject", sa.Text),
        sa.Column("found", sa.Boolean, nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("sealed", sa.LargeBinary, nullable=False),
    )
    op.create_index("registers_uses_subject", "registers_uses", ["subject", "id"])
    op.create_table(
        "registers_key_checks",
        sa.Column("key_id", sa.Text, primary_key=True),
        sa.Column("sealed", sa.LargeBinary, nullable=False),
    )


def downgrade() -> None:
    """Who asked what is lost."""
    op.drop_table("registers_key_checks")
    op.drop_index("registers_uses_subject", "registers_uses")
    op.drop_table("registers_uses")
    op.drop_table("registers_clients")
