"""By what conversations are found: keyed marks, in which nothing can be read."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "applicants_0017"
down_revision = "applicants_0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing is found yet; the server marks the cases that it finds unmarked when it starts."""
    op.add_column("conversations", sa.Column("searchable", sa.Text))
    op.create_table(
        "search_marks",
        sa.Column("conversation", sa.Text, sa.ForeignKey("conversations.id"), primary_key=True),
        sa.Column("mark", sa.LargeBinary, primary_key=True),
    )
    op.create_index("search_marks_of", "search_marks", ["mark"])
    op.create_index("conversations_searchable", "conversations", ["searchable"])


def downgrade() -> None:
    """The cases themselves still tell by what they are found."""
    op.drop_index("conversations_searchable", "conversations")
    op.drop_table("search_marks")
    with op.batch_alter_table("conversations") as table:
        table.drop_column("searchable")
