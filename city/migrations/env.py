"""What Alembic runs: on the connection it is given by `city.migrations`."""

from __future__ import annotations

from alembic import context

from city.migrations.tables import METADATA, render_item

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    render_item=render_item,
    render_as_batch=False,
    compare_type=True,
)
with context.begin_transaction():
    context.run_migrations()
