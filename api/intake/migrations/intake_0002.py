"""What happens to applications: events, supplements, bundles, opinions; who hears of it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "intake_0002"
down_revision = "intake_0001"
branch_labels = None
depends_on = None

#: Numbered from 1 for each application; what is held from before came in, and some of it was withdrawn.
_BEFORE = (
    "INSERT INTO intake_events (reference, seq, status, at) SELECT reference, 1, 'received', received FROM intake_applications",
    "INSERT INTO intake_events (reference, seq, status, at)"
    " SELECT reference, 2, 'withdrawn', updated FROM intake_applications WHERE status = 'withdrawn'",
    "UPDATE intake_applications SET seq = 2 WHERE status = 'withdrawn'",
)


def _application() -> sa.ForeignKey:
    return sa.ForeignKey("intake_applications.reference")


def upgrade() -> None:
    """Each application has its events."""
    op.add_column("intake_applications", sa.Column("seq", sa.Integer, nullable=False, server_default="1"))
    op.add_column("intake_applications", sa.Column("bundle", sa.Text))
    op.create_index("intake_applications_bundle", "intake_applications", ["client", "bundle"])
    op.create_index("intake_applications_status", "intake_applications", ["status", "received"])
    op.create_table(
        "intake_events",
        sa.Column("reference", sa.Text, _application(), primary_key=True),
        sa.Column("seq", sa.Integer, primary_key=True),
        sa.Column("status", sa.Text, nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("sealed", sa.LargeBinary),
    )
    op.create_table(
        "intake_supplements",
        sa.Column("client", sa.Text, primary_key=True),
        sa.Column("idempotency_key", sa.Text, primary_key=True),
        sa.Column("reference", sa.Text, _application(), nullable=False),
        sa.Column("seq", sa.Integer, nullable=False),
        sa.Column("form_version", sa.Text, nullable=False),
        sa.Column("sealed", sa.LargeBinary, nullable=False),
        sa.UniqueConstraint("reference", "seq", name="intake_supplements_seq"),
    )
    op.create_table(
        "intake_opinions",
        sa.Column("reference", sa.Text, _application(), primary_key=True),
        sa.Column("step", sa.Text, primary_key=True),
        sa.Column("verdict", sa.Text, nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("sealed", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "intake_subscriptions",
        sa.Column("client", sa.Text, primary_key=True),
        sa.Column("url", sa.Text, nullable=False),
        sa.Column("sealed", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "intake_callbacks",
        sa.Column("reference", sa.Text, _application(), primary_key=True),
        sa.Column("seq", sa.Integer, primary_key=True),
        sa.Column("client", sa.Text, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("next_at", sa.BigInteger, nullable=False),
        sa.Column("lease_until", sa.BigInteger),
        sa.Column("last_error", sa.Text),
    )
    waiting = sa.text("state = 'waiting'")
    op.create_index(
        "intake_callbacks_due", "intake_callbacks", ["next_at"], sqlite_where=waiting, postgresql_where=waiting
    )
    for statement in _BEFORE:
        op.execute(statement)


def downgrade() -> None:
    """What happened is lost but for where each application stands."""
    op.drop_index("intake_callbacks_due", "intake_callbacks")
    for table in ("callbacks", "subscriptions", "opinions", "supplements", "events"):
        op.drop_table(f"intake_{table}")
    for index in ("intake_applications_status", "intake_applications_bundle"):
        op.drop_index(index, "intake_applications")
    for column in ("bundle", "seq"):
        op.drop_column("intake_applications", column)
