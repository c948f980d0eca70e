"""Authors' drafts, their submissions to each other, and what was published."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "applicants_0004"
down_revision = "applicants_0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """The tables of the studio exist."""
    op.create_table(
        "drafts",
        sa.Column("author", sa.Text, primary_key=True),
        sa.Column("folder", sa.Text, primary_key=True),
        sa.Column("scenario", sa.Text, primary_key=True),
        sa.Column("version", sa.BigInteger, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("base", sa.Text, nullable=False),
        sa.Column("updated", sa.BigInteger, nullable=False),
    )
    _create_submissions()
    op.create_table(
        "publications",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True, autoincrement=True),
        sa.Column("folder", sa.Text, nullable=False),
        sa.Column("scenario", sa.Text, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("text_hash", sa.Text, nullable=False),
        sa.Column("version", sa.Text, nullable=False),
        sa.Column("submission", sa.BigInteger, sa.ForeignKey("submissions.id"), unique=True),
        sa.Column("submitter", sa.Text),
        sa.Column("approver", sa.Text),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("published", sa.BigInteger, nullable=False),
        sa.CheckConstraint(
            "submitter IS NULL AND approver IS NULL AND submission IS NULL"
            " OR submitter IS NOT NULL AND approver IS NOT NULL AND submission IS NOT NULL AND submitter <> approver",
            name="publications_two_people",
        ),
    )
    op.create_index("publications_of", "publications", ["folder", "scenario", "id"])


def downgrade() -> None:
    """The tables are gone, with all they held; published files stay where they are."""
    for table in ("publications", "submissions", "drafts"):
        op.drop_table(table)


def _create_submissions() -> None:
    op.create_table(
        "submissions",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True, autoincrement=True),
        sa.Column("folder", sa.Text, nullable=False),
        sa.Column("scenario", sa.Text, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("text_hash", sa.Text, nullable=False),
        sa.Column("base", sa.Text, nullable=False),
        sa.Column("submitter", sa.Text, nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("decider", sa.Text),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("created", sa.BigInteger, nullable=False),
        sa.Column("decided", sa.BigInteger),
        sa.CheckConstraint("decider IS NULL OR decider <> submitter", name="submissions_two_people"),
        sa.CheckConstraint(
            "(state IN ('waiting', 'withdrawn')) = (decider IS NULL)", name="submissions_decided_by_somebody"
        ),
    )
    waiting = sa.text("state = 'waiting'")
    op.create_index(
        "submissions_waiting",
        "submissions",
        ["folder", "scenario"],
        unique=True,
        sqlite_where=waiting,
        postgresql_where=waiting,
    )
