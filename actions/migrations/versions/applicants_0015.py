"""Who waits for a clerk, who is helped by whom, and where."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "applicants_0015"
down_revision = "applicants_0014"
branch_labels = None
depends_on = None

_COLUMNS = {
    "clerk": sa.Text, "called": sa.BigInteger, "call": sa.Text, "district": sa.Text, "organisation": sa.Text,
}  # fmt: skip
_INDEXED = ("called", "clerk", "organisation")


def upgrade() -> None:
    """Nobody waits for a clerk yet; where a matter is becomes known with its next turn."""
    for name, kind in _COLUMNS.items():
        op.add_column("conversations", sa.Column(name, kind))
    for name in _INDEXED:
        op.create_index(f"conversations_{name}", "conversations", [name])


def downgrade() -> None:
    """The cases themselves still know who helps and who called."""
    for name in _INDEXED:
        op.drop_index(f"conversations_{name}", "conversations")
    with op.batch_alter_table("conversations") as table:
        for name in _COLUMNS:
            table.drop_column(name)
