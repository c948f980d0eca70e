"""Versions of a licence in one line; what holders agreed to, and every use."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "library_0002"
down_revision = "library_0001"
branch_labels = None
depends_on = None

#: Characters of the version and the check character at an identifier's end: ``.001.U``.
_LAST = 6


def upgrade() -> None:
    """Every licence has its line; consents and uses are kept from now on."""
    op.add_column("library_licences", sa.Column("line", sa.Text, nullable=False, server_default=sa.text("''")))
    op.execute(f"UPDATE library_licences SET line = substr(identifier, 1, length(identifier) - {_LAST})")  # noqa: S608
    op.create_index("library_licences_line", "library_licences", ["line"])
    op.create_table(
        "library_consents",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("client", sa.Text, nullable=False),
        sa.Column("holder", sa.Text, nullable=False),
        sa.Column("use", sa.Text, nullable=False),
        sa.Column("given", sa.BigInteger, nullable=False),
        sa.Column("until", sa.Text, nullable=False),
        sa.Column("ended", sa.BigInteger),
        sa.Column("sealed", sa.LargeBinary, nullable=False),
    )
    op.create_index("library_consents_holder", "library_consents", ["holder"])
    op.create_index("library_consents_use", "library_consents", ["use"])
    op.create_table(
        "library_uses",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True, autoincrement=True),
        sa.Column("consent", sa.Text, sa.ForeignKey("library_consents.id"), nullable=False),
        sa.Column("client", sa.Text, nullable=False),
        sa.Column("holder", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("identifier", sa.Text),
        sa.Column("sha256", sa.Text),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("sealed", sa.LargeBinary, nullable=False),
    )
    op.create_index("library_uses_holder", "library_uses", ["holder", "id"])


def downgrade() -> None:
    """Who used what is lost, and so are the holders' decisions."""
    op.drop_index("library_uses_holder", "library_uses")
    op.drop_table("library_uses")
    op.drop_index("library_consents_use", "library_consents")
    op.drop_index("library_consents_holder", "library_consents")
    op.drop_table("library_consents")
    op.drop_index("library_licences_line", "library_licences")
    op.drop_column("library_licences", "line")
