"""What Alembic runs: the revisions, on the connection and in the transaction that ``actions.migrating`` opened."""

from __future__ import annotations

from alembic import context

attributes = context.config.attributes
context.configure(connection=attributes["connection"], version_table=attributes["version_table"])
context.run_migrations()
