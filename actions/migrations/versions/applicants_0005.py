"""Files that applicants hand in as materials."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "applicants_0005"
down_revision = "applicants_0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """The tables of files and their contents exist."""
    op.create_table(
        "file_contents",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("conversation", sa.Text, sa.ForeignKey("conversations.id"), nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("created", sa.BigInteger, nullable=False),
        sa.Column("sealed", sa.LargeBinary),
    )
    op.create_index("file_contents_state", "file_contents", ["state", "created"])
    op.create_table(
        "files",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("conversation", sa.Text, sa.ForeignKey("conversations.id"), nullable=False),
        sa.Column("material", sa.Text, nullable=False),
        sa.Column("content", sa.Text, sa.ForeignKey("file_contents.id"), nullable=False),
        sa.Column("created", sa.BigInteger, nullable=False),
        sa.Column("sealed", sa.LargeBinary, nullable=False),
    )
    op.create_index("files_conversation", "files", ["conversation"])
    op.create_index("files_content", "files", ["content"])


def downgrade() -> None:
    """The tables are gone, with all they held."""
    for table in ("files", "file_contents"):
        op.drop_table(table)
