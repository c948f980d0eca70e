"""What holders show (亮证): each once, for a minute; and uses that stand on a showing and on no consent."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "library_0003"
down_revision = "library_0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Showings are kept, and a use may have no consent."""
    op.create_table(
        "library_showings",
        sa.Column("token_hash", sa.Text, primary_key=True),
        sa.Column("client", sa.Text, nullable=False),
        sa.Column("identifier", sa.Text, sa.ForeignKey("library_licences.identifier"), nullable=False),
        sa.Column("holder", sa.Text, nullable=False),
        sa.Column("until", sa.BigInteger, nullable=False),
        sa.Column("resolved", sa.BigInteger),
    )
    op.create_index("library_showings_until", "library_showings", ["until"])
    with op.batch_alter_table("library_uses") as uses:
        uses.alter_column("consent", existing_type=sa.Text, nullable=True)


def downgrade() -> None:
    """Who verified what is lost."""
    op.execute("DELETE FROM library_uses WHERE consent IS NULL")
    with op.batch_alter_table("library_uses") as uses:
        uses.alter_column("consent", existing_type=sa.Text, nullable=False)
    op.drop_index("library_showings_until", "library_showings")
    op.drop_table("library_showings")
