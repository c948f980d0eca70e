"""How often staff tried to come in, so that guessing ends."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "applicants_0018"
down_revision = "applicants_0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nobody has tried yet."""
    op.create_table(
        "staff_tries",
        sa.Column("who", sa.Text, primary_key=True),
        sa.Column("tries", sa.Integer, nullable=False),
        sa.Column("until", sa.BigInteger, nullable=False),
        sa.Column("step", sa.BigInteger, nullable=False),
    )


def downgrade() -> None:
    """Who is locked may try again."""
    op.drop_table("staff_tries")
