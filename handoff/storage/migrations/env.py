"""Run by Alembic: upgrades the connection that `migrate` hands over, or prints SQL for nobody else."""

from alembic import context

import handoff.storage.tables.all  # noqa: F401  (declares every table)
from handoff.storage.tables.base import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata, render_as_batch=True)
with context.begin_transaction():
    context.run_migrations()
