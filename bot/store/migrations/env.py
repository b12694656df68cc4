"""Alembic's way in: runs on the connection that `bot.store.migration` hands over, in its transaction."""

from alembic import context

from bot.store.tables import metadata


def run() -> None:
    """Run what Alembic was asked for."""
    context.configure(
        connection=context.config.attributes["connection"],
        target_metadata=metadata,
        render_as_batch=True,
        transactional_ddl=True,
    )
    context.run_migrations()


if __name__ == "env_py":  # Alembic's name for it; whoever else imports this file wants nothing run
    run()
