"""Clients with their keys, applications and key checks."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "intake_0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """The first tables exist."""
    op.create_table(
        "intake_clients",
        sa.Column("key_hash", sa.Text, primary_key=True),
        sa.Column("client", sa.Text, nullable=False),
        sa.Column("scopes", sa.Text, nullable=False),
        sa.Column("created", sa.BigInteger, nullable=False),
        sa.Column("revoked", sa.BigInteger),
    )
    op.create_table(
        "intake_applications",
        sa.Column("reference", sa.Text, primary_key=True),
        sa.Column("client", sa.Text, nullable=False),
        sa.Column("idempotency_key", sa.Text, nullable=False),
        sa.Column("form", sa.Text, nullable=False),
        sa.Column("form_version", sa.Text, nullable=False),
        sa.Column("status", sa.Text, nullable=False),
        sa.Column("received", sa.BigInteger, nullable=False),
        sa.Column("updated", sa.BigInteger, nullable=False),
        sa.Column("sealed", sa.LargeBinary, nullable=False),
        sa.UniqueConstraint("client", "idempotency_key", name="intake_applications_key"),
    )
    op.create_table(
        "intake_key_checks",
        sa.Column("key_id", sa.Text, primary_key=True),
        sa.Column("sealed", sa.LargeBinary, nullable=False),
    )


def downgrade() -> None:
    """The tables are gone, with all they held."""
    for table in ("intake_key_checks", "intake_applications", "intake_clients"):
        op.drop_table(table)
