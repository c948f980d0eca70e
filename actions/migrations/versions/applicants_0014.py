"""Who signed in by a provider is kept, and a session's last moment however much it is used."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "applicants_0014"
down_revision = "applicants_0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Sessions that are open end when they would have."""
    op.create_table(
        "principals",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("sealed", sa.LargeBinary, nullable=False),
        sa.Column("seen", sa.BigInteger, nullable=False),
    )
    op.create_table(
        "sign_ins",
        sa.Column("mark", sa.LargeBinary, primary_key=True),
        sa.Column("expires", sa.BigInteger, nullable=False),
    )
    op.add_column("sessions", sa.Column("ends", sa.BigInteger))
    op.create_index("sessions_identity", "sessions", ["identity"])


def downgrade() -> None:
    """Whoever is signed in by a provider is nobody that is known any more."""
    op.drop_index("sessions_identity", "sessions")
    with op.batch_alter_table("sessions") as table:
        table.drop_column("ends")
    op.drop_table("sign_ins")
    op.drop_table("principals")
