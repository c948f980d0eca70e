"""Applicants go on elsewhere, agree to the notice on their data, and have it erased."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "applicants_0006"
down_revision = "applicants_0005"
branch_labels = None
depends_on = None

#: Cases from before: closed or handed in, after something was handed in. What is erased is looked at itself before.
_RECEIVED = """
    UPDATE conversations SET received = true WHERE pinned = ''
    AND EXISTS (SELECT 1 FROM outbox WHERE outbox.conversation = conversations.id AND outbox.state = 'done')
"""


def upgrade() -> None:
    """The tables and columns exist; who has no consent noted was never asked."""
    op.add_column("conversations", sa.Column("consent", sa.Text))
    op.add_column("conversations", sa.Column("received", sa.Boolean, nullable=False, server_default=sa.false()))
    op.execute(_RECEIVED)
    op.create_index("conversations_identity", "conversations", ["identity"])
    op.create_index("conversations_lapsing", "conversations", ["received", "updated"])
    _create_holding()
    op.create_table(
        "consents",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True, autoincrement=True),
        sa.Column("conversation", sa.Text, sa.ForeignKey("conversations.id"), nullable=False),
        sa.Column("scope", sa.Text, nullable=False),
        sa.Column("decision", sa.Text, nullable=False),
        sa.Column("version", sa.Text, nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
    )
    op.create_index("consents_of", "consents", ["conversation"])
    op.create_table(
        "erased",
        sa.Column("conversation", sa.Text, primary_key=True),
        sa.Column("token_hash", sa.Text),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
    )


def downgrade() -> None:
    """The tables and columns are gone, with all they held."""
    for table in ("erased", "consents", "handovers", "former_tokens", "device_conversations"):
        op.drop_table(table)
    op.drop_index("conversations_lapsing", "conversations")
    op.drop_index("conversations_identity", "conversations")
    op.drop_column("conversations", "received")
    op.drop_column("conversations", "consent")


def _create_holding() -> None:
    op.create_table(
        "device_conversations",
        sa.Column("device", sa.Text, primary_key=True),
        sa.Column("conversation", sa.Text, sa.ForeignKey("conversations.id"), primary_key=True),
        sa.Column("token_hash", sa.Text, nullable=False),
    )
    op.create_index("device_conversations_of", "device_conversations", ["conversation"])
    op.create_table(
        "former_tokens",
        sa.Column("token_hash", sa.Text, primary_key=True),
        sa.Column("conversation", sa.Text, sa.ForeignKey("conversations.id"), nullable=False),
        sa.Column("since", sa.BigInteger, nullable=False),
    )
    op.create_index("former_tokens_of", "former_tokens", ["conversation"])
    op.create_table(
        "handovers",
        sa.Column("conversation", sa.Text, sa.ForeignKey("conversations.id"), primary_key=True),
        sa.Column("holder", sa.Text, nullable=False),
        sa.Column("token_hash", sa.Text, nullable=False),
        sa.Column("locator", sa.Text, nullable=False),
        sa.Column("mark", sa.LargeBinary, nullable=False),
        sa.Column("wrong", sa.BigInteger, nullable=False),
        sa.Column("expires", sa.BigInteger, nullable=False),
        sa.Column("taken", sa.BigInteger),
        sa.UniqueConstraint("token_hash", name="handovers_token"),
        sa.UniqueConstraint("locator", name="handovers_locator"),
    )
