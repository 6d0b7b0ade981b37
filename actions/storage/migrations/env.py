"""Run by Alembic: upgrades the connection that `migrate` hands over."""

from alembic import context

from actions.storage.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
    version_table="actions_version",  # handoff/ may live in the same database
)
with context.begin_transaction():
    context.run_migrations()
