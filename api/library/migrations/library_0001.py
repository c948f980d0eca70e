"""Clients with their keys, licences and key checks."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "library_0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """The first tables exist."""
    op.create_table(
        "library_clients",
        sa.Column("key_hash", sa.Text, primary_key=True),
        sa.Column("client", sa.Text, nullable=False),
        sa.Column("scopes", sa.Text, nullable=False),
        sa.Column("created", sa.BigInteger, nullable=False),
        sa.Column("revoked", sa.BigInteger),
    )
    op.create_table(
        "library_licences",
        sa.Column("identifier", sa.Text, primary_key=True),
        sa.Column("client", sa.Text, nullable=False),
        sa.Column("idempotency_key", sa.Text, nullable=False),
        sa.Column("holder", sa.Text),
        sa.Column("status", sa.Text, nullable=False),
        sa.Column("taken", sa.BigInteger, nullable=False),
        sa.Column("ended", sa.BigInteger),
        sa.Column("sealed", sa.LargeBinary, nullable=False),
        sa.Column("reason", sa.LargeBinary),
        sa.UniqueConstraint("client", "idempotency_key", name="library_licences_key"),
    )
    op.create_index("library_licences_holder", "library_licences", ["holder"])
    op.create_table(
        "library_key_checks",
        sa.Column("key_id", sa.Text, primary_key=True),
        sa.Column("sealed", sa.LargeBinary, nullable=False),
    )


def downgrade() -> None:
    """The tables are gone, with all they held."""
    for table in ("library_key_checks", "library_licences", "library_clients"):
        op.drop_table(table)
